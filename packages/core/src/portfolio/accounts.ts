export { cashAccount, type CashAccountOptions } from './cash-account.js'
export type { HoldingState, HoldingTrip } from './holding.js'
export type { FundingSettlement, MarkPrice, SwapRates } from './carry.js'
export { marginAccount, type MarginAccountOptions } from './margin-account.js'
