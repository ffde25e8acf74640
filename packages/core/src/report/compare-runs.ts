import { demand, demandKnown } from '../errors/index.js'
import type { FillRecord, RunRecord } from './run-record.js'

/** When two fills are taken for one. */
export interface CompareRunsOptions {
  /** How far apart in time, ms; 60,000 unless said. */
  readonly withinMs?: number | undefined
}

/** A fill of one run and its counterpart in the other. */
export interface FillPair {
  /** Of the first run, the live one. */
  readonly live: FillRecord
  /** Of the second run, its replay. */
  readonly replayed: FillRecord
  /** How much later the live one was, ms; negative where it was earlier. */
  readonly delayMs: number
  /** How much worse the live price was, in the quote currency a unit: above 0 where it bought higher or sold lower. */
  readonly slippage: number
  /** Live quantity less replayed. */
  readonly quantityChange: number
}

/** How two runs of one strategy differ. */
export interface RunComparison {
  /** Fills that both have. */
  readonly pairs: readonly FillPair[]
  /** Fills of the live run alone. */
  readonly onlyLive: readonly FillRecord[]
  /** Fills of the replay alone. */
  readonly onlyReplayed: readonly FillRecord[]
  /** Time of the first fill that only one of them has; `null` where there is none. */
  readonly divergedTs: number | null
  /** Median of the pairs' delays, ms; `null` without pairs. */
  readonly medianDelayMs: number | null
  /** What worse prices cost, over all pairs: slippage x quantity, in the quote currency. */
  readonly slippageCost: number
  /** Live fees less replayed. */
  readonly feesChange: number
  /** Live final equity less replayed, less what they differed by at their starts. */
  readonly profitChange: number
}

/**
 * Where a live or paper run and the backtest of the same time part: fills are paired by instrument and side, each with
 * the nearest in time. First align what is systematic, a delay that all pairs share, then ask why single fills are
 * missing: a queue that was longer, a print that the recording lacks.
 *
 * Cost: fills x fills within `withinMs` of each other.
 *
 * @throws `BAD_PARAMETER` for a time that is not a finite number of at least 0.
 *
 * @example
 * ```ts
 * import { backtest, bars, strategy } from '@tapeline/core'
 * import { compareRuns } from '@tapeline/core/report'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const flip = strategy({
 *   name: 'flip',
 *   data: { main: bars('1d') },
 *   onBar({ position, orders }) {
 *     if (position.isFlat) orders.target({ weight: 0.5 })
 *     else orders.close()
 *   },
 * })
 * const run = (taker: number) =>
 *   backtest({ strategy: flip, data: { main: syntheticBars({ seed: 1, bars: 30 }) }, account: { USD: 1_000 }, fees: { taker } })
 *     .result
 * const { pairs, divergedTs, feesChange } = compareRuns(await run(0.002), await run(0.001))
 * console.log(pairs.length, divergedTs, feesChange > 0) // 29 null true
 * ```
 */
export function compareRuns(live: RunRecord, replayed: RunRecord, options: CompareRunsOptions = {}): RunComparison {
  demandKnown('compareRuns', options, ['withinMs'])
  const { withinMs = 60_000 } = options
  demand(withinMs >= 0 && withinMs < Infinity, 'compareRuns', 'withinMs', withinMs, 'a finite number of at least 0')
  const others = byTime(replayed.fills)
  const isTaken = new Uint8Array(others.length)
  const pairs: FillPair[] = [] // bound: fills of the runs
  const onlyLive: FillRecord[] = [] // bound: fills of the run
  let from = 0
  for (const fill of byTime(live.fills)) {
    while (from < others.length && others[from]!.ts < fill.ts - withinMs) from++
    const at = nearest(others, isTaken, from, fill, withinMs)
    if (at < 0) {
      onlyLive.push(fill)
      continue
    }
    isTaken[at] = 1
    pairs.push(pair(fill, others[at] as FillRecord))
  }
  const onlyReplayed = others.filter((_, i) => isTaken[i] === 0)
  const alone = [...onlyLive, ...onlyReplayed].map(({ ts }) => ts)
  return {
    pairs,
    onlyLive,
    onlyReplayed,
    divergedTs: alone.length === 0 ? null : Math.min(...alone),
    medianDelayMs: median(pairs.map(({ delayMs }) => delayMs)),
    slippageCost: pairs.reduce((sum, { slippage, live: { quantity } }) => sum + slippage * quantity, 0),
    feesChange: live.feesPaid - replayed.feesPaid,
    profitChange: live.finalEquity - live.initialEquity - (replayed.finalEquity - replayed.initialEquity),
  }
}

function byTime(fills: readonly FillRecord[]): FillRecord[] {
  return [...fills].sort((a, b) => a.ts - b.ts)
}

/** Place of the free fill of the same instrument and side that is nearest in time; -1 where none is near enough. */
function nearest(
  fills: readonly FillRecord[],
  isTaken: Uint8Array,
  from: number,
  { ts, instrumentId, side }: FillRecord,
  withinMs: number,
): number {
  let best = -1
  let distance = Infinity
  for (let at = from; at < fills.length && fills[at]!.ts <= ts + withinMs; at++) {
    const other = fills[at] as FillRecord
    const apart = Math.abs(other.ts - ts)
    if (isTaken[at] === 1 || apart >= distance || other.side !== side || other.instrumentId !== instrumentId) continue
    best = at
    distance = apart
  }
  return best
}

function pair(live: FillRecord, replayed: FillRecord): FillPair {
  const worse = live.side === 'buy' ? 1 : -1
  return {
    live,
    replayed,
    delayMs: live.ts - replayed.ts,
    slippage: worse * (live.price - replayed.price),
    quantityChange: live.quantity - replayed.quantity,
  }
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
