import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, type BarCopy, type OrderEvent } from '../../src/index.js'
import { mean } from './mean-indicator.js'
import { COIN, flatBarRows, MINUTE, recordedBars } from './recorded-rows.js'
import { runBars } from './run-bars.js'

const account = { USD: 1_000 }
const ten = recordedBars(flatBarRows(Array.from({ length: 10 }, (_, i) => 100 + i)))

describe('handlers that misbehave', () => {
  it('F1: end the run with their error as the cause', async () => {
    const cause = new RangeError('boom')
    await expect(runBars(ten, (_, i) => thrown(i === 3, cause))).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      message: `Strategy tested threw at ${4 * MINUTE}: boom`,
      cause,
    })
    await expect(runBars(ten, () => thrown(true, 'a text'))).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      cause: 'a text',
    })
  })

  it('F1: are refused a promise, and a rejected one makes no noise', async () => {
    const late = (async () => Promise.reject(new Error('later'))) as unknown as () => void
    await expect(runBars(ten, late)).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
    const thenable = (() => ({ then: () => undefined })) as unknown as () => void
    await expect(runBars(ten, thenable)).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
    const buyOnce = ({ orders }: { orders: { buy(size: { quantity: number }): unknown } }, i: number): void =>
      void (i === 0 && orders.buy({ quantity: 1 }))
    await expect(runBars(ten, buyOnce, { onOrder: late })).rejects.toMatchObject({ code: 'ASYNC_HANDLER' })
  })

  it('X2: are stopped when their answers to order events cause more order events for ever', async () => {
    const answers: OrderEvent[] = []
    const result = runBars(ten, ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 0.1, limit: 1 })), {
      onOrder(event, { orders }) {
        answers.push(event)
        orders.buy({ quantity: 0.1, limit: 1 })
      },
    })
    await expect(result).rejects.toMatchObject({ code: 'ORDER_CASCADE' })
    expect(answers.length).toBeLessThan(2_000)
  })

  it('X2: may send many orders at one instant without being taken for a loop', async () => {
    let told = 0
    const onBar = (
      { orders }: { orders: { buy(size: { quantity: number; limit: number }): unknown; cancelAll(): void } },
      i: number,
    ): void => {
      if (i === 0) for (let n = 0; n < 900; n++) orders.buy({ quantity: 0.1, limit: 1 })
      if (i === 1) orders.cancelAll()
    }
    const { orders } = await runBars(ten, onBar, { onOrder: () => void told++ })
    expect(orders).toHaveLength(900)
    expect(told).toBe(2_700)
  })

  it('may not keep a view beyond its call, only copies', async () => {
    const kept: { bar?: BarCopy; ind?: { readonly mean: number }; copies: BarCopy[] } = { copies: [] }
    const keeper = strategy({
      name: 'keeper',
      data: { main: bars('1m') },
      indicators: () => ({ mean: mean({ period: 2 }) }),
      onBar({ bar, ind }) {
        kept.bar = bar
        kept.ind = ind
        kept.copies.push(bar.copy())
      },
    })
    await backtest({ strategy: keeper, data: { main: ten }, account }).result
    expect(() => kept.bar?.close).toThrow(expect.objectContaining({ code: 'STALE_VIEW' }))
    expect(() => kept.ind?.mean).toThrow(expect.objectContaining({ code: 'STALE_VIEW' }))
    expect(kept.copies.map(({ close }) => close)).toEqual([101, 102, 103, 104, 105, 106, 107, 108, 109])
  })

  it('are told of order events of their own instant, after matching and before the bar', async () => {
    const order: string[] = []
    await runBars(
      recordedBars(flatBarRows([100, 101, 102])),
      ({ orders, now }, i) => {
        order.push(`bar ${now / MINUTE}`)
        if (i === 0) orders.buy({ quantity: 1 })
      },
      {
        onOrder: (event, { position }) => void order.push(`${event.type} ${event.ts / MINUTE} ${position.quantity}`),
      },
    )
    expect(order).toEqual(['bar 1', 'OrderSubmitted 1 0', 'OrderAccepted 1 0', 'OrderFilled 1 1', 'bar 2', 'bar 3'])
  })
})

describe('a strategy', () => {
  it('gets fresh state for each run and instrument', async () => {
    const counting = strategy({
      name: 'counting',
      data: { main: bars('1m') },
      state: () => ({ calls: 0 }),
      onBar({ state, signal }) {
        signal('calls', { n: ++state.calls })
      },
    })
    for (let repeat = 0; repeat < 2; repeat++) {
      const { signals } = await backtest({ strategy: counting, data: { main: ten }, account }).result
      expect(signals.map(({ values }) => values['n'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  })

  it('reads its parameters with those of the run in place of its defaults', async () => {
    const tuned = strategy({
      name: 'tuned',
      data: { main: bars('1m') },
      params: { period: 2, other: 7 },
      indicators: (p) => ({ mean: mean({ period: p.period }) }),
      onBar({ params, ind, signal }) {
        signal('mean', { value: ind.mean, other: params.other })
      },
    })
    const { signals } = await backtest({ strategy: tuned, data: { main: ten }, account, params: { period: 4 } }).result
    expect(signals[0]).toEqual({
      ts: 4 * MINUTE,
      instrumentId: COIN.id,
      name: 'mean',
      values: { value: 101.5, other: 7 },
    })
    expect(tuned.params).toEqual({ period: 2, other: 7 })
  })

  it('cannot publish a signal that is no number', async () => {
    await expect(runBars(ten, ({ signal }) => signal('x', { value: NaN }))).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
    })
  })
})

function thrown(isDue: boolean, error: unknown): void {
  if (isDue) throw error
}
