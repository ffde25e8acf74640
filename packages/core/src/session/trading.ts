/**
 * Paper sessions on live data, recordings played as live, and kinds of accounts and venues beside the default ones with what one
 * needs to write more of them.
 *
 * @module
 */
export type { OrderIdentity, OrderLinks, OrderRecord, OrderTerms } from '../orders/index.js'
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
  AccountIdentity,
  AccountState,
  BookedFill,
  CashState,
  Charge,
  FundingAnswer,
  PositionLeg,
  PositionState,
  PositionTrip,
  PositionView,
  RoundTrip,
  TradingAccount,
  ValueFactors,
} from '../portfolio/index.js'
export { commissionFees, type CommissionOptions } from '../simulator/commission-fees.js'
export type { ExecutionSink, OrderTermsChange, Timers, Venue, VenueModel, VenuePolicy } from '../simulator/index.js'
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
  fifoQueue,
  probabilityQueue,
  riskAverseQueue,
  tradeThroughQueue,
  type ProbabilityQueueOptions,
  type QueueModel,
} from '../simulator/depth/queue-model.js'
export { tradingSessions } from '../simulator/calendar-sessions.js'
export { restingVenue, utcDays, type TradingSession, type TradingSessions } from '../simulator/index.js'
export {
  fractionSlippage,
  slippageModel,
  tickSlippage,
  volumeSlippage,
  type SlippageModelOptions,
  type VolumeSlippageOptions,
} from '../simulator/slippage.js'
export { linearImpact, squareRootImpact, type ImpactOptions, type PerInstrument } from '../simulator/impact.js'
export type { ImpactModel, SlippageFill, SlippageModel } from '../simulator/slippage-model.js'
export { tieredFees, type FeeTier, type TieredFeesOptions } from '../simulator/tiered-fees.js'
export { dailyClose, type DailyClose } from '../time/index.js'
export { backtestBounds, type BoundsResult, type BoundsRun, type Interval } from './bounds.js'
export { paper, paperRules } from './paper.js'
export type {
  BookSynchronisation,
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
export type { PlayedStream } from './replay-rows.js'
export { replaySource } from './replay-source.js'
export type { ReplaySource, ReplaySourceOptions, ReplaySpeed } from './replay-source-options.js'
export {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_EXECUTE,
  ORDER_UPDATE,
} from '../market/index.js'
export { book, quotes } from '../strategy/index.js'
