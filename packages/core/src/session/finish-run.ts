import { show, TapelineError } from '../errors/index.js'
import { plainOrder } from '../orders/plain-order.js'
import {
  utcDays,
  type FillModel,
  type ImpactModel,
  type SlippageModel,
  type TradingSessions,
} from '../simulator/index.js'
import type { RoundTrip, RunRecord } from '../report/index.js'
// Not from its index: a run does not need the tear sheet.
import { policiesOf } from '../report/policies.js'
import { statistics } from '../report/statistics/index.js'
import type { AnyLane, Assembly } from './assemble.js'
import type { MatchedData } from './match-data.js'
import type { BacktestResult } from './result.js'
import type { RunCore } from './run-core.js'

export interface FinishOptions {
  readonly closeAtEnd?: boolean | undefined
  readonly daysPerYear?: number | undefined
  readonly dayEnd?: ((ts: number) => number) | undefined
  readonly sessions?: TradingSessions | undefined
  readonly fillModel: FillModel
  readonly slippage?: SlippageModel | undefined
  readonly impact?: ImpactModel | undefined
}

/** Settles what is open and makes the result. */
export function finishRun(
  options: FinishOptions,
  data: MatchedData,
  core: RunCore,
  assembly: Assembly,
): BacktestResult {
  const endTs = core.clock.now
  if (Number.isNaN(endTs)) {
    throw new TapelineError('The data has no rows: there was nothing to run on.', { code: 'NO_DATA' })
  }
  settle(core, assembly, options.closeAtEnd ?? false, endTs)
  const record = recordOf(options, data, core, assembly, endTs)
  const finalBalances = core.account.balances()
  const inputs = assembly.lanes.map((lane) => lane.reader.inputDigest())
  return {
    ...record,
    statistics: statistics(record),
    orders: core.log.orders.map(plainOrder),
    signals: core.log.signals,
    finalCash: finalBalances[core.account.currency] ?? '',
    finalBalances,
    accountEvents: core.log.accountEvents,
    inputs,
    rows: rowsOf(assembly.lanes),
    skippedCalls: assembly.runners.reduce((sum, { skipped }) => sum + skipped, 0),
    suspensions: assembly.depth?.suspensions(core.instruments) ?? [],
    digest: core.log.hex(inputs),
  }
}

/** Ends every order that is still open, then closes positions where asked. Handlers do not hear of it: the market is over. */
function settle(core: RunCore, assembly: Assembly, closeAtEnd: boolean, endTs: number): void {
  for (const runner of assembly.runners) {
    const { run } = runner
    run.news.onOrder = null
    for (const order of [...run.held, ...run.market.open]) run.cancel(order, 'end_of_run', endTs)
    run.market.forgetEnded()
    if (!closeAtEnd) continue
    runner.closePosition()
    run.market.fillMarketOrdersAt(endTs, core.account.markOf(run.index))
  }
  core.recorder.finish(endTs, core.account.equity)
  if (core.clock.openPositions > 0) core.clock.exposedMs += endTs - core.clock.exposedSince
}

function recordOf(
  options: FinishOptions,
  data: MatchedData,
  core: RunCore,
  assembly: Assembly,
  endTs: number,
): RunRecord {
  const { account, recorder, clock } = core
  const curve = recorder.curve(data.instruments.map(({ id }) => id))
  const daysPerYear =
    options.daysPerYear ?? (data.instruments.some(({ assetClass }) => assetClass === 'crypto') ? 365 : 252)
  const { feeModel, venueModel, gapReserve } = core
  const closeAtEnd = options.closeAtEnd ?? false
  return {
    name: core.strategyName,
    currency: account.currency,
    startTs: recorder.startTs,
    endTs,
    initialEquity: account.initialEquity,
    finalEquity: account.equity,
    equity: curve,
    drawdown: recorder.drawdown(),
    fills: core.log.fills,
    trades: [...core.trips, ...openTrips(core, assembly)],
    exposedMs: clock.exposedMs,
    tradedNotional: core.tradedNotional,
    feesPaid: account.feesPaid,
    daysPerYear,
    policies: policiesOf({
      feeModel,
      fillModel: options.fillModel,
      venue: venueModel.policies,
      sessions: (options.sessions ?? utcDays).description,
      gapReserve,
      slippage: options.slippage?.description,
      impact: options.impact?.description,
      scale: account.scale,
      account: account.policies,
      closeAtEnd,
      hasDayEnd: options.dayEnd !== undefined,
      daysPerYear,
      streams: data.streams,
    }),
    warnings: warningsOf(core, data, assembly),
  }
}

function openTrips(core: RunCore, assembly: Assembly): RoundTrip[] {
  return assembly.runners.flatMap(({ run }) => run.position.openTrips(core.account.markOf(run.index)))
}

function warningsOf(core: RunCore, data: MatchedData, assembly: Assembly): string[] {
  const lines = [...core.warnings.lines(), ...(assembly.depth?.warnings(core.instruments) ?? [])]
  for (const { name, graph } of assembly.graphs) {
    for (const { definition, error } of graph.live.values()) {
      if (error !== null)
        lines.push(
          `${name}: ${definition.key} threw and had no value from then on: ${error instanceof Error ? error.message : show(error)}`,
        )
    }
  }
  if (core.feeModel.worstRate === 0 && core.account.feesPaid === 0)
    lines.unshift('no fees were charged: say fees: { taker: … }')
  for (const { key, stream } of data.streams) {
    if (stream.priceAdjustment === 'unknown') lines.push(`${key}: the source does not say whether prices are adjusted`)
  }
  return lines
}

function rowsOf(lanes: readonly AnyLane[]): number {
  return lanes.reduce((sum, lane) => sum + lane.rowsDone, 0)
}
