/**
 * Kinds of accounts and venues for `backtest()` beside the default ones, and what one needs to write more of them.
 *
 * @module
 */
export type { OrderRecord, OrderTerms } from '../orders/index.js'
export {
  cashAccount,
  marginAccount,
  type CashAccountOptions,
  type FundingSettlement,
  type HoldingState,
  type HoldingTrip,
  type MarginAccountOptions,
  type MarkPrice,
  type SwapRates,
} from '../portfolio/accounts.js'
export type {
  AccountEvent,
  AccountHost,
  AccountModel,
  AccountPolicy,
  AccountPosition,
  AccountState,
  BookedFill,
  Charge,
  PositionLeg,
  PositionView,
  RoundTrip,
  TradingAccount,
  ValueFactors,
} from '../portfolio/index.js'
export { commissionFees, type CommissionOptions } from './commission-fees.js'
export type { ExecutionSink } from './execution-sink.js'
export { restingVenue } from './resting-venue.js'
export {
  fractionSlippage,
  slippageModel,
  tickSlippage,
  volumeSlippage,
  type SlippageModelOptions,
  type VolumeSlippageOptions,
} from './slippage.js'
export type { SlippageFill, SlippageModel } from './slippage-model.js'
export { tieredFees, type FeeTier, type TieredFeesOptions } from './tiered-fees.js'
export type { Timers, Venue, VenueModel, VenuePolicy } from './venue.js'
