/**
 * Paper sessions on live data, recordings played as live, and kinds of accounts and venues beside the default ones with what one
 * needs to write more of them.
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
export { restingVenue } from '../simulator/index.js'
export { backtestBounds, type BoundsResult, type BoundsRun, type Interval } from './bounds.js'
export { paper, paperRules } from './paper.js'
export type {
  LiveSource,
  LiveStream,
  PaperCounts,
  PaperOptions,
  PaperProgress,
  PaperRun,
  Rejection,
  SessionState,
  StopOptions,
} from './paper-options.js'
export { systemClock, VirtualClock, type Clock } from '../time/index.js'
export { replaySource, type ReplaySource, type ReplaySourceOptions, type ReplaySpeed } from './replay-source.js'
