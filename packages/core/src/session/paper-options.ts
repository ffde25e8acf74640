/// <reference lib="esnext.disposable" preserve="true" />
import type { Observable, ObservableInput } from 'rxjs'
import type { BookSyncOptions, SnapshotRequested } from '../book/index.js'
import type { Instrument, MarketEvent, OrderBookSnapshot, PriceAdjustment, RecordedTape } from '../market/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { QualityReason, QualityRule } from '../quality/index.js'
import type { StrategyIndicators, WarmupMode } from '../strategy/index.js'
import type { Clock, Timeframe } from '../time/index.js'
import type { BacktestOptions } from './options.js'
import type { BacktestResult } from './result.js'

/** How raw messages of a venue are made a right book; see `BookSync` of `@tapeline/core/book`. */
export interface BookSynchronisation extends Omit<BookSyncOptions, 'instrumentId' | 'tickSize' | 'onNotice'> {
  /** Fetches a snapshot when one is needed; what it gives first is used. Without it snapshots come in the stream. */
  readonly snapshots?: ((request: SnapshotRequested) => ObservableInput<OrderBookSnapshot>) | undefined
}

/** One stream of live events that serves a need of the strategy. A recorded stream describes the live one like it. */
export interface LiveStream {
  /**
   * Prints (`TradeTick`), final bars (`Bar`), best bids and asks (`QuoteTick`), or a book: by level (`OrderBookSnapshot`,
   * `OrderBookDelta`), or order by order (`orders`: `OrderBookOrders`), whose messages come as they are to be applied.
   */
  readonly kind: 'trades' | 'bars' | 'quotes' | 'book' | 'orders'
  /** What they are of. */
  readonly instrument: Instrument
  /** Length of its bars; needed for bars, and for nothing else. */
  readonly timeframe?: Timeframe | undefined
  /** Part of its canonical name; `live` unless said. */
  readonly source?: string | undefined
  /** What is done to its prices; `raw` unless said. */
  readonly priceAdjustment?: PriceAdjustment | undefined
  /**
   * Of a book whose messages come as the venue sends them: the rule by which they follow each other. Without it they come as
   * they are to be applied, and a number that does not follow the last is a gap.
   */
  readonly sync?: BookSynchronisation | undefined
}

/** Where live events come from. */
export interface LiveSource {
  /** Events of any instruments and kinds, as they come. */
  readonly events$: Observable<MarketEvent>
  /** A clock of its own, such as that of a recording that is played. */
  readonly clock?: Clock | undefined
  /** What it has; needs are then matched to it where `data` and `instruments` say nothing. */
  readonly streams?: readonly LiveStream[] | undefined
}

/** Where a session stands. */
export type SessionState = 'idle' | 'starting' | 'running' | 'stopping' | 'stopped' | 'failed'

/** What a paper session runs on. Whatever it shares with a backtest means the same in both. */
export interface PaperOptions<P, I extends StrategyIndicators, S, W extends WarmupMode> extends Omit<
  BacktestOptions<P, I, S, W>,
  'data'
> {
  /** Live events, or an object that has them as `events$`. */
  readonly source: Observable<MarketEvent> | LiveSource
  /** What is traded; needs of quotes and books are then served by those of each, others by its prints, bars being built from them. */
  readonly instruments?: readonly Instrument[] | undefined
  /** Instead of `instruments`: which live stream serves which need, one or one an instrument, as in a backtest. */
  readonly data?: Readonly<Record<string, LiveStream | readonly LiveStream[]>> | undefined
  /** For needs of the strategy what happened before: it warms the indicators up, and no handler is called for it. */
  readonly history?: Readonly<Record<string, RecordedTape | readonly RecordedTape[]>> | undefined
  /** The source's own, or else the machine's. */
  readonly clock?: Clock | undefined
  /**
   * How long after its end, by the clock, a bar built from prints waits for late ones. 1000 unless said; 0 where the source
   * has a clock of its own, as in a backtest.
   */
  readonly barLatenessMs?: number | undefined
  /** Prints and quotes further behind the session's clock reach neither orders nor bars. 60000 unless said; no limit where the source has a clock of its own. */
  readonly maxLateMs?: number | undefined
  /** What makes an event a bad one, beside those that no run could stand; see `paperRules`. */
  readonly rules?: readonly QualityRule[] | undefined
  /** Events that may wait, while history is read or the strategy is busy; more are lost, counted, and make a gap. Default 65,536. */
  readonly maxPending?: number | undefined
  /** Least time between two figures of `progress$`, by the machine's clock. Default 250. */
  readonly progressMs?: number | undefined
}

/** What came of the events so far. */
export interface PaperCounts {
  /** All that came. */
  readonly events: number
  /** Prints, bars, quotes and messages of books that reached orders, bars and indicators; funding rates that the account settles by. */
  readonly used: number
  /** No stream of the session: kinds that the strategy does not need, bars that still form, liquidations, funding rates that the account does not settle by. */
  readonly unused: number
  /** Bad ones, of unknown instruments, or of times that cannot be; each is told by `rejections$`. */
  readonly rejected: number
  /** Prints whose id came before, bars whose time came before. */
  readonly duplicates: number
  /** Used although older than the newest of their stream. */
  readonly outOfOrder: number
  /** Left out: too far behind the clock, bars before the newest one, or funding rates after their time. */
  readonly late: number
  /** Left out: history had them. */
  readonly overlapping: number
  /** Left out: more were waiting than may. */
  readonly lost: number
  /** Gaps that the source told of, that lost events made, or that the numbers of a book show. */
  readonly gaps: number
}

/** How a session is doing. */
export interface PaperProgress {
  /** Where it stands. */
  readonly state: SessionState
  /** No decisions are made while it is. */
  readonly isPaused: boolean
  /** Instruments whose orders meet no market: until data are valid again, or their book has its first snapshot. */
  readonly suspended: readonly string[]
  /** What came of the events. */
  readonly counts: PaperCounts
  /** The session's clock, UTC epoch ms; `null` before the first event. */
  readonly ts: number | null
  /** Of the account at the latest prices, in its currency. */
  readonly equity: number
  /** Orders that may still be filled. */
  readonly openOrders: number
  /** Our clock less the venue's, by the latest events, smoothed: delay and difference of clocks together, which may be negative. `null` before the first. */
  readonly clockSkewMs: number | null
  /** From an event's arrival to the end of what the strategy made of it, real time: the latest and the longest. `null` before the first. */
  readonly latencyMs: { readonly last: number; readonly max: number } | null
}

/** An event that was refused, and why. */
export interface Rejection {
  /** As it came. */
  readonly event: MarketEvent
  /** What was wrong: which check, what stood there, what was expected. */
  readonly reasons: readonly QualityReason[]
}

/** How a session ends. */
export interface StopOptions {
  /** Closes what is held at its last price instead of marking it; `closeAtEnd` of the session unless said. */
  readonly closePositions?: boolean | undefined
}

/** A paper session on its way. */
export interface PaperRun {
  /** Its state now, then every new one; completes with the session. */
  readonly state$: Observable<SessionState>
  /** Everything that happens to orders, as it happens; completes with the session. */
  readonly events$: Observable<OrderEvent>
  /** The latest figures at once, then new ones; completes with the session and never fails (`result` does). */
  readonly progress$: Observable<PaperProgress>
  /** Every event that was refused; completes with the session. */
  readonly rejections$: Observable<Rejection>
  /** What a backtest answers, once the session has ended. A rejection that nobody looks at stays silent. */
  readonly result: Promise<BacktestResult>
  /** Makes no decisions from now on: orders stay and may be filled, positions are marked, `onOrder` hears of it later. */
  pause(): void
  /** Decides again, after `onOrder` has been told what happened meanwhile. */
  resume(): void
  /** Ends the session: what has come is worked off, orders are canceled. Again and again the same answer. */
  stop(options?: StopOptions): Promise<BacktestResult>
  /** `stop()`, for `await using`; a session that failed is over as well. */
  [Symbol.asyncDispose](): Promise<void>
}
