import { badData } from '../errors/index.js'
import type { InstrumentId, QuoteTick, StreamGap, TradeTick } from '../market/index.js'
import type { State } from '../window/index.js'
import type { BarDraft } from './bar-draft.js'
import { settleBarSpec, type BarSpec, type SettledBarSpec } from './bar-spec.js'
import type { BarSink, BuiltBar } from './built-bar.js'
import type { DraftSink } from './kept-bars.js'
import { RenkoBars } from './renko-bars.js'
import { demandSnapshot, type BarsSnapshot } from './snapshot.js'
import { ThresholdBars } from './threshold-bars.js'
import { TimeBars, type BarCounts } from './time-bars.js'

/** What was left out, or put right, so far: see {@link BarBuilder.counts}. */
export type { BarCounts }

/**
 * Builds bars of one instrument, as `barBuilder` makes it. Synchronous; each bar is handed to the sink at once, so that
 * nothing is ever buffered, however many bars one event completes.
 */
export class BarBuilder {
  /** What it builds, every choice settled. */
  readonly spec: SettledBarSpec
  private readonly maker: TimeBars | ThresholdBars | RenkoBars
  private readonly sink: BarSink
  private instrumentId: InstrumentId | null
  private rows = 0

  constructor(spec: BarSpec, sink: BarSink, instrumentId: InstrumentId | null = null) {
    this.spec = settleBarSpec(spec)
    this.sink = sink
    this.instrumentId = instrumentId
    this.maker = makerOf(this.spec, (draft) => this.sink(this.barOf(draft)))
  }

  /** Trades left out so far: `late`, `outside` of sessions, `future`; and those that `corrected` a closed bar. */
  get counts(): Readonly<BarCounts> {
    return { ...this.maker.counts }
  }

  /** The latest moment seen, of events and of `advance`; -Infinity before the first. */
  get clock(): number {
    return this.maker.clock
  }

  /** The bar under construction; null while nothing has been traded in it. A fresh copy. */
  get forming(): BuiltBar | null {
    const draft = this.maker.forming
    return draft === null ? null : this.barOf(draft)
  }

  /**
   * Takes a trade, or a quote where the spec says so. First it gives out the bars that end at its time or before.
   * `BAD_DATA`, and nothing changed, for what cannot be a trade.
   */
  update(event: TradeTick | QuoteTick): void {
    const price = this.check(event)
    const size = event.type === 'TradeTick' ? event.size : 0
    const side = event.type === 'TradeTick' ? event.aggressorSide : null
    if (event.tsRecv !== undefined && event.ts > event.tsRecv + this.spec.maxAheadMs) {
      this.maker.counts.future++
      return
    }
    this.maker.add(event.ts, price, size, side === 'buy' ? 1 : side === 'sell' ? -1 : 0)
  }

  /** Tells the time: gives out the bars that end then or before, `delayMs` later where that was said. It never goes back. */
  advance(now: number): void {
    if (!Number.isFinite(now)) throw this.fault('now', now, 'UTC epoch milliseconds')
    this.maker.advance(this.spec.kind === 'time' ? now - this.spec.delayMs : now)
  }

  /** Takes a gap of the stream: bars that overlap it are partial. While it lasts (`to` is null), every bar is. */
  markGap({ from, to }: Pick<StreamGap, 'from' | 'to'>): void {
    this.maker.markGap(from ?? -Infinity, to ?? Infinity)
  }

  /** Ends the stream: the forming bar is given out as a part, and all bars are final. */
  finish(): void {
    this.maker.finish()
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): BarsSnapshot {
    const { instrumentId, rows } = this
    return { version: 1, key: this.key(), state: { instrumentId, rows, maker: this.maker.capture() } }
  }

  /** Takes over a snapshot of a builder of the same spec; any other is a typed error. */
  restore(snapshot: BarsSnapshot): void {
    demandSnapshot(snapshot, this.key())
    const { instrumentId, rows, maker } = snapshot.state
    this.instrumentId = instrumentId as string | null
    this.rows = rows as number
    this.maker.restore(maker as State)
  }

  private key(): string {
    return `bars:${JSON.stringify(this.spec)}`
  }

  private barOf(draft: BarDraft): BuiltBar {
    const timeframe = this.spec.kind === 'time' ? this.spec.timeframe : null
    return draft.toBar({ instrumentId: this.instrumentId as InstrumentId, timeframe })
  }

  /** The price of an event that can be believed. */
  private check(event: TradeTick | QuoteTick): number {
    const { from } = this.spec
    this.rows++
    const type = from === 'trades' ? 'TradeTick' : 'QuoteTick'
    if (event.type !== type) throw this.fault('type', event.type, `${type}, as bars of ${from} are built from`)
    this.instrumentId ??= event.instrumentId
    if (event.instrumentId !== this.instrumentId)
      throw this.fault('instrumentId', event.instrumentId, `${this.instrumentId}: a builder for each instrument`)
    if (!isWithin(event.ts, LAST_MOMENT)) throw this.fault('ts', event.ts, 'UTC epoch milliseconds')
    const price = event.type === 'TradeTick' ? event.price : priceOf(event, from)
    if (!isWithin(price, MOST)) throw this.fault('price', price, 'a finite number')
    if (event.type === 'TradeTick' && !(event.size >= 0 && isWithin(event.size, MOST)))
      throw this.fault('size', event.size, 'a finite number from 0')
    return price
  }

  private fault(column: string, value: unknown, expected: string): Error {
    return badData({ stream: 'barBuilder', row: Math.max(this.rows - 1, 0), column, value, expected })
  }
}

/**
 * A builder of bars of any kind from trades or quotes of one instrument: time, tick, volume, value, range, renko and
 * imbalance bars. See the page bars.md for each kind's rule. O(1) an event.
 *
 * @param spec what to build, as plain data; `BAD_PARAMETER` names what cannot be.
 * @param sink receives each bar when it closes, and again when it is corrected or settled.
 * @param options its instrument, where that is not to be taken from the first event.
 *
 * @example
 * ```ts
 * import { barBuilder } from '@tapeline/core/bars'
 * const trade = { type: 'TradeTick', instrumentId: 'BTC/USDT@demo', aggressorSide: 'buy', tradeId: null } as const
 * const builder = barBuilder({ kind: 'time', timeframe: '1m' }, ({ closeTime, close, volume, vwap, isPartial }) => {
 *   console.log(closeTime, close, volume, vwap, isPartial)
 *   // 60000 12 3 11.333333333333334 false
 *   // 120000 13 1 13 true
 * })
 * builder.advance(0)
 * builder.update({ ...trade, ts: 1_000, price: 10, size: 1 })
 * builder.update({ ...trade, ts: 59_000, price: 12, size: 2 })
 * builder.advance(60_000)
 * builder.update({ ...trade, ts: 61_000, price: 13, size: 1 })
 * builder.finish()
 * ```
 */
export function barBuilder(
  spec: BarSpec,
  sink: BarSink,
  options: { readonly instrumentId?: InstrumentId | undefined } = {},
): BarBuilder {
  return new BarBuilder(spec, sink, options.instrumentId ?? null)
}

/** As `Date` has it: 100 million days to either side of 1970. */
const LAST_MOMENT = 8.64e15
/** Beyond this a product or a square could leave the range of numbers. */
const MOST = 1e100

function isWithin(value: number, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most
}

function makerOf(spec: SettledBarSpec, emit: DraftSink): TimeBars | ThresholdBars | RenkoBars {
  if (spec.kind === 'renko') return new RenkoBars(spec, emit)
  if (spec.kind !== 'time') return new ThresholdBars(spec, emit)
  const { timeframe, calendar, late, empty, maxEmpty } = spec
  const latenessMs = late === 'drop' ? 0 : late.correctWithinMs
  return new TimeBars({ timeframe, calendar, latenessMs, maxEmpty: empty === 'carry' ? maxEmpty : 0 }, emit)
}

function priceOf({ bidPrice, askPrice }: QuoteTick, from: SettledBarSpec['from']): number {
  return from === 'bid' ? bidPrice : from === 'ask' ? askPrice : bidPrice + (askPrice - bidPrice) / 2
}
