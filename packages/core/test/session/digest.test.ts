/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, trades, type BacktestResult, type Recorded } from '../../src/index.js'
import { type IndicatorDefinition } from '../../src/indicator/kit.js'
import { syntheticBars, syntheticMarket } from '../../src/testing/index.js'
import { account, chunkings, fees, plain, prints } from './digest-market.js'
import { mean } from './mean-indicator.js'
import {
  ALPHA,
  barRows,
  COIN,
  flatBarRows,
  MINUTE,
  recordedBars,
  recordedTrades,
  type RecordingOptions,
  type TradeRow,
} from './recorded-rows.js'

/** Trades on prints, on built bars and on slow recorded bars, with limits, stops and targets. */
const busy = strategy({
  name: 'busy',
  data: { main: bars('1m'), slow: bars('5m'), prints: trades() },
  indicators: () => ({ fast: mean({ period: 2 }), slow: mean({ period: 2, on: 'slow' }) }),
  onBar({ ind, position, orders, signal }) {
    if (ind.fast > ind.slow) orders.target({ weight: 0.5 })
    else orders.close()
    if (position.isLong && orders.open.length < 4) orders.sell({ quantity: position.quantity, limit: 120 })
    signal('means', { fast: ind.fast, slow: ind.slow })
  },
})

describe('the digest of a run', () => {
  it('is equal in every repetition, and the result with it', async () => {
    const first = await trade()
    const second = await trade()
    expect(second).toEqual(first)
    expect(first.fills.length).toBeGreaterThan(20)
    expect(first.digest).toMatch(/^[0-9a-f]{16,}$/)
  })

  it('leaves no trace of how rows were chunked, by sync and by async sources', async () => {
    const expected = await trade()
    await fc.assert(
      fc.asyncProperty(chunkings, chunkings, async (bars5, prints) => {
        const result = await trade({ slow: bars5, prints })
        expect(result.digest).toBe(expected.digest)
        expect(plain(result)).toEqual(plain(expected))
      }),
      { numRuns: 30 },
    )
  })

  it('leaves no trace of the order in which streams, needs and indicators were registered', async () => {
    const names = ['b', 'a', 'c']
    const definitions: Record<string, IndicatorDefinition<'value'>> = {
      a: mean({ period: 2 }),
      b: mean({ period: 3 }),
      c: mean({ period: 2, on: 'slow' }),
    }
    const run = (order: readonly string[], isReversed: boolean): Promise<BacktestResult> => {
      const turn = <T>(list: readonly T[]): readonly T[] => (isReversed ? [...list].reverse() : list)
      const permuted = strategy({
        name: 'permuted',
        data: Object.fromEntries(turn([['main', bars('1m')] as const, ['slow', bars('5m')] as const])),
        indicators: () =>
          Object.fromEntries(order.map((name) => [name, definitions[name] as IndicatorDefinition<'value'>])),
        onBar({ ind, orders, position }) {
          const { a, b, c } = ind as unknown as Record<string, number>
          if ((a as number) > (b as number)) orders.target({ weight: 0.2 })
          else if (position.isLong && (a as number) < (c as number)) orders.close()
        },
      })
      const main = turn([coin('1m', 1), alpha('1m', 2)])
      const slow = turn([alpha('5m', 3), coin('5m', 4)])
      return backtest({
        strategy: permuted,
        data: Object.fromEntries(turn(Object.entries({ main, slow }))),
        account,
        fees,
      }).result
    }
    const expected = await run(names, false)
    expect(expected.fills.length).toBeGreaterThan(20)
    for (const order of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'c', 'a'],
    ]) {
      for (const isReversed of [false, true]) expect((await run(order, isReversed)).digest).toBe(expected.digest)
    }
  })

  it('changes when one input changes by one ulp, even where no decision does', async () => {
    const rows = prints()
    const { digest } = await trade()
    for (const row of [0, 200, rows.length - 1]) {
      for (const column of ['price', 'size', 'ts'] as const) {
        const changed = rows.map((one, i) => (i === row ? { ...one, [column]: nextUp(one[column]) } : one))
        expect((await trade({}, changed)).digest).not.toBe(digest)
      }
    }
  })

  it('tells apart what strategies do with the same input', async () => {
    const digests = [0, 1, 2, 3].map(async (kind) => {
      const one = strategy({
        name: 'one',
        data: { main: bars('1m') },
        onBar({ orders, signal, now }) {
          if (now !== MINUTE) return
          if (kind === 1) signal('here')
          if (kind === 2) orders.buy({ quantity: 1, limit: 1 })
          if (kind === 3) orders.buy({ quantity: 1, limit: 1.01 })
        },
      })
      return (await backtest({ strategy: one, data: { main: recordedBars(flatBarRows([100, 101])) }, account }).result)
        .digest
    })
    expect(new Set(await Promise.all(digests)).size).toBe(4)
  })

  it('is the same for made-up markets in their own chunks of any length', async () => {
    const watch = strategy({
      name: 'watch',
      data: { main: bars('1m') },
      onBar: ({ orders, position }) => void (position.isFlat ? orders.target({ weight: 0.5 }) : orders.close()),
    })
    const digests = [100, 4_096, 10_000].map(async (chunkRows) => {
      const { trades: main } = syntheticMarket({ seed: 5, ticks: 10_000, chunkRows })
      return (await backtest({ strategy: watch, data: { main }, account: { USDT: 1_000 }, fees }).result).digest
    })
    expect(new Set(await Promise.all(digests)).size).toBe(1)
  })
})

function trade(
  cut: { readonly slow?: RecordingOptions; readonly prints?: RecordingOptions } = {},
  rows: readonly TradeRow[] = prints(),
): Promise<BacktestResult> {
  const five = 5 * MINUTE
  const slowRows = barRows(
    Array.from({ length: 30 }, (_, i) => [100 + i, 131, 99, 130 - i] as const),
    five,
  )
  const stream = recordedTrades(rows, cut.prints)
  const data: Record<string, Recorded> = { main: stream, slow: recordedBars(slowRows, '5m', cut.slow), prints: stream }
  return backtest({ strategy: busy, data, account, fees }).result
}

function coin(timeframe: '1m' | '5m', seed: number): Recorded {
  return syntheticBars({ seed, bars: timeframe === '1m' ? 300 : 60, timeframe, instrument: COIN, volatility: 3 })
}

function alpha(timeframe: '1m' | '5m', seed: number): Recorded {
  return syntheticBars({ seed, bars: timeframe === '1m' ? 300 : 60, timeframe, instrument: ALPHA, volatility: 3 })
}

function nextUp(value: number): number {
  const bits = new BigUint64Array(1)
  const double = new Float64Array(bits.buffer)
  double[0] = value
  bits[0] = (bits[0] as bigint) + 1n
  return double[0]
}
