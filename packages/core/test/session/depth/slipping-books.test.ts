import { describe, expect, it } from 'vitest'
import { backtest, strategy } from '../../../src/index.js'
import { book, depthVenue, linearImpact, tickSlippage } from '../../../src/session/trading.js'
import { recordedBook } from './recorded-depth.js'

describe('slippage and impact at a venue with books', () => {
  it('come on top of the levels that an order takes', async () => {
    const calm = (ts: number) => ({ ts, levels: [[1, 99.8, 7]] as const })
    let isSent = false
    const taking = strategy({
      name: 'taking',
      data: { book: book() },
      onBook({ orders }) {
        if (!isSent) orders.buy({ quantity: 6 })
        isSent = true
      },
    })
    const { fills } = await backtest({
      strategy: taking,
      data: {
        book: recordedBook([
          {
            ts: 10,
            kind: 'snapshot',
            levels: [
              [1, 99.9, 5],
              [-1, 100, 4],
              [-1, 100.5, 6],
            ],
          },
          calm(20),
          calm(30),
        ]),
      },
      account: { USD: 100_000 },
      venue: depthVenue(),
      slippage: tickSlippage(1),
      // A tenth of a percent a unit: 0.40 of 100, then 0.603 of 100.50, and a tick each.
      impact: linearImpact({ volatility: 0.01, dailyVolume: 100, coefficient: 10 }),
    }).result
    expect(fills.map(({ quantity, price }) => [quantity, price])).toEqual([
      [4, 100.41],
      [2, 101.12],
    ])
  })
})
