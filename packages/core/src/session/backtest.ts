import { ReplaySubject, Subject, type Observable } from 'rxjs'
import { badParameter, unknownParameter } from '../errors/index.js'
import type { OrderEvent } from '../orders/index.js'
import { replay } from '../replay/index.js'
import { fillModel, percentFees, type FeeModel } from '../simulator/index.js'
import type { Strategy, StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { monotonicMs } from '../time/index.js'
import { accountFor } from './account-for.js'
import { assemble, type Assembly } from './assemble.js'
import { EquityRecorder } from './equity-recorder.js'
import { finishRun } from './finish-run.js'
import { matchData, type MatchedData } from './match-data.js'
import type { BacktestOptions, BacktestProgress } from './options.js'
import type { BacktestResult } from './result.js'
import { strategyFailure } from './strategy-failure.js'
import { WarningCounter, type RunCore } from './run-core.js'
import { RunLog } from './run-log.js'

/** A backtest on its way. */
export interface BacktestRun {
  /** The latest progress at once, then every new one; completes with the run and never fails (`result` does). */
  readonly progress$: Observable<BacktestProgress>
  /** Everything that happens to orders, as it happens; completes with the run. */
  readonly events$: Observable<OrderEvent>
  /** Rejects with a typed error; a rejection that nobody looks at stays silent. */
  readonly result: Promise<BacktestResult>
}

/** The host gets its turn at least this often; a screen that draws 60 times a second stays smooth. */
const TURN_BUDGET_MS = 12

const OPTIONS = [
  'strategy',
  'data',
  'account',
  'params',
  'fees',
  'fills',
  'gapReserve',
  'closeAtEnd',
  'daysPerYear',
  'maxOpenOrders',
  'maxRecords',
  'signal',
]

/**
 * Runs a strategy over recorded data: deterministic, honest by default, exact in money. The same strategy object runs
 * in paper and live. Starts in a microtask, so subscribe at once and miss nothing.
 *
 * Cost: about 50 ns a trade print with five indicators; memory does not grow with the data.
 *
 * @throws TapelineError at once for options that cannot be (`BAD_PARAMETER`, `UNKNOWN_PARAMETER`, `DUPLICATE_STREAM`);
 * `result` rejects with `BAD_DATA`, `STRATEGY_FAILED`, `ASYNC_HANDLER`, `ABORTED`, `RUN_TOO_LARGE`.
 *
 * @example
 * ```ts
 * import { backtest, bars, strategy } from '@tapeline/core'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const hold = strategy({
 *   name: 'buy-and-hold',
 *   data: { main: bars('1d') },
 *   onBar({ position, orders }) {
 *     if (position.isFlat) orders.target({ weight: 0.95 })
 *   },
 * })
 * const run = backtest({ strategy: hold, data: { main: syntheticBars({ seed: 1, timeframe: '1d' }) }, account: { USDT: 10_000 } })
 * const result = await run.result
 * console.log(result.fills.length) // 1
 * ```
 */
export function backtest<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  options: BacktestOptions<P, I, S, W>,
): BacktestRun {
  const { strategy } = options
  const owner = `backtest of ${strategy.name}`
  checkOptions(owner, options)
  const params = mergeParams(owner, strategy, options.params)
  const data = matchData(owner, strategy.data, options.data)
  const core = makeCore(owner, options, data)
  const assembly = assemble(strategy, params, data, core)
  const progress$ = new ReplaySubject<BacktestProgress>(1)
  const result = Promise.resolve().then(() => execute(options, data, core, assembly, progress$))
  // Whoever awaits `result` still sees the failure; nobody awaiting it is no unhandled rejection.
  result.catch(() => undefined)
  return { progress$: progress$.asObservable(), events$: core.events$.asObservable(), result }
}

async function execute(
  options: {
    readonly signal?: AbortSignal | undefined
    readonly closeAtEnd?: boolean | undefined
    readonly daysPerYear?: number | undefined
  },
  data: MatchedData,
  core: RunCore,
  assembly: Assembly,
  progress$: Subject<BacktestProgress>,
): Promise<BacktestResult> {
  const started = monotonicMs()
  const total = totalRows(data)
  const report = (phase: BacktestProgress['phase']): void =>
    progress$.next(progressOf(phase, core, assembly, total, monotonicMs() - started))
  try {
    report('running')
    await replay(assembly.lanes, { onTurn: () => report('running'), signal: options.signal, budgetMs: TURN_BUDGET_MS })
    const result = finishRun(options, data, core, assembly)
    report('done')
    return result
  } catch (error) {
    throw core.gate.isOpen ? strategyFailure(core, error) : error
  } finally {
    const closed = Promise.all(assembly.lanes.map((lane) => lane.reader.close()))
    // A source that is stuck in its next chunk cannot close yet: who aborted does not wait for it.
    if (options.signal?.aborted === true) closed.catch(() => undefined)
    else await closed
    progress$.complete()
    core.events$.complete()
  }
}

function makeCore<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  owner: string,
  options: BacktestOptions<P, I, S, W>,
  data: MatchedData,
): RunCore {
  const account = accountFor(owner, options.account, data.instruments)
  const hasTrades = data.streams.some(({ stream }) => stream.kind === 'trades')
  return {
    strategyName: options.strategy.name,
    account,
    feeModel: feeModelOf(options.fees ?? {}),
    fillModel: fillModel(options.fills),
    log: new RunLog(options.maxRecords ?? 1_000_000),
    recorder: new EquityRecorder(account.initialCash, data.instruments.length, hasTrades ? 60_000 : 0, (index) =>
      account.markOf(index),
    ),
    events$: new Subject<OrderEvent>(),
    clock: { now: NaN, openPositions: 0, exposedSince: NaN, exposedUntil: -Infinity, exposedMs: 0 },
    gate: { isOpen: false },
    instruments: [],
    trips: [],
    warnings: new WarningCounter(),
    gapReserve: options.gapReserve ?? 0.01,
    maxOpenOrders: options.maxOpenOrders ?? 1_000,
    orderCount: 0,
    tradedNotional: 0,
  }
}

function feeModelOf(
  fees: NonNullable<BacktestOptions<unknown, StrategyIndicators, unknown, WarmupMode>['fees']>,
): FeeModel {
  return 'charge' in fees ? fees : percentFees(fees)
}

function checkOptions(owner: string, options: object): void {
  for (const name of Object.keys(options)) if (!OPTIONS.includes(name)) throw unknownParameter(owner, name, OPTIONS)
  const {
    gapReserve = 0,
    daysPerYear = 1,
    maxOpenOrders = 1,
    maxRecords = 1,
  } = options as Partial<Record<string, number>>
  if (!(gapReserve >= 0 && gapReserve < 1)) {
    throw badParameter({ owner, parameter: 'gapReserve', value: gapReserve, expected: 'a fraction from 0 to below 1' })
  }
  for (const [parameter, value] of Object.entries({ daysPerYear, maxOpenOrders, maxRecords })) {
    if (Number.isInteger(value) && value > 0) continue
    throw badParameter({ owner, parameter, value, expected: 'a whole number above 0' })
  }
}

function mergeParams<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  owner: string,
  strategy: Strategy<P, I, S, W>,
  given: Partial<P> | undefined,
): P {
  const known = Object.keys(strategy.params as object)
  for (const name of Object.keys(given ?? {}))
    if (!known.includes(name)) throw unknownParameter(`${owner}, params`, name, known)
  return Object.freeze({ ...strategy.params, ...given })
}

function totalRows(data: MatchedData): number | null {
  let total = 0
  for (const { stream } of data.streams) {
    if (stream.rows === null) return null
    total += stream.rows
  }
  return total
}

function progressOf(
  phase: BacktestProgress['phase'],
  core: RunCore,
  assembly: Assembly,
  total: number | null,
  elapsedMs: number,
): BacktestProgress {
  let rows = 0
  for (const lane of assembly.lanes) rows += lane.rowsDone
  const { now } = core.clock
  return {
    phase,
    rows,
    totalRows: total,
    fraction: phase === 'done' ? 1 : total === null || total === 0 ? null : rows / total,
    ts: Number.isNaN(now) ? null : now,
    rate: elapsedMs > 0 ? (rows / elapsedMs) * 1_000 : 0,
    elapsedMs,
    equity: core.account.equity,
  }
}
