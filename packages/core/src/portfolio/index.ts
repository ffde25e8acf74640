export { Account, type BookedFill, type Charge } from './account.js'
export { Ledger, type LedgerReason } from './ledger.js'
export { decimalOf, moneyOf, moneyProduct, moneyToNumber, moneyToText, type Decimal } from './money.js'
export { Position, type PositionTrip, type PositionView } from './position.js'
