import { ReplaySubject, type Observable } from 'rxjs'
import { demand } from '../errors/index.js'
import type { Recorded } from '../market/index.js'
import type { RoundTrip } from '../report/index.js'
import type { StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { backtest } from './backtest.js'
import type { BacktestOptions, BacktestProgress } from './options.js'
import type { BacktestResult } from './result.js'
import { SharedPass } from './shared-pass.js'

/** Two figures between which the truth is taken to lie; `low` is never above `high`. */
export interface Interval {
  /** The smaller of the two. */
  readonly low: number
  /** The larger of the two. */
  readonly high: number
}

/** A backtest on the worse and on the better path through each bar. */
export interface BoundsResult {
  /** Every bar went against the position first. */
  readonly pessimistic: BacktestResult
  /** Every bar went for the position first. */
  readonly optimistic: BacktestResult
  /** Equity at the end. */
  readonly finalEquity: Interval
  /** Each statistic that both runs have, by its name. */
  readonly statistics: Readonly<Record<string, Interval>>
  /** Trades that came out otherwise on the other path, in order of entry: what the interval is made of. */
  readonly pathDependent: {
    /** As the pessimistic run traded them. */
    readonly pessimistic: readonly RoundTrip[]
    /** As the optimistic run traded them. */
    readonly optimistic: readonly RoundTrip[]
  }
}

/** Two backtests on their way, in step. */
export interface BoundsRun {
  /** How far the pessimistic run has come; the other is at most two chunks away. Never fails. */
  readonly progress$: Observable<BacktestProgress>
  /** Rejects as `backtest()` does; a rejection that nobody looks at stays silent. */
  readonly result: Promise<BoundsResult>
}

/**
 * A backtest on bars as an interval: what a strategy earns when every bar reaches its worse extreme first, and when it
 * reaches its better one first. A bar does not say which; a strategy whose profit depends on it needs finer data.
 *
 * Both runs read the data once, in step. The interval covers the order of high and low within a bar; it is no bound on
 * slippage or queues. Cost: two backtests.
 *
 * @throws as `backtest()`; `BAD_PARAMETER` where `fills.barPath` is given, or another venue.
 *
 * @example
 * ```ts
 * import { bars, strategy } from '@tapeline/core'
 * import { backtestBounds } from '@tapeline/core/trading'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const dips = strategy({
 *   name: 'dips',
 *   data: { main: bars('1d') },
 *   onBar({ bar, position, orders }) {
 *     orders.cancelAll()
 *     if (position.isFlat) orders.buy({ quantity: 10, limit: Math.floor(bar.close * 99) / 100 })
 *     else orders.sell({ quantity: 10, limit: Math.ceil(bar.close * 101) / 100 })
 *   },
 * })
 * const { finalEquity, pathDependent } = await backtestBounds({
 *   strategy: dips,
 *   data: { main: syntheticBars({ seed: 1, bars: 250 }) },
 *   account: { USD: 10_000 },
 *   fees: { taker: 0.001 },
 * }).result
 * console.log(finalEquity.low <= finalEquity.high, pathDependent.pessimistic.length) // true 0
 * ```
 */
export function backtestBounds<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  options: BacktestOptions<P, I, S, W>,
): BoundsRun {
  const owner = `bounds of ${options.strategy.name}`
  const { barPath } = options.fills ?? {}
  demand(barPath === undefined, owner, 'fills.barPath', barPath, 'nothing: both paths are taken')
  demand(options.venue === undefined, owner, 'venue', options.venue, 'nothing: bars fill on the default venue')
  const pass = new SharedPass()
  const stop = new AbortController()
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal])
  const runs = ([0, 1] as const).map((run) => {
    const fills = { ...options.fills, barPath: run === 0 ? 'adverse' : 'favorable' } as const
    return backtest({ ...options, fills, signal, data: readersOf(options.data, pass, run) })
  })
  const progress$ = new ReplaySubject<BacktestProgress>(1)
  runs[0]!.progress$.subscribe(progress$)
  for (const { result } of runs) {
    // The one that fails first is told; the other has nobody to run for any more.
    result.catch(() => stop.abort()).finally(() => pass.leave())
  }
  const result = Promise.all(runs.map((run) => run.result)).then(([pessimistic, optimistic]) =>
    compare(pessimistic!, optimistic!),
  )
  result.catch(() => undefined)
  return { progress$: progress$.asObservable(), result }
}

type Data = Readonly<Record<string, Recorded | readonly Recorded[]>>

function readersOf(data: Data, pass: SharedPass, run: 0 | 1): Data {
  return Object.fromEntries(
    Object.entries(data).map(([need, streams]) => [need, [streams].flat().map((stream) => pass.reader(stream, run))]),
  )
}

function compare(pessimistic: BacktestResult, optimistic: BacktestResult): BoundsResult {
  const figures = new Map(optimistic.statistics.map(({ name, value }) => [name, value]))
  const statistics = pessimistic.statistics.flatMap(({ name, value }) => {
    const other = figures.get(name)
    return value === null || other === null || other === undefined ? [] : [[name, interval(value, other)] as const]
  })
  return {
    pessimistic,
    optimistic,
    finalEquity: interval(pessimistic.finalEquity, optimistic.finalEquity),
    statistics: Object.fromEntries(statistics),
    pathDependent: {
      pessimistic: tradesOnlyIn(pessimistic, optimistic),
      optimistic: tradesOnlyIn(optimistic, pessimistic),
    },
  }
}

function interval(a: number, b: number): Interval {
  return { low: Math.min(a, b), high: Math.max(a, b) }
}

function tradesOnlyIn(run: BacktestResult, other: BacktestResult): readonly RoundTrip[] {
  const keys = new Set(other.trades.map(keyOf))
  return run.trades.filter((trade) => !keys.has(keyOf(trade)))
}

/** Prices and times say whether it is the same trade; its size may follow from what earlier trades earned. */
function keyOf({ instrumentId, side, entryTs, exitTs, entryPrice, exitPrice }: RoundTrip): string {
  return [instrumentId, side, entryTs, exitTs, entryPrice, exitTs === null ? '' : exitPrice].join('|')
}
