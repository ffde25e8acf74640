export { Account } from './account.js'
export type { AccountEvent } from './account-event.js'
export type { AccountHost } from './account-host.js'
export type { AccountIdentity, AccountState, CashState } from './account-state.js'
export type { BookedFill, Charge, ValueFactors } from './booked-fill.js'
export { Ledger } from './ledger.js'
export { decimalOf, moneyOf, moneyProduct, moneyRatio, moneyToNumber, moneyToText } from './money.js'
export {
  legOf,
  Position,
  type PositionLeg,
  type PositionState,
  type PositionTrip,
  type PositionView,
} from './position.js'
export { roundTrip, type RoundTrip } from './round-trip.js'
export type { AccountModel, AccountPolicy, AccountPosition, TradingAccount } from './trading-account.js'
export type { FundingAnswer } from './told-funding.js'
