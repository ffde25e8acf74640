import { backtest, bars, instrument, strategy, type BacktestResult, type Instrument } from '../../src/index.js'
import { marginAccount, type MarginAccountOptions } from '../../src/portfolio/accounts.js'
import type { OnBar } from './run-bars.js'
import { recordedBars, type BarRow } from './recorded-rows.js'

export const linear = { venue: 'test', quote: 'USD', contractType: 'linear', tickSize: 0.01, lotSize: 0.1 } as const
export const perpetual: Instrument = instrument({ ...linear, symbol: 'BTC/USD:USD' })

/** Runs a handler over minute bars of a linear contract, on 1,000 USD at ten times leverage unless said. */
export function runOnMargin(
  rows: readonly BarRow[],
  onBar: OnBar,
  account: Partial<MarginAccountOptions> = {},
  rest: object = {},
): Promise<BacktestResult> {
  let index = 0
  const tested = strategy({ name: 'tested', data: { main: bars('1m') }, onBar: (context) => onBar(context, index++) })
  const main = recordedBars(rows, '1m', { of: perpetual })
  const model = marginAccount({ balances: { USD: 1_000 }, leverage: 10, maintenanceRate: 0.01, ...account })
  return backtest({ strategy: tested, data: { main }, account: model, ...rest }).result
}
