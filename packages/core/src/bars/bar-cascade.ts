import { badParameter, demand } from '../errors/index.js'
import type { InstrumentId, QuoteTick, StreamGap, TradeTick } from '../market/index.js'
import type { Timeframe } from '../time/index.js'
import type { State } from '../window/index.js'
import { BarBuilder, type BarCounts } from './bar-builder.js'
import { nestsIn } from './bar-grid.js'
import type { TimeBarSpec } from './bar-spec.js'
import type { BarSink, BuiltBar } from './built-bar.js'
import { RollUp } from './roll-up.js'
import { demandSnapshot, type BarsSnapshot } from './snapshot.js'

/** Bars of several timeframes at once, the longer ones put together from the shorter, as `barCascade` makes it. */
export class BarCascade {
  private readonly builder: BarBuilder
  private readonly levels: readonly Level[]

  constructor(spec: TimeBarSpec, timeframes: readonly Timeframe[], sink: BarSink, instrumentId: InstrumentId | null) {
    const levels: Level[] = []
    this.builder = new BarBuilder(spec, (bar) => give(bar, null, levels, sink), instrumentId)
    const { calendar, late } = spec
    demand(
      Array.isArray(timeframes) && timeframes.length > 0 && timeframes.length <= 64,
      OWNER,
      'timeframes',
      timeframes,
      'from 1 to 64 timeframes',
    )
    for (const timeframe of timeframes) {
      const parent = levels.filter((level) => nestsIn(level.timeframe, timeframe)).at(-1) ?? null
      if (!nestsIn(spec.timeframe, timeframe))
        throw badParameter({
          owner: OWNER,
          parameter: 'timeframes',
          value: timeframe,
          expected: `timeframes that bars of ${spec.timeframe} add up to, the shortest first`,
        })
      const correctWithinMs = late === undefined || late === 'drop' ? 0 : late.correctWithinMs
      const level: Level = {
        timeframe,
        of: parent,
        rollUp: new RollUp({ timeframe, calendar, missing: 'quiet', correctWithinMs }, (bar) =>
          give(bar, level, levels, sink),
        ),
      }
      levels.push(level)
    }
    this.levels = levels
  }

  /** Trades left out so far, or that corrected a closed bar: see {@link BarBuilder.counts}. */
  get counts(): Readonly<BarCounts> {
    return this.builder.counts
  }

  /** The bars under construction, the shortest first, without those in which nothing has come together yet. */
  get forming(): readonly BuiltBar[] {
    return [this.builder, ...this.levels.map(({ rollUp }) => rollUp)].flatMap(({ forming }) => forming ?? [])
  }

  /** Takes a trade, or a quote where the spec says so: see {@link BarBuilder.update}. */
  update(event: TradeTick | QuoteTick): void {
    this.builder.update(event)
    this.advanceLevels()
  }

  /** Tells the time: gives out the bars that end then or before, the shortest first. It never goes back. */
  advance(now: number): void {
    this.builder.advance(now)
    this.advanceLevels()
  }

  /** Takes a gap of the stream: bars that overlap it are partial. */
  markGap(gap: Pick<StreamGap, 'from' | 'to'>): void {
    this.builder.markGap(gap)
    for (const { rollUp } of this.levels) rollUp.markGap(gap)
  }

  /** Ends the stream: forming bars are given out as parts, and all bars are final. */
  finish(): void {
    this.builder.finish()
    for (const { rollUp } of this.levels) rollUp.finish()
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): BarsSnapshot {
    const levels = this.levels.map(({ rollUp }) => rollUp.snapshot() as unknown as State)
    return { version: 1, key: this.key(), state: { builder: this.builder.snapshot() as unknown as State, levels } }
  }

  /** Takes over a snapshot of a cascade of the same spec; any other is a typed error. */
  restore(snapshot: BarsSnapshot): void {
    demandSnapshot(snapshot, this.key())
    const { builder, levels } = snapshot.state as unknown as {
      readonly builder: BarsSnapshot
      readonly levels: readonly BarsSnapshot[]
    }
    this.builder.restore(builder)
    levels.forEach((state, at) => (this.levels[at] as Level).rollUp.restore(state))
  }

  private advanceLevels(): void {
    const { clock } = this.builder
    if (clock > -Infinity) for (const { rollUp } of this.levels) rollUp.advance(clock)
  }

  private key(): string {
    return `cascade:${JSON.stringify([this.builder.spec, this.levels.map(({ timeframe }) => timeframe)])}`
  }
}

/**
 * Bars of one timeframe from trades, and of longer ones put together from them: `1m` into `5m`, `15m`, `1h`, `1d`, `1w`,
 * `1M`. They are the same as if each had been built from the trades; a trade costs no more than for one timeframe. Each
 * longer one is put together from the longest before it in the list that adds up to it.
 *
 * @param spec how bars of the shortest timeframe are built. Empty bars are carried, or not, as it says, and longer bars
 * are empty where all their parts are.
 * @param timeframes the longer ones, the shortest first.
 * @param sink receives bars of all timeframes, `timeframe` tells of which.
 * @param options the instrument, where that is not to be taken from the first event.
 *
 * @example
 * ```ts
 * import { barCascade } from '@tapeline/core/bars'
 * const trade = { type: 'TradeTick', instrumentId: 'BTC/USDT@demo', aggressorSide: 'buy', tradeId: null } as const
 * const cascade = barCascade({ kind: 'time', timeframe: '1m' }, ['2m'], ({ timeframe, openTime, volume }) => {
 *   console.log(timeframe, openTime, volume)
 *   // 1m 0 3
 *   // 1m 60000 4
 *   // 2m 0 7
 * })
 * cascade.update({ ...trade, ts: 1_000, price: 10, size: 3 })
 * cascade.update({ ...trade, ts: 61_000, price: 11, size: 4 })
 * cascade.advance(120_000)
 * ```
 */
export function barCascade(
  spec: TimeBarSpec,
  timeframes: readonly Timeframe[],
  sink: BarSink,
  options: { readonly instrumentId?: InstrumentId | undefined } = {},
): BarCascade {
  return new BarCascade(spec, timeframes, sink, options.instrumentId ?? null)
}

interface Level {
  readonly timeframe: Timeframe
  /** What its parts are bars of; null for those of the builder. */
  readonly of: Level | null
  readonly rollUp: RollUp
}

const OWNER = 'barCascade'

function give(bar: BuiltBar, from: Level | null, levels: readonly Level[], sink: BarSink): void {
  sink(bar)
  for (const level of levels) if (level.of === from) level.rollUp.update(bar)
}
