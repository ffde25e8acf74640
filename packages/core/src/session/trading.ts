/**
 * Kinds of accounts and venues for `backtest()` beside the default ones, and what one needs to write more of them.
 *
 * @module
 */
export type { OrderLinks, OrderRecord, OrderTerms } from '../orders/index.js'
export type {
  AccountModel,
  BookedFill,
  Charge,
  Position,
  PositionTrip,
  PositionView,
  TradingAccount,
} from '../portfolio/index.js'
export type { ExecutionSink, OrderTermsChange, Timers, Venue, VenueModel, VenuePolicy } from '../simulator/index.js'
export { restingVenue } from '../simulator/index.js'
export { backtestBounds, type BoundsResult, type BoundsRun, type Interval } from './bounds.js'
export { dailyClose, type DailyClose } from '../time/index.js'
