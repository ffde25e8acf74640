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
    'fees' | 'fills' | 'gapReserve' | 'dayEnd' | 'closeAtEnd' | 'maxOpenOrders' | 'maxRecords' | 'signal'
  >
> {
  readonly cash?: number
  onOrder?(event: OrderEvent, context: Context): void
}

export type OnBar = (context: BarContext<Nothing, Nothing, undefined>, index: number) => void

/** Runs handlers over minute bars, given as closes of bars that never move or as recorded bars. */
export function runBars(
  data: readonly number[] | RecordedBars,
  onBar: OnBar,
  options: RunBarsOptions = {},
): Promise<BacktestResult> {
  const { cash = 1_000, onOrder, ...rest } = options
  let index = 0
  const tested = strategy({
    name: 'tested',
    data: { main: bars('1m') },
    onBar: (context) => onBar(context, index++),
    ...(onOrder === undefined ? {} : { onOrder }),
  })
  const main = 'kind' in data ? data : recordedBars(flatBarRows(data))
  return backtest({ strategy: tested, data: { main }, account: { USD: cash }, ...rest }).result
}
