import {
  backtest,
  bars,
  strategy,
  trades,
  type BacktestResult,
  type RecordedBars,
  type RecordedTrades,
} from '@tapeline/core'
import { bollinger, ema, twpa } from '@tapeline/indicators'
import { describe, expectTypeOf, test } from 'vitest'

// What a reader of these declarations would expect without writing a single annotation. The bodies are checked by the
// compiler; nothing here runs a market.
describe('types of strategy() and backtest()', () => {
  test('params, indicators and state flow into the handlers', () => {
    strategy({
      name: 'typed',
      data: { main: bars('1d') },
      params: { fast: 20, slow: 100, label: 'x' },
      indicators: (p) => {
        expectTypeOf(p).toEqualTypeOf<{ fast: number; slow: number; label: string }>()
        return { fast: ema({ period: p.fast }), bb: bollinger() }
      },
      state: (p) => ({ seen: p.label, count: 0 }),
      onBar({ bar, ind, params, state, position, account, orders, now }) {
        expectTypeOf(ind.fast).toEqualTypeOf<number>()
        expectTypeOf(ind.bb.upper).toEqualTypeOf<number>()
        expectTypeOf(params.slow).toEqualTypeOf<number>()
        expectTypeOf(state).toEqualTypeOf<{ seen: string; count: number }>()
        expectTypeOf(bar.close).toEqualTypeOf<number>()
        expectTypeOf(bar.copy().openTime).toEqualTypeOf<number>()
        expectTypeOf(position.avgPrice).toEqualTypeOf<number | null>()
        expectTypeOf(account.equity).toEqualTypeOf<number>()
        expectTypeOf(now).toEqualTypeOf<number>()
        expectTypeOf(orders.close()?.filledQty).toEqualTypeOf<number | undefined>()
        // @ts-expect-error there is no such indicator
        void ind.medium
        // @ts-expect-error there is no such output
        void ind.bb.centre
        // @ts-expect-error there is no such parameter
        void params.medium
      },
    })
  })

  test('with a partial warm-up every value may be null', () => {
    strategy({
      name: 'typed',
      data: { main: bars('1d') },
      warmup: 'partial',
      indicators: () => ({ fast: ema({ period: 20 }), bb: bollinger() }),
      onBar({ ind }) {
        expectTypeOf(ind.fast).toEqualTypeOf<number | null>()
        expectTypeOf(ind.bb.upper).toEqualTypeOf<number | null>()
      },
    })
  })

  test('trade handlers see the print, and windows in time with their coverage', () => {
    strategy({
      name: 'typed',
      data: { trades: trades() },
      indicators: () => ({ mean: twpa({ t1: 300, t2: 0 }) }),
      onTrade({ trade, ind }) {
        expectTypeOf(trade.aggressorSide).toEqualTypeOf<'buy' | 'sell' | null>()
        expectTypeOf(ind.mean.value).toEqualTypeOf<number>()
        expectTypeOf(ind.mean.coverage).toEqualTypeOf<number>()
        // @ts-expect-error trades have no open
        void trade.open
      },
    })
  })

  test('a backtest takes streams for the needs, and overrides of known parameters only', () => {
    const plain = strategy({ name: 'typed', data: { main: bars('1d') }, params: { fast: 20 } })
    const run = (main: RecordedBars | readonly RecordedTrades[]): Promise<BacktestResult> =>
      backtest({ strategy: plain, data: { main }, account: { USD: 1 }, params: { fast: 5 } }).result
    expectTypeOf(run).returns.resolves.toHaveProperty('digest')
    const shared = { strategy: plain, account: { USD: 1 } }
    const misspelt = (main: RecordedBars): unknown =>
      // @ts-expect-error there is no such parameter
      backtest({ ...shared, data: { main }, params: { fats: 5 } })
    const noAccount = (main: RecordedBars): unknown =>
      // @ts-expect-error an account is amounts by currency
      backtest({ strategy: plain, data: { main }, account: 10_000 })
    expectTypeOf(misspelt).toBeFunction()
    expectTypeOf(noAccount).toBeFunction()
  })

  test('misspelt options of indicators and needs do not compile', () => {
    // @ts-expect-error there is no such option
    const period = (): unknown => ema({ perod: 20 })
    // @ts-expect-error no such unit of time
    const timeframe = (): unknown => bars('1y')
    expectTypeOf(period).toBeFunction()
    expectTypeOf(timeframe).toBeFunction()
  })
})
