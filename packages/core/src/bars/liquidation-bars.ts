import { badData, demand, demandKnown } from '../errors/index.js'
import type { InstrumentId, Liquidation } from '../market/index.js'
import type { Timeframe } from '../time/index.js'
import { captureState, restoreState, SlidingSum, type State } from '../window/index.js'
import { BarBuilder, type BarCounts } from './bar-builder.js'
import type { TimeBarSpec } from './bar-spec.js'
import type { BuiltBar } from './built-bar.js'
import { demandSnapshot, type BarsSnapshot } from './snapshot.js'

/** A mean over the newest bars that have something to say. */
export interface LiquidationAverage {
  /** Bars in the mean, 1 to 100000. */
  readonly period: number
  /** Which bars count: those whose volume is not 0, unless said, or all. */
  readonly filter?: 'nonZero' | 'none' | undefined
  /** What is averaged: quote units, unless said, or base units. */
  readonly of?: 'quoteVolume' | 'volume' | undefined
}

/** Which bars of liquidations to build. */
export interface LiquidationBarOptions extends Pick<
  TimeBarSpec,
  'calendar' | 'late' | 'delayMs' | 'maxAheadMs' | 'maxEmpty'
> {
  /** Length of each bar. */
  readonly timeframe: Timeframe
  /** Bars without a liquidation: drawn with volumes of 0, unless said, or not at all. */
  readonly empty?: 'none' | 'carry' | undefined
  /** A mean over past bars: of 50 whose quote volume is not 0, unless said; `null` for none. */
  readonly average?: LiquidationAverage | null | undefined
}

/** What was closed by force in an interval. A lower bound where the source sends a sample. */
export interface LiquidationBar extends Pick<
  BuiltBar,
  'isClosed' | 'isFinal' | 'isFirst' | 'isPartial' | 'isEmpty' | 'revision'
> {
  /** Tells it from other events. */
  readonly type: 'LiquidationBar'
  /** What it happened to. */
  readonly instrumentId: InstrumentId
  /** Its `closeTime`. */
  readonly ts: number
  /** Its length. */
  readonly timeframe: Timeframe
  /** Its first moment, UTC epoch ms. */
  readonly openTime: number
  /** The first moment that is no longer in it, UTC epoch ms. */
  readonly closeTime: number
  /** Base units of long positions that were closed (forced sells). */
  readonly longVolume: number
  /** Base units of short positions that were closed (forced buys). */
  readonly shortVolume: number
  /** Quote units of long positions that were closed. */
  readonly longQuoteVolume: number
  /** Quote units of short positions that were closed. */
  readonly shortQuoteVolume: number
  /** Liquidations. */
  readonly count: number
  /** The mean as of this bar, of final bars; `null` until there are enough of them. */
  readonly average: number | null
}

/** Bars of the liquidations of one instrument, as `liquidationBars` of `@tapeline/core/rx` makes them. */
export class LiquidationBars {
  private readonly builder: BarBuilder
  private readonly key: string
  private readonly sum: SlidingSum | null
  private readonly filter: 'nonZero' | 'none'
  private readonly of: 'quoteVolume' | 'volume'
  private counted = 0

  /** @param options what to build; `BAD_PARAMETER` names what cannot be. @param sink receives each bar when it closes, and again when it is corrected or settled. */
  constructor(options: LiquidationBarOptions, sink: (bar: LiquidationBar) => void) {
    const { average = { period: 50 }, empty = 'carry', ...spec } = options
    this.builder = new BarBuilder({ kind: 'time', empty, ...spec }, (bar) => sink(this.barOf(bar)))
    this.key = `liquidations:${JSON.stringify([this.builder.spec, average])}`
    const { period = 0, filter = 'nonZero', of = 'quoteVolume' } = average ?? {}
    if (average !== null) demandKnown(OWNER, average, ['period', 'filter', 'of'])
    const fits = average === null || (Number.isInteger(period) && period >= 1 && period <= 100_000)
    demand(fits, OWNER, 'average.period', period, 'a whole number from 1 to 100000')
    demand(filter === 'nonZero' || filter === 'none', OWNER, 'average.filter', filter, "'nonZero' or 'none'")
    demand(of === 'quoteVolume' || of === 'volume', OWNER, 'average.of', of, "'quoteVolume' or 'volume'")
    this.sum = average === null ? null : new SlidingSum(period)
    this.filter = filter
    this.of = of
  }

  /** Liquidations left out so far, or that corrected a closed bar. */
  get counts(): Readonly<BarCounts> {
    return this.builder.counts
  }

  /** The bar under construction; null while there is none. */
  get forming(): LiquidationBar | null {
    const bar = this.builder.forming
    return bar === null ? null : this.barOf(bar)
  }

  /** Takes a liquidation. `BAD_DATA`, and nothing changed, for what cannot be one. */
  update({ type, instrumentId, ts, tsRecv, side, price, size }: Liquidation): void {
    if (type !== 'Liquidation' || (side !== 'buy' && side !== 'sell'))
      throw badData({
        stream: OWNER,
        row: 0,
        column: 'side',
        value: side,
        expected: 'a Liquidation that buys or sells',
      })
    this.builder.update({
      type: 'TradeTick',
      instrumentId,
      ts,
      tsRecv,
      price,
      size,
      aggressorSide: side,
      tradeId: null,
    })
  }

  /** Tells the time: gives out the bars that end then or before. It never goes back. */
  advance(now: number): void {
    this.builder.advance(now)
  }

  /** Takes a gap of the stream: bars that overlap it are partial. */
  markGap(gap: Parameters<BarBuilder['markGap']>[0]): void {
    this.builder.markGap(gap)
  }

  /** Ends the stream: the forming bar is given out as a part, and all bars are final. */
  finish(): void {
    this.builder.finish()
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): BarsSnapshot {
    const { counted } = this
    const sum = this.sum === null ? null : captureState(this.sum)
    return { version: 1, key: this.key, state: { counted, sum, builder: this.builder.snapshot() as unknown as State } }
  }

  /** Takes over a snapshot of one with the same options; any other is a typed error. */
  restore(snapshot: BarsSnapshot): void {
    demandSnapshot(snapshot, this.key)
    const { counted, sum, builder } = snapshot.state
    this.counted = counted as number
    if (this.sum !== null) restoreState(this.sum, sum as State)
    this.builder.restore(builder as unknown as BarsSnapshot)
  }

  private barOf(bar: BuiltBar): LiquidationBar {
    const { instrumentId, ts, openTime, closeTime, isClosed, isFinal, isFirst, isPartial, isEmpty, revision } = bar
    if (isFinal) this.count((this.of === 'volume' ? bar.volume : bar.quoteVolume) as number)
    return {
      type: 'LiquidationBar',
      instrumentId,
      ts,
      timeframe: bar.timeframe as Timeframe,
      openTime,
      closeTime,
      longVolume: bar.sellVolume as number,
      shortVolume: bar.buyVolume as number,
      longQuoteVolume: bar.sellQuoteVolume as number,
      shortQuoteVolume: bar.buyQuoteVolume as number,
      count: bar.trades as number,
      average: this.sum === null || this.counted < this.sum.length ? null : this.sum.value / this.sum.length,
      isClosed,
      isFinal,
      isFirst,
      isPartial,
      isEmpty,
      revision,
    }
  }

  private count(volume: number): void {
    if (this.sum === null || (this.filter === 'nonZero' && volume === 0)) return
    this.sum.push(volume)
    this.counted = Math.min(this.counted + 1, this.sum.length)
  }
}

const OWNER = 'liquidationBars'
