import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument } from '../../src/market/index.js'
import { Account, moneyProduct, moneyToNumber, Position, roundTrip } from '../../src/portfolio/index.js'

const perpetual = instrument({ symbol: 'BTC', venue: 'x', quote: 'USD', lotSize: 0.001, contractSize: 10 })
const SCALE = 8

describe('a trade from flat to flat', () => {
  it('tells its average prices, profit after fees, and return on what was paid', () => {
    const position = new Position(perpetual)
    position.apply(1, 'buy', 100, 100, money(100), money(0.1))
    position.apply(2, 'buy', 300, 108, money(324), money(0.3))
    position.apply(3, 'sell', 200, 120, money(240), money(0.2))
    const ended = position.apply(4, 'sell', 200, 110, money(220), money(0.2))
    expect(ended === null ? null : roundTrip(ended, perpetual, SCALE, { ts: 4 })).toEqual({
      instrumentId: 'BTC@x',
      side: 'long',
      entryTs: 1,
      exitTs: 4,
      quantity: 0.4,
      entryPrice: 106,
      exitPrice: 115,
      pnl: 35.2,
      fees: 0.8,
      returnOnCost: 35.2 / 424,
    })
  })

  it('wins for a short where the price falls', () => {
    const position = new Position(perpetual)
    position.apply(1, 'sell', 100, 100, money(100), money(1))
    const ended = position.apply(2, 'buy', 100, 90, money(90), money(1))
    expect(ended === null ? null : roundTrip(ended, perpetual, SCALE, { ts: 2 })).toMatchObject({
      side: 'short',
      pnl: 8,
      fees: 2,
    })
  })

  it('is marked where it is still open, what was sold at its price', () => {
    const position = new Position(perpetual)
    position.apply(1, 'buy', 400, 100, money(400), money(1))
    position.apply(2, 'sell', 100, 120, money(120), money(1))
    const open = position.openTrip()
    expect(open === null ? null : roundTrip(open, perpetual, SCALE, { markPrice: 110 })).toMatchObject({
      exitTs: null,
      quantity: 0.4,
      entryPrice: 100,
      exitPrice: 112.5,
      pnl: 48,
      fees: 2,
    })
  })

  it('E8: over all trades, earns what the account has more than at the start', () => {
    const fill = fc.record({
      side: fc.constantFrom('buy', 'sell' as const),
      lots: fc.integer({ min: 1, max: 400 }),
      cents: fc.integer({ min: 5_000, max: 15_000 }),
    })
    let trips = 0
    fc.assert(
      fc.property(fc.array(fill, { minLength: 2, maxLength: 40, size: 'max' }), (fills) => {
        const account = new Account('USD', SCALE, 1_000_000, [perpetual])
        let earned = 0
        const execute = (ts: number, side: 'buy' | 'sell', lots: number, price: number): void => {
          const charge = (quantity: number): bigint => moneyProduct([price, quantity, 10, 0.001], SCALE)
          const ended = account.execute(0, ts, side, lots, price, charge)?.ended[0]
          if (ended === undefined) return
          earned += ended.pnl
          trips++
        }
        fills.forEach(({ side, lots, cents }, ts) => execute(ts, side, lots, cents / 100))
        execute(fills.length, 'sell', Number.MAX_SAFE_INTEGER, 100)
        const gained = moneyToNumber(account.ledger.cash, SCALE) - account.initialEquity
        expect(Math.abs(earned - gained)).toBeLessThan(1e-6)
      }),
      { numRuns: 500 },
    )
    expect(trips).toBeGreaterThan(200)
  })
})

function money(value: number): bigint {
  return BigInt(Math.round(value * 100)) * 10n ** BigInt(SCALE - 2)
}
