import { describe, expect, it } from 'vitest'
import { backtest, strategy } from '../../../src/index.js'
import { book, depthVenue, marginAccount } from '../../../src/session/trading.js'
import { perpetual } from '../margin-run.js'
import { recordedBook, type BookMessage } from './recorded-depth.js'

describe('orders that only reduce, in hedge mode on a book', () => {
  it('are cut to the position that their side closes, not to the net of both', async () => {
    const calm = (ts: number): BookMessage => ({ ts, levels: [[1, 99, 50]] })
    let step = 0
    const tested = strategy({
      name: 'tested',
      data: { book: book() },
      onBook({ orders }) {
        step++
        if (step === 1) {
          orders.buy({ quantity: 5 })
          orders.sell({ quantity: 2 })
        }
        if (step === 3) orders.sell({ quantity: 9, reduceOnly: true })
      },
    })
    const { orders } = await backtest({
      strategy: tested,
      data: {
        book: recordedBook(
          [
            {
              ts: 10,
              kind: 'snapshot',
              levels: [
                [1, 99, 50],
                [-1, 100, 50],
              ],
            },
            ...[20, 30, 40, 50].map(calm),
          ],
          Infinity,
          perpetual,
        ),
      },
      account: marginAccount({ balances: { USD: 100_000 }, positionMode: 'hedge' }),
      venue: depthVenue(),
    }).result
    expect(orders[2]).toMatchObject({ positionSide: 'long', quantity: 5, filledQty: 5, status: 'filled' })
  })
})
