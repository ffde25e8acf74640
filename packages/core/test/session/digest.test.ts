/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  bars,
  strategy,
  trades,
  type BacktestResult,
  type OrderDesk,
  type Recorded,
  type SidedRequest,
} from '../../src/index.js'
import { type IndicatorDefinition } from '../../src/indicator/kit.js'
import { syntheticBars, syntheticMarket } from '../../src/testing/index.js'
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

const account = { USD: 5_000 }
const fees = { maker: 0.0002, taker: 0.001 }

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

/** Orders of every kind, alone and linked, on prints: brackets, trails, icebergs, changes, times in force. */
const manifold = strategy({
  name: 'manifold',
  data: { main: bars('1m'), prints: trades() },
  state: () => ({ turn: 0 }),
  onBar({ bar, now, orders, state }) {
    const at = (offset: number): number => Math.round(100 * (bar.close + offset)) / 100
    const [first] = orders.open
    if (first !== undefined && state.turn % 3 === 0) orders.modify(first, { quantity: first.quantity + 0.1 })
    switch (state.turn++ % 6) {
      case 0:
        orders.bracket({
          side: 'buy',
          quantity: 4,
          limit: at(1),
          takeProfit: { touch: at(3) },
          stopLoss: { trail: { fraction: 0.02 } },
        })
        break
      case 1:
        orders.oco([
          { side: 'buy', quantity: 2, limit: at(-2), displayQty: 0.5 },
          { side: 'buy', quantity: 2, stop: at(2), timeInForce: 'DAY' },
        ])
        break
      case 2:
        orders.buy({ quantity: 1.5, touch: at(-1), limit: at(-1.5), expireTs: now + 90_500 })
        break
      case 3:
        orders.sell({ quantity: 2, trail: { offset: 1.25, limitOffset: 0.5, activation: at(1) }, reduceOnly: true })
        break
      case 4:
        orders.ouo([
          { side: 'buy', quantity: 1, type: 'market_to_limit' },
          { side: 'buy', quantity: 1, limit: at(-1), postOnly: true },
        ])
        break
      default:
        orders.close()
    }
  },
})

describe('the digest of a run with orders of every kind', () => {
  it('is equal in every repetition and chunking, and the result with it', async () => {
    const expected = await tradeManifold()
    const kinds = new Set(expected.orders.map(({ type, status }) => `${type} ${status}`))
    for (const kind of ['trailing_stop_market filled', 'market_if_touched filled', 'limit_if_touched expired'])
      expect(kinds).toContain(kind)
    expect(await tradeManifold()).toEqual(expected)
    await fc.assert(
      fc.asyncProperty(chunkings, async (cut) => {
        const result = await tradeManifold(cut)
        expect(result.digest).toBe(expected.digest)
        expect(plain(result)).toEqual(plain(expected))
      }),
      { numRuns: 10 },
    )
  })

  it('leaves no trace of the order in which two instruments and their streams were registered', async () => {
    const later = prints().map(({ ts, price, size }) => ({ ts: ts + 500, price: 180 - price, size }))
    const run = (isReversed: boolean): Promise<BacktestResult> => {
      const streams = [recordedTrades(prints()), recordedTrades(later, { of: ALPHA })]
      if (isReversed) streams.reverse()
      const data = isReversed ? { prints: streams, main: streams } : { main: streams, prints: streams }
      return backtest({ strategy: manifold, data, account, fees }).result
    }
    const expected = await run(false)
    expect(new Set(expected.fills.map(({ instrumentId }) => instrumentId)).size).toBe(2)
    expect((await run(true)).digest).toBe(expected.digest)
  })

  it('tells apart orders that differ in their kind, time in force, flags or links alone', async () => {
    const terms: readonly ((orders: OrderDesk) => unknown)[] = [
      (orders) => orders.buy({ quantity: 1, stop: 50 }),
      (orders) => orders.buy({ quantity: 1, touch: 50 }),
      (orders) => orders.buy({ quantity: 1, limit: 50 }),
      (orders) => orders.buy({ quantity: 1, limit: 50, postOnly: true }),
      (orders) => orders.buy({ quantity: 1, limit: 50, displayQty: 0.5 }),
      (orders) => orders.buy({ quantity: 1, limit: 50, displayQty: 0.6 }),
      (orders) => orders.buy({ quantity: 1, limit: 50, timeInForce: 'DAY' }),
      (orders) => orders.buy({ quantity: 1, limit: 50, expireTs: 1e9 }),
      (orders) => orders.buy({ quantity: 1, limit: 50, expireTs: 1e9 + 1 }),
      (orders) => orders.buy({ quantity: 1, trail: { offset: 40 } }),
      (orders) => orders.buy({ quantity: 1, trail: { offset: 41 } }),
      (orders) => orders.buy({ quantity: 1, trail: { offset: 41, activation: 20 } }),
      (orders) => orders.buy({ quantity: 1, trail: { offset: 41, limitOffset: 1 } }),
      (orders) => orders.oco([wide, wide]),
      (orders) => orders.ouo([wide, wide]),
      (orders) => orders.modify(orders.buy({ quantity: 1, limit: 50 }), { limit: 51 }),
      (orders) => orders.modify(orders.buy({ quantity: 1, limit: 50 }), { quantity: 2 }),
      (orders) => orders.modify(orders.buy({ quantity: 1, limit: 50 }), { quantity: NaN }),
    ]
    const digests = terms.map(async (send) => {
      const one = strategy({
        name: 'one',
        data: { main: bars('1m') },
        onBar({ orders, now }) {
          if (now === MINUTE) send(orders)
        },
      })
      return (await backtest({ strategy: one, data: { main: recordedBars(flatBarRows([100, 101])) }, account }).result)
        .digest
    })
    expect(new Set(await Promise.all(digests)).size).toBe(terms.length)
  })
})

const wide: SidedRequest = { side: 'buy', quantity: 1, limit: 50 }

function tradeManifold(cut?: RecordingOptions): Promise<BacktestResult> {
  const stream = recordedTrades(prints(), cut)
  return backtest({ strategy: manifold, data: { main: stream, prints: stream }, account, fees }).result
}

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

const chunkings: fc.Arbitrary<RecordingOptions> = fc.record({
  chunks: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }),
  isAsync: fc.boolean(),
})

/** A wave of prices on cents that comes by several times a minute, with equal times now and then. */
function prints(): TradeRow[] {
  let ts = 0
  return Array.from({ length: 1_500 }, (_, i) => {
    ts += [0, 1_000, 7_000, 20_000][(i * 7) % 4] as number
    return { ts, price: Math.round(100 * (100 + 15 * wave(i / 97) + wave(i / 7))) / 100, size: 1 + (i % 5) }
  })
}

/** A triangle between -1 and 1: the same on every runtime. */
function wave(phase: number): number {
  return 4 * Math.abs(phase - Math.floor(phase) - 0.5) - 1
}

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

function plain({ fills, signals, orders, finalCash, inputs, equity, drawdown, skippedCalls }: BacktestResult): unknown {
  return {
    fills,
    signals,
    finalCash,
    inputs,
    equity,
    drawdown,
    skippedCalls,
    statuses: orders.map(({ status, reason }) => [status, reason]),
  }
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
