import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, bars, barOpenTime, strategy, trades, type BarCopy, type Timeframe } from '../../src/index.js'
import { mean, meanOf } from './mean-indicator.js'
import {
  barRows,
  COIN,
  flatBarRows,
  MINUTE,
  recordedBars,
  recordedTrades,
  type BarRow,
  type TradeRow,
} from './recorded-rows.js'

const account = { USD: 1_000 }

describe('a strategy on several timeframes', () => {
  it('C1: a print stamped hours ahead is in no bar and closes none', async () => {
    const seen: BarCopy[] = []
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m') },
      onBar: ({ bar }) => void seen.push(bar.copy()),
    })
    const rows: TradeRow[] = [
      { ts: 1_000, price: 10, size: 1 },
      { ts: 3 * 60 * MINUTE, tsRecv: 10_000, price: 99, size: 1 },
      { ts: 40_000, price: 12, size: 1 },
      { ts: 70_000, price: 11, size: 1 },
    ]
    const main = recordedTrades(rows.map((row) => ({ tsRecv: row.ts, ...row })))
    const { warnings } = await backtest({ strategy: watch, data: { main }, account }).result
    expect(seen).toMatchObject([{ openTime: 0, closeTime: MINUTE, high: 12, close: 12, volume: 2 }])
    expect(warnings.filter((line) => line.includes('more than a minute ahead'))).toHaveLength(1)
  })

  it('sees at each main bar the slow bar that closed last, however the rows are chunked', async () => {
    const fast = flatBarRows(prices(60, 7))
    const slow = flatBarRows(prices(12, 3), 5 * MINUTE)
    await fc.assert(
      fc.asyncProperty(lengths, lengths, fc.boolean(), async (fastChunks, slowChunks, isAsync) => {
        const seen: [number, number][] = []
        const watch = strategy({
          name: 'watch',
          data: { main: bars('1m'), slow: bars('5m') },
          indicators: () => ({ slow: mean({ period: 1, on: 'slow' }) }),
          onBar({ bar, ind }) {
            seen.push([bar.closeTime, ind.slow])
          },
        })
        const data = {
          main: recordedBars(fast, '1m', { chunks: fastChunks, isAsync }),
          slow: recordedBars(slow, '5m', { chunks: slowChunks, isAsync }),
        }
        const { skippedCalls } = await backtest({ strategy: watch, data, account }).result
        expect(skippedCalls).toBe(4)
        expect(seen).toEqual(
          fast
            .slice(4)
            .map(({ closeTime }) => [closeTime, slow.filter((bar) => bar.closeTime <= closeTime).at(-1)?.close]),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('calls no handler before every declared series has had its first row, indicators or not', async () => {
    const calls: number[] = []
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m'), slow: bars('5m'), trades: trades() },
      onBar({ now }) {
        calls.push(now)
      },
    })
    const data = {
      main: recordedBars(flatBarRows(prices(12, 1))),
      slow: recordedBars(flatBarRows(prices(2, 1), 5 * MINUTE), '5m'),
      trades: recordedTrades([{ ts: 7.5 * MINUTE, price: 100, size: 1 }]),
    }
    await backtest({ strategy: watch, data, account }).result
    expect(calls).toEqual([8, 9, 10, 11, 12].map((minute) => minute * MINUTE))
  })

  it('gives null for what is not there yet when it warms up in part', async () => {
    const seen: (number | null)[] = []
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m'), slow: bars('5m') },
      indicators: () => ({ slow: mean({ period: 2, on: 'slow' }) }),
      warmup: 'partial',
      onBar({ ind }) {
        seen.push(ind.slow)
      },
    })
    const data = {
      main: recordedBars(flatBarRows(prices(11, 1))),
      slow: recordedBars(flatBarRows([10, 20], 5 * MINUTE), '5m'),
    }
    const { skippedCalls } = await backtest({ strategy: watch, data, account }).result
    expect(seen).toEqual([...Array<null>(9).fill(null), 15, 15])
    expect(skippedCalls).toBe(0)
  })
})

describe('bars built from trades', () => {
  it('equal bars aggregated by hand, each delivered at its close before the first print at or after it', async () => {
    await fc.assert(
      fc.asyncProperty(tradeRows, lengths, async (rows, chunks) => {
        const built: BarCopy[] = []
        const slow: number[] = []
        const order: string[] = []
        const watch = strategy({
          name: 'watch',
          data: { main: bars('1m'), slow: bars('3m'), prints: trades() },
          indicators: () => ({ slow: mean({ period: 1, on: 'slow' }) }),
          warmup: 'partial',
          onBar({ bar, ind, now }) {
            expect(now).toBe(bar.closeTime)
            built.push(bar.copy())
            if (ind.slow !== null) slow.push(ind.slow)
            order.push(`bar ${bar.closeTime}`)
          },
          onTrade({ trade }) {
            order.push(`trade ${trade.ts}`)
          },
        })
        const stream = recordedTrades(rows, { chunks })
        await backtest({ strategy: watch, data: { main: stream, slow: stream, prints: stream }, account }).result
        const last = rows.at(-1)?.ts ?? 0
        const expected = aggregate(rows, '1m').filter(({ closeTime }) => closeTime <= last)
        expect(built).toEqual(expected)
        const slowBars = aggregate(rows, '3m')
        expect(slow).toEqual(
          expected.flatMap(({ closeTime }) => slowBars.filter((bar) => bar.closeTime <= closeTime).at(-1)?.close ?? []),
        )
        const events = [
          ...expected.map(({ closeTime }) => [closeTime, 0, `bar ${closeTime}`] as const),
          ...rows.map(({ ts }) => [ts, 1, `trade ${ts}`] as const),
        ]
        expect(order).toEqual(events.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , text]) => text))
      }),
      { numRuns: 60 },
    )
  })

  it('leave a strategy of bars the same values as recorded bars of the same trades', async () => {
    await fc.assert(
      fc.asyncProperty(tradeRows, async (rows) => {
        const watch = strategy({
          name: 'watch',
          data: { main: bars('1m') },
          indicators: () => ({ mean: mean({ period: 2 }) }),
          onBar({ bar, ind, signal }) {
            signal('seen', { ...bar.copy(), mean: ind.mean })
          },
        })
        const last = rows.at(-1)?.ts ?? 0
        const recorded = aggregate(rows, '1m').filter(({ closeTime }) => closeTime <= last)
        fc.pre(recorded.length > 0)
        const fromTrades = await backtest({ strategy: watch, data: { main: recordedTrades(rows) }, account }).result
        const fromBars = await backtest({ strategy: watch, data: { main: recordedBars(recorded) }, account }).result
        expect(fromTrades.signals).toEqual(fromBars.signals)
      }),
      { numRuns: 60 },
    )
  })

  it('C1: put a print that was received before its own time into the bar of its own time', async () => {
    const rows: TradeRow[] = [
      { ts: 10_000, tsRecv: 9_000, price: 10, size: 1 },
      { ts: 59_900, tsRecv: 58_900, price: 11, size: 1 },
      { ts: 60_000, tsRecv: 59_000, price: 50, size: 1 },
      { ts: 119_000, tsRecv: 118_000, price: 51, size: 1 },
      { ts: 121_000, tsRecv: 120_000, price: 52, size: 1 },
    ]
    const closes: [number, number, number][] = []
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m') },
      onBar({ bar, now }) {
        closes.push([bar.closeTime, bar.close, now])
      },
    })
    await backtest({ strategy: watch, data: { main: recordedTrades(rows) }, account }).result
    expect(closes).toEqual([
      [60_000, 11, 59_000],
      [120_000, 51, 120_000],
    ])
  })

  it('C1: count prints that come after their bar was closed, and leave them out', async () => {
    const rows: TradeRow[] = [
      { ts: 1_000, tsRecv: 1_000, price: 10, size: 1 },
      { ts: 61_000, tsRecv: 61_000, price: 11, size: 1 },
      { ts: 59_000, tsRecv: 62_000, price: 99, size: 1 },
      { ts: 121_000, tsRecv: 121_000, price: 12, size: 1 },
    ]
    const highs: number[] = []
    const watch = strategy({ name: 'watch', data: { main: bars('1m') }, onBar: ({ bar }) => void highs.push(bar.high) })
    const { warnings } = await backtest({ strategy: watch, data: { main: recordedTrades(rows) }, account }).result
    expect(highs).toEqual([10, 11])
    expect(warnings).toContain(`${COIN.id}: a trade came after its bar was closed and is not in any bar`)
  })
})

describe('an order of a slow bar among fast ones', () => {
  it('never fills at the open of a fast bar that was already running when it was decided', async () => {
    const main = flatBarRows([100, 100, 100], 4 * MINUTE)
    const fast = barRows(
      [
        [90, 91, 89, 90],
        [50, 120, 40, 100],
        [101, 102, 100, 101],
        [103, 104, 102, 103],
      ],
      3 * MINUTE,
    )
    const buy = strategy({
      name: 'buy',
      data: { main: bars('4m'), fast: bars('3m') },
      onBar({ position, orders }) {
        if (position.isFlat && orders.open.length === 0) orders.buy({ quantity: 1 })
      },
    })
    const data = { main: recordedBars(main, '4m'), fast: recordedBars(fast, '3m') }
    const { fills } = await backtest({ strategy: buy, data, account }).result
    // Decided at minute 4, in the middle of the fast bar from 3 to 6.
    expect(fills.map(({ ts, price }) => [ts, price])).toEqual([[6 * MINUTE, 101]])
  })

  it('fills at the close that it was decided on where that is asked for, whichever stream executes', async () => {
    const fast = flatBarRows(prices(6, 1))
    const main = flatBarRows(
      fast.filter((_, i) => i % 3 === 2).map(({ close }) => close),
      3 * MINUTE,
    )
    const buy = strategy({
      name: 'buy',
      data: { main: bars('3m'), fast: bars('1m') },
      onBar({ position, orders }) {
        if (position.isFlat) orders.buy({ quantity: 1 })
      },
    })
    const data = { main: recordedBars(main, '3m'), fast: recordedBars(fast) }
    const { fills } = await backtest({ strategy: buy, data, account, fills: { marketOnBars: 'this_close' } }).result
    expect(fills.map(({ ts, price }) => [ts, price])).toEqual([[3 * MINUTE, fast[2]?.close]])
  })
})

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })

/** Prints with many equal times and many on a bar's edge. */
const tradeRows: fc.Arbitrary<TradeRow[]> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 1, 500, 15_000, 30_000, 60_000, 200_000),
      price: fc.integer({ min: 90, max: 110 }),
      size: fc.integer({ min: 1, max: 9 }),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((steps) => {
    let ts = 0
    return steps.map(({ gap, price, size }) => ({ ts: (ts += gap), price, size }))
  })

function aggregate(rows: readonly TradeRow[], timeframe: Timeframe): BarRow[] {
  const lengthMs = Number.parseInt(timeframe, 10) * MINUTE
  const starts = [...new Set(rows.map(({ ts }) => barOpenTime(timeframe, ts)))]
  return starts.map((openTime) => {
    const inside = rows.filter(({ ts }) => ts >= openTime && ts < openTime + lengthMs)
    const paid = inside.map(({ price }) => price)
    return {
      openTime,
      closeTime: openTime + lengthMs,
      open: paid[0] as number,
      high: Math.max(...paid),
      low: Math.min(...paid),
      close: paid.at(-1) as number,
      volume: inside.reduce((sum, { size }) => sum + size, 0),
    }
  })
}

function prices(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, i) => 100 + ((i * step) % 11) + meanOf([i % 3]))
}
