import type { Instrument } from '../market/index.js'
import type { OrderReason, OrderRecord } from '../orders/index.js'
import type { DepthIntake } from './depth/depth-intake.js'
import type { ExecutionSink } from './execution-sink.js'
import type { OrderTermsChange } from './order-change.js'

/** Lets something happen at a moment of the run's clock: an order arrives, a time in force ends, funding is settled. */
export interface Timers {
  /** Runs `action` at `ts`, or at once after the present instant where that has passed; after what the market does then. */
  at(ts: number, action: () => void): void
}

/** One choice that made a result what it is, as {@link VenueModel} tells it. */
export interface VenuePolicy {
  /** The option's name. */
  readonly name: string
  /** What was chosen. */
  readonly value: string
  /** What it decides, in a sentence. */
  readonly meaning: string
}

/** The simulated venue of one instrument, as a run drives it. */
export interface Venue {
  /** While prices stay strictly between the two, no print and no bar can change anything: it need not hear of them. */
  readonly lowTrigger: number
  readonly highTrigger: number
  /** Where a run tells it what rests in the market; a venue without one does not look at books. */
  readonly depth?: DepthIntake | undefined
  /** Does it know the opens and closes of sessions? Orders for them (`OPG`, `CLS`) never reach one that does not. */
  readonly hasAuctions?: boolean | undefined
  /** Orders on their way and at the venue, those that can be filled first. */
  readonly open: readonly OrderRecord[]
  /**
   * An order is sent; the sink hears when the venue has taken or rejected it. One with a parent among its links has been
   * at the venue before: the fill of the parent that is being told lets it live.
   */
  submit(order: OrderRecord, now: number): void
  /** An order's owner wants it ended; it may be filled before the wish arrives. */
  requestCancel(order: OrderRecord, reason: OrderReason, now: number): void
  /** An order's owner wants it changed; it may be filled before the wish arrives. */
  requestModify(order: OrderRecord, change: OrderTermsChange, now: number): void
  /** Drops orders that were ended from outside; called in the middle of an execution too. */
  forgetEnded(): void
  /** A trade print of the market; `side` is 1 where a buyer took, -1 where a seller did, 0 or nothing where it is not known. */
  onTrade(ts: number, price: number, size: number, side?: number): void
  /** A whole bar of the market, known at its close. */
  onBar(
    openTime: number,
    closeTime: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void
  /**
   * The run's clock has reached a moment, and all that the market did before it has been told: what falls due there
   * happens before the strategy is told of a bar that ends at it. A venue without such things leaves it out.
   */
  onTime?(ts: number): void
  /** The strategy has answered a bar that closed at `price`; a flattering venue fills what it decided there. */
  afterBar(ts: number, price: number): void
  /** Fills market orders at once at a price that the strategy has already seen: closing at the end of a run. */
  fillMarketOrdersAt(ts: number, price: number): void
}

/** Makes the venue of each instrument of a run. */
export interface VenueModel {
  /** The choices that it stands for, for the result; null for the default venue, whose `fills` say them. */
  readonly policies: readonly VenuePolicy[] | null
  /** Does it match against a book, and can do nothing without a stream of quotes or a book? */
  readonly needsDepth?: boolean | undefined
  /** A venue for one instrument; `sink` is told what happens to its orders. */
  create(instrument: Instrument, sink: ExecutionSink, timers: Timers): Venue
}
