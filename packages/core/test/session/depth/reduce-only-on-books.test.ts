import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, strategy, trades, type BacktestResult, type OrderEvent } from '../../../src/index.js'
import {
  book,
  constantLatency,
  depthVenue,
  marginAccount,
  sampledLatency,
  type LatencyModel,
} from '../../../src/session/trading.js'
import { perpetual } from '../margin-run.js'
import { bookOf, depthMarket, printsOf } from './random-depth.js'
import { recordedBook, recordedPrints } from './recorded-depth.js'

const account = marginAccount({ balances: { USD: 100_000 }, leverage: 10 })

describe('an order that only reduces, between its arrival at the venue and the news of it', () => {
  it.each([
    [6, ['Submitted', 'Accepted', 'Updated', 'Filled'], ['filled', 4], [10, 6, 4]],
    [10, ['Submitted', 'Canceled'], ['canceled', 10], [10, 10]],
  ] as const)(
    'shrinks by other fills that are heard meanwhile: %s of 10 sold',
    async (sold, told, [status, quantity], fills) => {
      const events: string[] = []
      const exits = strategy({
        name: 'exits',
        data: { book: book(), prints: trades() },
        onBook({ orders, now }) {
          if (now === 10) orders.buy({ quantity: 10 })
          if (now !== 30) return
          orders.sell({ quantity: sold, limit: 99.99 })
          orders.sell({ quantity: 10, limit: 100.1, reduceOnly: true })
        },
        onOrder: ({ type, clientOrderId }: OrderEvent) => void events.push(`${clientOrderId} ${type}`),
      })
      const calm = (ts: number) => ({ ts, levels: [[1, 99.98, 50]] as const })
      const { result, orders } = await outcome(exits as never, constantLatency({ entryMs: 2, responseMs: 10 }), {
        book: recordedBook(
          [
            {
              ts: 10,
              kind: 'snapshot',
              levels: [
                [1, 99.99, 50],
                [-1, 100.01, 50],
              ],
            },
            calm(30),
            calm(90),
          ],
          Infinity,
          perpetual,
        ),
        prints: recordedPrints(
          [
            { ts: 5, price: 100, size: 1, side: 1 },
            { ts: 60, price: 100.2, size: 40, side: 1 },
          ],
          Infinity,
          perpetual,
        ),
      })
      const exit = orders.at(-1)!
      expect([exit.status, exit.quantity]).toEqual([status, quantity])
      expect(result.fills.map((fill) => fill.quantity)).toEqual(fills)
      const its = events.filter((event) => event.startsWith(`${exit.clientOrderId} `))
      expect(its.map((event) => event.split(' Order')[1])).toEqual(told)
    },
  )

  it('E4: never opens a position, whatever is on its way', async () => {
    const seen = { reduced: 0, shrunk: 0, gone: 0, fills: 0 }
    await fc.assert(
      fc.asyncProperty(depthMarket, latencies, plans, async (market, latencyModel, plan) => {
        const events: OrderEvent[] = []
        let step = 0
        const acts = strategy({
          name: 'acts',
          warmup: 'partial',
          data: { book: book({ depth: 1 }), prints: trades() },
          onBook({ orders, book: { bidPrice, askPrice }, position }) {
            const what = plan[step++ % plan.length]!
            const side = position.isLong ? 'sell' : 'buy'
            const near = (position.isLong ? askPrice : bidPrice) ?? 100
            const quantity = Math.abs(position.quantity) || 1
            if (what === 1) orders.buy({ quantity: 4 })
            if (what === 2) orders.sell({ quantity: 4 })
            if (what === 3) orders[side]({ quantity: quantity / 2, limit: near })
            if (what === 4) orders[side]({ quantity: 8, limit: near, reduceOnly: true })
            if (what === 5) orders[side]({ quantity: 8, reduceOnly: true })
            if (what === 6) orders[side]({ quantity: 8, stop: near, reduceOnly: true })
          },
          onOrder: (event: OrderEvent) => void events.push(event),
        })
        const data = { book: bookOf(market, Infinity, perpetual), prints: printsOf(market, Infinity, perpetual) }
        const { result, orders } = await outcome(acts as never, latencyModel, data)
        const reducing = new Set(
          orders.filter(({ reduceOnly }) => reduceOnly).map(({ clientOrderId }) => clientOrderId),
        )
        let held = 0
        for (const { clientOrderId, side, quantity } of result.fills) {
          const after = held + (side === 'buy' ? quantity : -quantity)
          if (reducing.has(clientOrderId)) {
            seen.reduced++
            expect(Math.abs(after)).toBeLessThan(Math.abs(held))
            expect(after * held).toBeGreaterThan(-1e-9)
          }
          held = Math.abs(after) < 1e-9 ? 0 : after
        }
        seen.fills += result.fills.length
        for (const id of reducing) {
          const types = events.filter((event) => event.clientOrderId === id).map(({ type }) => type)
          if (types[1] === 'OrderAccepted' && types[2] === 'OrderUpdated') seen.shrunk++
          if (types[1] === 'OrderCanceled') seen.gone++
        }
      }),
      { numRuns: 120 },
    )
    for (const count of [seen.reduced, seen.shrunk, seen.gone, seen.fills]) expect(count).toBeGreaterThan(20)
  }, 60_000)
})

const latencies: fc.Arbitrary<LatencyModel> = fc.constantFrom(
  constantLatency({ entryMs: 4, responseMs: 9 }),
  constantLatency({ entryMs: 0, responseMs: 300 }),
  sampledLatency({ seed: 3, entryMs: [0, 1, 40], responseMs: [0, 2, 300] }),
)
const plans = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 12 })

async function outcome(
  of: ReturnType<typeof strategy>,
  latencyModel: LatencyModel,
  data: object,
): Promise<{ readonly result: BacktestResult; readonly orders: BacktestResult['orders'] }> {
  const venue = depthVenue({ latencyModel })
  const result = await backtest({ strategy: of, account, fees: { taker: 0 }, venue, data: data as never }).result
  return { result, orders: result.orders }
}
