import type { Subject } from 'rxjs'
import type { OrderEvent } from '../orders/index.js'
import { replay } from '../replay/index.js'
import { restingVenue, type FeeModel, type FillModel } from '../simulator/index.js'
import type { Strategy, StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { barCloseTime, barOpenTime, monotonicMs } from '../time/index.js'
import { assemble, type Assembly } from './assemble.js'
import { EquityRecorder } from './equity-recorder.js'
import { finishRun, type FinishOptions } from './finish-run.js'
import type { MatchedData } from './match-data.js'
import { openAccount } from './open-account.js'
import type { BacktestOptions, BacktestProgress } from './options.js'
import type { BacktestResult } from './result.js'
import { WarningCounter, type RunClock, type RunCore } from './run-core.js'
import { RunLog } from './run-log.js'
import { loadParts, type RunParts } from './run-parts.js'
import { strategyFailure } from './strategy-failure.js'
import { RunHost } from './run-host.js'
import { RunTimers } from './run-timers.js'

/** The host gets its turn at least this often; a screen that draws 60 times a second stays smooth. */
const TURN_BUDGET_MS = 12

export { loadParts }

/** A run that has been checked: its data matched, its models made. */
export interface CheckedRun<P, I extends StrategyIndicators, S, W extends WarmupMode> extends Pick<
  BacktestOptions<P, I, S, W>,
  | 'account'
  | 'venue'
  | 'slippage'
  | 'impact'
  | 'gapReserve'
  | 'dayEnd'
  | 'sessions'
  | 'closeAtEnd'
  | 'daysPerYear'
  | 'maxOpenOrders'
  | 'maxRecords'
  | 'signal'
> {
  readonly strategy: Strategy<P, I, S, W>
  readonly params: P
  readonly data: MatchedData
  readonly feeModel: FeeModel
  readonly fillModel: FillModel
  /** Of a live session. */
  readonly barLatenessMs?: number | undefined
}

/** Runs it to its end, or to its first error. */
export async function execute<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  run: CheckedRun<P, I, S, W>,
  progress$: Subject<BacktestProgress>,
  events$: Subject<OrderEvent>,
): Promise<BacktestResult> {
  try {
    const { core, assembly, timers } = openRun(run, events$, await loadParts(run))
    return await runThrough(run, core, assembly, timers, progress$)
  } finally {
    progress$.complete()
    events$.complete()
  }
}

/** A run before its first event. */
export interface OpenRun {
  readonly core: RunCore
  readonly assembly: Assembly
  readonly timers: RunTimers
  /** Settles it and makes its result. */
  finish(options: FinishOptions & { readonly data: MatchedData }): BacktestResult
  /** What escaped while it ran: a handler's error told apart from others. */
  failure(error: unknown): unknown
}

/** Makes everything that a run consists of but what feeds it. */
export function openRun<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  run: CheckedRun<P, I, S, W>,
  events$: Subject<OrderEvent>,
  parts: RunParts,
): OpenRun {
  const clock = { now: NaN, openPositions: 0, exposedSince: NaN, exposedUntil: -Infinity, exposedMs: 0 }
  const timers = new RunTimers({ clock, tellAll: () => assembly.runners.forEach((runner) => runner.run.tell()) })
  const core = makeCore(run, events$, clock, timers)
  const assembly = assemble(run.strategy, run.params, run.data, core, parts)
  core.account.begin?.(new RunHost(core))
  return {
    core,
    assembly,
    timers,
    finish: (options) => finishRun(options, options.data, core, assembly),
    failure: (error) => (core.gate.isOpen ? strategyFailure(core, error) : error),
  }
}

async function runThrough(
  run: Pick<
    CheckedRun<unknown, StrategyIndicators, unknown, WarmupMode>,
    'data' | 'signal' | 'closeAtEnd' | 'dayEnd' | 'sessions' | 'daysPerYear' | 'fillModel' | 'slippage' | 'impact'
  >,
  core: RunCore,
  assembly: Assembly,
  timers: RunTimers,
  progress$: Subject<BacktestProgress>,
): Promise<BacktestResult> {
  const started = monotonicMs()
  const total = totalRows(run.data)
  const report = (phase: BacktestProgress['phase']): void =>
    progress$.next(progressOf(phase, core, assembly, total, monotonicMs() - started))
  try {
    report('running')
    const hooks = { onTurn: () => report('running'), signal: run.signal, timers, budgetMs: TURN_BUDGET_MS }
    await replay(assembly.lanes, hooks)
    // What falls due at the last instant belongs to it, as in a session that goes on.
    while (timers.headKey <= core.clock.now) timers.runNext()
    const result = finishRun(run, run.data, core, assembly)
    report('done')
    return result
  } catch (error) {
    throw core.gate.isOpen ? strategyFailure(core, error) : error
  } finally {
    const closed = Promise.all(assembly.lanes.map((lane) => lane.reader.close()))
    // A source that is stuck in its next chunk cannot close yet: who aborted does not wait for it.
    if (run.signal?.aborted === true) closed.catch(() => undefined)
    else await closed
  }
}

function makeCore<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  run: CheckedRun<P, I, S, W>,
  events$: Subject<OrderEvent>,
  clock: RunClock,
  timers: RunTimers,
): RunCore {
  const { data, fillModel } = run
  const venueModel = run.venue ?? restingVenue(fillModel, run.sessions)
  const affected = run.impact?.applyTo(venueModel) ?? venueModel
  const feeModel = run.feeModel.start?.() ?? run.feeModel
  const account = openAccount(run.account, data.instruments)
  const hasTrades = data.streams.some(({ stream }) => stream.kind !== 'bars')
  return {
    strategyName: run.strategy.name,
    account,
    feeModel,
    venueModel: run.slippage?.applyTo(affected) ?? affected,
    timers,
    log: new RunLog(run.maxRecords ?? 1_000_000),
    recorder: new EquityRecorder(account.initialEquity, data.instruments.length, hasTrades ? 60_000 : 0, (index) =>
      account.markOf(index),
    ),
    events$,
    clock,
    gate: { isOpen: false },
    instruments: [],
    trips: [],
    warnings: new WarningCounter(),
    gapReserve: run.gapReserve ?? 0.01,
    dayEnd: run.dayEnd ?? utcDayEnd,
    maxOpenOrders: run.maxOpenOrders ?? 1_000,
    barLatenessMs: run.barLatenessMs ?? 0,
    orderCount: 0,
    tradedNotional: 0,
  }
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

function utcDayEnd(ts: number): number {
  return barCloseTime('1d', barOpenTime('1d', ts))
}
