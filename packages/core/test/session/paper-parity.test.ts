import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, trades, type BacktestResult, type RecordedTape } from '../../src/index.js'
import { paper, replaySource, type ReplaySpeed } from '../../src/session/trading.js'
import { syntheticMarket } from '../../src/testing/index.js'
import { mean } from './mean-indicator.js'
import { ALPHA, barRows, COIN, MINUTE, recordedBars, recordedTrades, type TradeRow } from './recorded-rows.js'

const account = { USD: 50_000 }
const fees = { maker: 0.0002, taker: 0.001 }

/** Trades on prints, on bars built from them and on recorded bars, with limits, stops and targets. */
const busy = strategy({
  name: 'busy',
  data: { main: bars('1m'), slow: bars('5m'), prints: trades() },
  indicators: () => ({ fast: mean({ period: 2 }), slow: mean({ period: 2, on: 'slow' }) }),
  state: () => ({ prints: 0 }),
  onBar({ ind, position, orders, signal, account }) {
    if (ind.fast > ind.slow) orders.target({ weight: 0.3 })
    else orders.close()
    if (position.isLong && orders.open.length < 4) orders.sell({ quantity: position.quantity, limit: 120 })
    signal('seen', { fast: ind.fast, slow: ind.slow, equity: account.equity })
  },
  onTrade({ trade, orders, position, state, signal, now }) {
    state.prints++
    if (state.prints % 11 === 0) signal('print', { now, price: trade.price })
    if (state.prints % 7 === 0 && orders.open.length < 5)
      orders.buy({ quantity: 1, limit: Math.round(trade.price - 1) })
    if (state.prints % 13 === 0 && position.isLong) orders.sell({ quantity: 1, stop: Math.round(trade.price - 2) })
  },
  onOrder(event, { orders }) {
    if (event.type === 'OrderFilled' && event.side === 'sell') orders.cancelAll()
  },
})

describe('a recording played into a paper session', () => {
  it('R93 R127 D9: gives the orders, fills and digest of its backtest, on several instruments at once', async () => {
    const seen = { runs: 0, fills: 0, ties: 0, built: 0, behind: 0 }
    await fc.assert(
      fc.asyncProperty(market, market, fc.constantFrom<ReplaySpeed>('max', 1e9), async (coin, alpha, speed) => {
        const data = dataOf([
          [COIN, coin],
          [ALPHA, alpha],
        ])
        const expected = await backtest({ strategy: busy, data, account, fees }).result
        const source = replaySource([...new Set(Object.values(data).flat())].reverse(), { speed })
        const actual = await paper({ strategy: busy, source, data: data as never, account, fees }).result
        expect(plain(actual)).toEqual(plain(expected))
        seen.runs++
        seen.fills += expected.fills.length
        seen.built += expected.signals.length
        const times = [...coin, ...alpha].map(({ tsRecv, ts }) => tsRecv ?? ts)
        if (new Set(times).size < times.length) seen.ties++
        if ([...coin, ...alpha].some(({ tsRecv, ts }) => tsRecv !== undefined && tsRecv < ts)) seen.behind++
      }),
      { numRuns: 25 },
    )
    expect(seen.fills).toBeGreaterThan(200)
    for (const count of [seen.ties, seen.built, seen.behind]) expect(count).toBeGreaterThan(5)
  })

  it('finds the streams of its needs by itself, and takes a market of a hundred thousand prints', async () => {
    const flip = strategy({
      name: 'flip',
      data: { main: bars('1m'), prints: trades() },
      onBar: ({ orders, position }) => void (position.isFlat ? orders.target({ weight: 0.5 }) : orders.close()),
    })
    const { trades: main } = syntheticMarket({ seed: 5, ticks: 100_000, pumps: { count: 3 } })
    const cash = { USDT: 1_000 }
    const expected = await backtest({ strategy: flip, data: { main, prints: main }, account: cash, fees }).result
    const actual = await paper({ strategy: flip, source: replaySource(main), account: cash, fees }).result
    expect(expected.fills.length).toBeGreaterThan(100)
    expect(plain(actual)).toEqual(plain(expected))
  })
})

/** Prints several a minute, some at one instant, received a little before or after their own time. */
const market: fc.Arbitrary<readonly TradeRow[]> = fc
  .record({
    steps: fc.array(
      fc.tuple(fc.constantFrom(0, 0, 1_000, 4_000, 20_000, 60_000), fc.integer({ min: -200, max: 200 }), fc.nat(5)),
      { minLength: 60, maxLength: 250 },
    ),
    delay: fc.constantFrom(undefined, 300, -1_300),
  })
  .map(({ steps, delay }) => {
    let [ts, cents] = [10 * MINUTE, 10_000]
    return steps.map(([wait, move, lots]) => {
      ts += wait
      cents = Math.max(1_000, cents + move)
      const row = { ts, price: cents / 100, size: (lots * 5) / 10 }
      return delay === undefined ? row : { ...row, tsRecv: ts + delay }
    })
  })

function dataOf(markets: readonly (readonly [typeof COIN, readonly TradeRow[]])[]): Record<string, RecordedTape[]> {
  const prints = markets.map(([of, rows]) => recordedTrades(rows, { of }))
  const slow = markets.map(([of], at) => {
    const rows = Array.from({ length: 20 }, (_, i) => [100 + i, 131, 99, 130 - i - at] as const)
    return recordedBars(barRows(rows, 5 * MINUTE), '5m', { of, isAsync: at === 0, chunks: [3, 1] })
  })
  return { main: prints, slow, prints }
}

function plain(result: BacktestResult): unknown {
  const { fills, signals, orders, finalCash, inputs, equity, drawdown, skippedCalls, rows, digest, warnings } = result
  return {
    digest,
    fills,
    signals,
    finalCash,
    inputs,
    equity,
    drawdown,
    skippedCalls,
    rows,
    warnings,
    statuses: orders.map(({ status, reason }) => [status, reason]),
  }
}
