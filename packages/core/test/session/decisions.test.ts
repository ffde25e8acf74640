import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy } from '../../src/index.js'
import { syntheticBars } from '../../src/testing/index.js'
import { mean } from './mean-indicator.js'
import { ALPHA, barRows, COIN, flatBarRows, MINUTE, recordedBars, type BarRow } from './recorded-rows.js'

const account = { USD: 5_000 }
const fees = { maker: 0.0002, taker: 0.001 }

describe('decisions', () => {
  it('do not depend on anything that came later', async () => {
    const market = fc.array(fc.integer({ min: 80, max: 120 }), { minLength: 12, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(market, market, fc.nat(), async (past, future, cutAt) => {
        const cut = cutAt % past.length
        const changed = [...past.slice(0, cut), ...future]
        const [a, b] = await Promise.all([decisionsOn(past, cut), decisionsOn(changed, cut)])
        expect(b).toEqual(a)
      }),
      { numRuns: 100 },
    )
  })

  it('see the same indicator values as a batch over the same rows', async () => {
    const recorded = syntheticBars({ seed: 3, bars: 9_000, timeframe: '1m', chunkRows: 777 })
    const seen: number[] = []
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m') },
      indicators: () => ({
        mean: mean({ period: 5 }),
        of: mean({ period: 3, of: mean({ period: 4, input: 'high' }) }),
      }),
      onBar: ({ ind }) => void seen.push(ind.mean, ind.of),
    })
    const { skippedCalls } = await backtest({ strategy: watch, data: { main: recorded }, account }).result
    const close: number[] = []
    const high: number[] = []
    for await (const chunk of recorded.chunks()) {
      close.push(...chunk.close)
      high.push(...chunk.high)
    }
    const { value: direct } = mean.batch({ close: Float64Array.from(close) }, { period: 5 })
    const { value: inner } = mean.batch({ high: Float64Array.from(high) }, { period: 4, input: 'high' })
    const { value: composed } = mean.batch({ close: inner }, { period: 3 })
    const first = 5
    expect(skippedCalls).toBe(first)
    expect(seen).toEqual(
      Array.from({ length: close.length - first }, (_, i) => [
        direct[i + first] as number,
        composed[i + first] as number,
      ]).flat(),
    )
  })
})

describe('several instruments', () => {
  it('that share an instant have all their data applied before any handler, whoever comes first by name', async () => {
    const equities: number[] = []
    const hold = strategy({
      name: 'hold',
      data: { main: bars('1m') },
      onBar({ orders, position, account: { equity }, now }) {
        if (now === MINUTE) orders.buy({ quantity: 1 })
        if (now > 2 * MINUTE && position.isLong) equities.push(equity)
      },
    })
    const main = [
      recordedBars(flatBarRows([100, 100, 110, 90])),
      recordedBars(flatBarRows([100, 100, 90, 110]), '1m', { of: ALPHA }),
    ]
    const result = await backtest({ strategy: hold, data: { main }, account }).result
    // One rises by what the other falls: equity never moves, and no drawdown is made of half an instant.
    expect(equities).toEqual([5_000, 5_000, 5_000, 5_000])
    expect(result.drawdown.depth).toBe(0)
    expect([...result.equity.equity]).toEqual([5_000, 5_000, 5_000, 5_000])
  })

  it('count no moment twice as exposed when one leaves within a bar that another entered at its open', async () => {
    const swap = strategy({
      name: 'swap',
      data: { main: bars('1m') },
      onBar({ orders, instrument: { id }, now }) {
        if (id === ALPHA.id && now === MINUTE) orders.buy({ quantity: 1 })
        if (id === ALPHA.id && now === 2 * MINUTE) orders.sell({ quantity: 1, stop: 95 })
        if (id === COIN.id && now === 2 * MINUTE) orders.buy({ quantity: 1 })
      },
    })
    const falling = barRows([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 100, 90, 90],
      [90, 90, 90, 90],
    ])
    const main = [recordedBars(falling, '1m', { of: ALPHA }), recordedBars(flatBarRows([100, 100, 100, 100]))]
    const { exposedMs, fills } = await backtest({ strategy: swap, data: { main }, account }).result
    expect(fills).toHaveLength(3)
    expect(exposedMs).toBe(3 * MINUTE)
  })

  it('trade apart: each with its own position, orders and state, from one account', async () => {
    const once = strategy({
      name: 'once',
      data: { main: bars('1m') },
      state: () => ({ isDone: false }),
      onBar({ orders, state, instrument, account: { cash } }) {
        if (state.isDone) return
        state.isDone = true
        orders.buy({ notional: 4_000 })
        expect(orders.open).toHaveLength(1)
        expect(cash).toBe(5_000)
        expect(orders.open[0]?.instrumentId).toBe(instrument.id)
      },
    })
    const main = [
      recordedBars(flatBarRows([100, 100, 110])),
      recordedBars(flatBarRows([100, 100, 110]), '1m', { of: ALPHA }),
    ]
    const result = await backtest({ strategy: once, data: { main }, account }).result
    // What the first purchase speaks for, with its reserve for a gap, is not free for the second.
    expect(result.fills.map(({ instrumentId, quantity }) => [instrumentId, quantity])).toEqual([
      [ALPHA.id, 40],
      [COIN.id, 9.5],
    ])
    expect(result.finalCash).toBe('50.00000000')
  })
})

/** What a strategy saw and decided in the first bars. */
async function decisionsOn(closes: readonly number[], first: number): Promise<unknown> {
  const rows = closes.map((close, i): BarRow => {
    const open = closes[i - 1] ?? close
    return {
      openTime: i * MINUTE,
      closeTime: (i + 1) * MINUTE,
      open,
      high: Math.max(open, close) + 1,
      low: Math.min(open, close) - 1,
      close,
      volume: 1,
    }
  })
  const slow = rows.flatMap((row, i) =>
    i % 4 === 3
      ? [{ ...row, openTime: row.closeTime - 4 * MINUTE, open: row.close, high: row.close, low: row.close }]
      : [],
  )
  const seen: unknown[] = []
  const watch = strategy({
    name: 'watch',
    data: { main: bars('1m'), slow: bars('4m') },
    indicators: () => ({ fast: mean({ period: 2 }), slow: mean({ period: 1, on: 'slow' }) }),
    warmup: 'partial',
    onBar({ bar, ind, orders, position, account: { equity } }) {
      if ((ind.fast ?? 0) > (ind.slow ?? 0)) orders.target({ weight: 0.5 })
      else orders.close()
      if (position.isLong) orders.sell({ quantity: position.quantity, stop: Math.floor(bar.close) - 3 })
      seen.push([
        bar.copy(),
        ind.fast,
        ind.slow,
        equity,
        position.quantity,
        orders.open.map(({ clientOrderId, quantity }) => [clientOrderId, quantity]),
      ])
    },
  })
  const data = { main: recordedBars(rows, '1m', { chunks: [1, 5] }), slow: recordedBars(slow, '4m', { chunks: [2] }) }
  await backtest({ strategy: watch, data, account, fees }).result
  return seen.slice(0, first)
}
