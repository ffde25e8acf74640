import { demand, demandKnown, TapelineError } from '../errors/index.js'
import type { Recorded } from '../market/index.js'
import { backtest, type BacktestOptions } from '../session/index.js'
import type { StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { decisionsOf, type DecidedRun, type Decision } from './decisions.js'
import { recordedUntil } from './recorded-until.js'

/** Recorded streams by the names of a strategy's needs, as `backtest()` takes them. */
export type RecordedNeeds = Readonly<Record<string, Recorded | readonly Recorded[]>>

/** Makes the options of a run from its data. */
export type MakeOptions<D, P, I extends StrategyIndicators, S, W extends WarmupMode> = (
  data: D,
) => BacktestOptions<P, I, S, W> | Promise<BacktestOptions<P, I, S, W>>

/** How closely to look. */
export interface LookAheadOptions {
  /** At how many moments the data are cut, evenly spread over the run; 10 unless said, at most 1,000. */
  readonly cuts?: number | undefined
  /** Ends the search; it then rejects with `ABORTED`. */
  readonly signal?: AbortSignal | undefined
}

/** A decision that what came after it has changed. */
export interface LookAheadFinding {
  /** Where the data were cut, UTC epoch ms. */
  readonly cutTs: number
  /** Clock of the first decision that differs. */
  readonly ts: number
  /** What was decided with all data; `null` where nothing was. */
  readonly withFuture: string | null
  /** What was decided without those after the cut; `null` where nothing was. */
  readonly withoutFuture: string | null
}

/** What a search for look-ahead found. */
export interface LookAheadReport {
  /** One for each cut that changed a decision before it; empty where all is well. */
  readonly findings: readonly LookAheadFinding[]
  /** Moments at which the data were cut. */
  readonly cuts: readonly number[]
  /** Decisions of the whole run: with few of them few can be found to differ. */
  readonly decisions: number
}

/**
 * Does a strategy know the future? Runs it on all data, then on data that end earlier, and compares what it decided
 * before each end: orders that it sent and signals. A strategy that only reads its context cannot differ; one that
 * reads a column computed beforehand, an indicator of its own that peeks, or a scale fitted to the whole series does.
 * `make` gives the options of `backtest()` and must make everything anew from the data that it is given, that column and
 * that scale too.
 *
 * Cost: `cuts + 1` runs, one after the other.
 *
 * @throws `BAD_PARAMETER`; whatever a run rejects with.
 *
 * @example
 * ```ts
 * import { bars, strategy } from '@tapeline/core'
 * import { findLookAhead } from '@tapeline/core/research'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const data = { main: syntheticBars({ seed: 1, bars: 200 }) }
 * const report = await findLookAhead(async ({ main }) => {
 *   let highest = 0 // of the whole series: known at its end only
 *   for await (const { high } of main.chunks()) highest = Math.max(highest, ...high)
 *   const peeking = strategy({
 *     name: 'peeking',
 *     data: { main: bars('1d') },
 *     onBar({ bar, orders }) {
 *       if (bar.close > 0.97 * highest) orders.target({ weight: 0.5 })
 *     },
 *   })
 *   return { strategy: peeking, data: { main }, account: { USD: 1_000 } }
 * }, data)
 * const [first] = report.findings
 * console.log(report.findings.length > 0, first.withFuture) // true null
 * ```
 */
export async function findLookAhead<D extends RecordedNeeds, P, I extends StrategyIndicators, S, W extends WarmupMode>(
  make: MakeOptions<D, P, I, S, W>,
  data: D,
  options: LookAheadOptions = {},
): Promise<LookAheadReport> {
  const owner = 'findLookAhead'
  demandKnown(owner, options, ['cuts', 'signal'])
  const { cuts = 10, signal } = options
  demand(Number.isInteger(cuts) && cuts >= 1 && cuts <= 1_000, owner, 'cuts', cuts, 'a whole number from 1 to 1000')
  const decided = async (known: D): Promise<DecidedRun> => {
    if (signal?.aborted === true)
      throw new TapelineError('The search was aborted.', { code: 'ABORTED', cause: signal.reason })
    return decisionsOf(backtest({ signal, ...(await make(known)) }))
  }
  const whole = await decided(data)
  const { startTs, endTs } = whole.result
  const moments = Array.from({ length: cuts }, (_, i) => startTs + ((endTs - startTs) * (i + 1)) / (cuts + 1))
  const findings: LookAheadFinding[] = [] // bound: cuts
  for (const cutTs of moments) {
    const { result, decisions } = await decided(cutData(data, cutTs))
    const finding = firstDifference(whole.decisions, decisions, result.endTs)
    if (finding !== null) findings.push({ cutTs, ...finding })
  }
  return { findings, cuts: moments, decisions: whole.decisions.length }
}

/** A stream that serves several needs stays one stream. */
function cutData<D extends RecordedNeeds>(data: D, ts: number): D {
  const known = new Map<Recorded, Recorded>() // bound: the streams
  const cut = (stream: Recorded): Recorded => {
    const shorter = known.get(stream) ?? recordedUntil(stream, ts)
    known.set(stream, shorter)
    return shorter
  }
  const cutNeed = (streams: Recorded | readonly Recorded[]): Recorded | readonly Recorded[] =>
    'kind' in streams ? cut(streams) : streams.map(cut)
  return Object.fromEntries(Object.entries(data).map(([name, streams]) => [name, cutNeed(streams)])) as D
}

/** Of what was decided up to the shorter run's last instant, that one included: most of what peeks does so by one row. */
function firstDifference(
  whole: readonly Decision[],
  shorter: readonly Decision[],
  endTs: number,
): Omit<LookAheadFinding, 'cutTs'> | null {
  const withFuture = whole.filter(({ ts }) => ts <= endTs)
  const withoutFuture = shorter.filter(({ ts }) => ts <= endTs)
  for (let i = 0; i < Math.max(withFuture.length, withoutFuture.length); i++) {
    const a = withFuture[i]
    const b = withoutFuture[i]
    if (a?.ts === b?.ts && a?.text === b?.text) continue
    const ts = Math.min(a?.ts ?? Infinity, b?.ts ?? Infinity)
    return { ts, withFuture: a?.ts === ts ? a.text : null, withoutFuture: b?.ts === ts ? b.text : null }
  }
  return null
}
