import { demand } from '../errors/index.js'
import type { BacktestResult, BacktestRun } from '../session/index.js'

/** One run of a sweep. */
export interface LatencyRun {
  /** How long an order was on its way to the venue, ms. */
  readonly entryMs: number
  /** What came of it. */
  readonly result: BacktestResult
  /** Final equity less that of the first run, in the account's currency. */
  readonly equityChange: number
  /** Fills more or fewer than in the first run. */
  readonly fillsChange: number
}

/**
 * How much a strategy lives on being fast: the same run with orders that take longer and longer. A result that falls
 * apart from 0 to 20 ms is one of latency, not of skill. Beware of the reverse too: a constant latency may improve a
 * strategy that enters too early, and that is chance.
 *
 * Runs are made one after the other, in the order given.
 *
 * @throws `BAD_PARAMETER` for a time that is not a finite number of at least 0; whatever a run rejects with.
 *
 * @example
 * ```ts
 * import { backtest, instrument, strategy } from '@tapeline/core'
 * import { latencySweep } from '@tapeline/core/research'
 * import { constantLatency, depthVenue, quotes } from '@tapeline/core/trading'
 *
 * const coin = instrument({ symbol: 'COIN/USD', venue: 'demo', quote: 'USD', tickSize: 0.1, lotSize: 1 })
 * const rows = 100
 * const bid = Float64Array.from({ length: rows }, (_, i) => 100 + i / 10) // rises a tick every 10 ms
 * const market = {
 *   kind: 'quotes' as const,
 *   instrument: coin,
 *   source: 'by-hand',
 *   priceAdjustment: 'raw' as const,
 *   rows,
 *   *chunks() {
 *     yield {
 *       kind: 'quotes' as const,
 *       length: rows,
 *       ts: bid.map((_, i) => i * 10),
 *       bidPrice: bid,
 *       bidSize: new Float64Array(rows).fill(9),
 *       askPrice: bid.map((price) => price + 0.1),
 *       askSize: new Float64Array(rows).fill(9),
 *     }
 *   },
 * }
 * const chase = strategy({
 *   name: 'chase',
 *   data: { main: quotes() },
 *   onQuote: ({ position, orders }) => void (position.isFlat && orders.buy({ quantity: 1 })),
 * })
 * const runs = await latencySweep([0, 100, 500], (entryMs) =>
 *   backtest({
 *     strategy: chase,
 *     data: { main: market },
 *     account: { USD: 200 },
 *     venue: depthVenue({ latencyModel: constantLatency({ entryMs }) }),
 *   }),
 * )
 * console.log(runs.map(({ entryMs, equityChange }) => `${entryMs} ms: ${equityChange.toFixed(1)}`).join(', '))
 * // 0 ms: 0.0, 100 ms: -1.0, 500 ms: -5.0
 * ```
 */
export async function latencySweep(
  entryMs: readonly number[],
  run: (entryMs: number) => BacktestRun,
): Promise<readonly LatencyRun[]> {
  for (const ms of entryMs)
    demand(ms >= 0 && ms < Infinity, 'latencySweep', 'entryMs', ms, 'finite numbers of at least 0')
  const runs: LatencyRun[] = [] // bound: entryMs
  for (const ms of entryMs) {
    const result = await run(ms).result
    const first = runs[0]?.result ?? result
    runs.push({
      entryMs: ms,
      result,
      equityChange: result.finalEquity - first.finalEquity,
      fillsChange: result.fills.length - first.fills.length,
    })
  }
  return runs
}
