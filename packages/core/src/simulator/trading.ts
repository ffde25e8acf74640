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
export type { ExecutionSink } from './execution-sink.js'
export type { OrderTermsChange } from './order-change.js'
export { restingVenue } from './resting-venue.js'
export type { Timers, Venue, VenueModel, VenuePolicy } from './venue.js'
export { dailyClose, type DailyClose } from '../time/index.js'
