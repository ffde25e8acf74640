/**
 * Kinds of accounts and venues for `backtest()` beside the default ones, and what one needs to write more of them.
 *
 * @module
 */
export type { OrderRecord, OrderTerms } from '../orders/index.js'
export type {
  AccountModel,
  BookedFill,
  Charge,
  Position,
  PositionTrip,
  PositionView,
  TradingAccount,
} from '../portfolio/index.js'
export type { ExecutionSink, Timers, Venue, VenueModel, VenuePolicy } from '../simulator/index.js'
export { depthVenue } from '../simulator/depth/depth-venue.js'
export type { DepthIntake, Suspension } from '../simulator/depth/depth-intake.js'
export type { DepthVenueOptions } from '../simulator/depth/depth-options.js'
export {
  constantLatency,
  sampledLatency,
  type ConstantLatencyOptions,
  type LatencyModel,
  type OrderLatency,
  type SampledLatencyOptions,
} from '../simulator/depth/latency-model.js'
export { loggedLatency, type LoggedLatencyOptions, type LoggedOrder } from '../simulator/depth/logged-latency.js'
export {
  probabilityQueue,
  riskAverseQueue,
  tradeThroughQueue,
  type ProbabilityQueueOptions,
  type QueueModel,
} from '../simulator/depth/queue-model.js'
export { restingVenue } from '../simulator/index.js'
export { backtestBounds, type BoundsResult, type BoundsRun, type Interval } from './bounds.js'
export { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT } from '../market/index.js'
export { book, quotes } from '../strategy/index.js'
