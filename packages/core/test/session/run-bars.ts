import {
  backtest,
  bars,
  strategy,
  type BacktestOptions,
  type BacktestResult,
  type BarContext,
  type OrderEvent,
  type RecordedBars,
  type StrategyContext,
  type StrategyIndicators,
} from '../../src/index.js'
import { flatBarRows, recordedBars } from './recorded-rows.js'

export type Nothing = Readonly<Record<string, never>>
export type Context = StrategyContext<Nothing, Nothing, undefined>

export interface RunBarsOptions extends Partial<
  Pick<
    BacktestOptions<Nothing, StrategyIndicators, undefined, 'full'>,
    | 'fees'
    | 'fills'
    | 'venue'
    | 'slippage'
    | 'impact'
    | 'sessions'
    | 'gapReserve'
    | 'dayEnd'
    | 'closeAtEnd'
    | 'maxOpenOrders'
    | 'maxRecords'
    | 'signal'
  >
> {
  readonly cash?: number
  onOrder?(event: OrderEvent, context: Context): void
}

export type OnBar = (context: BarContext<Nothing, Nothing, undefined>, index: number) => void

/** Runs handlers over recorded bars, or over minute bars that never move, given as their prices. */
export function runBars(
  data: readonly number[] | RecordedBars,
  onBar: OnBar,
  options: RunBarsOptions = {},
): Promise<BacktestResult> {
  const { cash = 1_000, onOrder, ...rest } = options
  const main = 'kind' in data ? data : recordedBars(flatBarRows(data))
  let index = 0
  const tested = strategy({
    name: 'tested',
    data: { main: bars(main.timeframe) },
    onBar: (context) => onBar(context, index++),
    ...(onOrder === undefined ? {} : { onOrder }),
  })
  return backtest({ strategy: tested, data: { main }, account: { USD: cash }, ...rest }).result
}
