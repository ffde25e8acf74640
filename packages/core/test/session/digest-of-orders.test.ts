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
  type SidedRequest,
} from '../../src/index.js'
import { account, chunkings, fees, plain, prints } from './digest-market.js'
import { ALPHA, flatBarRows, MINUTE, recordedBars, recordedTrades, type RecordingOptions } from './recorded-rows.js'

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
