export { Account, type BookedFill, type Charge } from './account.js'
export { Ledger } from './ledger.js'
export { decimalOf, moneyOf, moneyProduct, moneyToNumber, moneyToText } from './money.js'
export { Position, type PositionTrip, type PositionView } from './position.js'
