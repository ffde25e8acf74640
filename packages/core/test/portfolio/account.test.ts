import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument } from '../../src/market/index.js'
import { Account, moneyProduct, type Charge, type Position } from '../../src/portfolio/index.js'
import { halfEven } from './rational.js'

const SCALE = 10
const PRICE_PLACES = 2
const LOT_PLACES = 4
const RATE_PLACES = 4

const usd = { venue: 'x', quote: 'USD', tickSize: 0.01, lotSize: 0.0001 } as const
const market = [
  { ...instrument({ ...usd, symbol: 'A' }), contracts: 1n },
  { ...instrument({ ...usd, symbol: 'B', contractSize: 10 }), contracts: 10n },
]

interface Order {
  readonly index: 0 | 1
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly cents: number
  /** Hundredths of a percent of notional; below 0 a rebate. */
  readonly rate: number
}

const order: fc.Arbitrary<Order> = fc.record({
  index: fc.constantFrom(0, 1),
  side: fc.constantFrom('buy', 'sell'),
  lots: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2_000_000 })),
  cents: fc.integer({ min: 1, max: 100_000 }),
  rate: fc.constantFrom(0, 1, 10, 33, 9_999, -2, -25),
})

/** The same account with whole numbers only: lots, cents, units of 10^-10; the affordable count by asking each. */
class SlowAccount {
  cash: bigint
  readonly lots = [0, 0]

  constructor(dollars: number) {
    this.cash = BigInt(dollars) * 10n ** BigInt(SCALE)
  }

  cost({ index, cents, rate }: Order, lots: number): { readonly notional: bigint; readonly fee: bigint } {
    const units = BigInt(cents) * BigInt(lots) * (market[index]?.contracts as bigint)
    const places = PRICE_PLACES + LOT_PLACES
    const feePlaces = places + RATE_PLACES
    return {
      notional: halfEven({ numerator: units, denominator: 10n ** BigInt(places) }, SCALE),
      fee: halfEven({ numerator: units * BigInt(rate), denominator: 10n ** BigInt(feePlaces) }, SCALE),
    }
  }

  covers(order: Order, lots: number): boolean {
    const { notional, fee } = this.cost(order, lots)
    // A rebate is booked with the fill and may pay for its last lot.
    return notional + fee <= this.cash
  }

  execute(order: Order): number {
    const held = this.lots[order.index] as number
    let lots = order.side === 'sell' ? Math.min(order.lots, held) : order.lots
    if (order.side === 'buy' && !this.covers(order, lots)) {
      const { notional, fee } = this.cost(order, lots)
      // From a first guess, lot by lot.
      lots = Number((BigInt(lots) * this.cash) / (notional + fee))
      while (!this.covers(order, lots)) lots--
      while (this.covers(order, lots + 1)) lots++
    }
    const { notional, fee } = this.cost(order, lots)
    this.cash += (order.side === 'buy' ? -notional : notional) - fee
    this.lots[order.index] = held + (order.side === 'buy' ? lots : -lots)
    return lots
  }
}

describe('Account', () => {
  it('E8: equals an account of whole numbers over random fills, to the last digit, and is never overdrawn or short', () => {
    const seen = { cutBuys: 0, cutSells: 0, refused: 0, rebates: 0, ended: 0 }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.array(order, { minLength: 1, maxLength: 30 }),
        (dollars, orders) => {
          const account = new Account('USD', SCALE, dollars, market)
          const slow = new SlowAccount(dollars)
          let fees = 0n
          for (const [ts, fill] of orders.entries()) {
            const lots = slow.execute(fill)
            const { notional, fee } = slow.cost(fill, lots)
            const booked = account.execute(
              fill.index,
              ts,
              fill.side,
              fill.lots,
              fill.cents / 100,
              chargeOf(account, fill),
            )
            expect(booked === null ? 0 : booked.lots).toBe(lots)
            if (booked !== null)
              expect(booked).toMatchObject({ notional, fee, quantity: Number(`${lots}e-${LOT_PLACES}`) })
            expect(account.ledger.cash).toBe(slow.cash)
            expect(account.positions.map((position) => position.lots)).toEqual(slow.lots)
            expect(account.ledger.cash >= 0n && account.positions.every((position) => position.lots >= 0)).toBe(true)
            fees += fee
            if (lots > 0 && lots < fill.lots) seen[fill.side === 'buy' ? 'cutBuys' : 'cutSells']++
            if (lots === 0 && fill.lots > 0) seen.refused++
            if (fee < 0n) seen.rebates++
            if (booked !== null && booked.ended.length > 0) seen.ended++
          }
          expect(account.ledger.fees).toBe(fees)
        },
      ),
      { numRuns: 1_000 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true])
  })

  it('keeps equity at cash plus what is held at its last prices', () => {
    const step = fc.oneof(
      order,
      fc.record({ index: fc.constantFrom(0, 1), cents: fc.integer({ min: 1, max: 100_000 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const account = new Account('USD', SCALE, 10_000, market)
        for (const [ts, one] of steps.entries()) {
          const price = one.cents / 100
          if ('side' in one) account.execute(one.index, ts, one.side, one.lots, price, chargeOf(account, one))
          else account.mark(one.index, price)
          if (!('side' in one)) expect(account.markOf(one.index)).toBe(price)
          const held = account.positions.map(({ quantity, instrument: { contractSize }, isFlat }, i) =>
            isFlat ? 0 : quantity * contractSize * account.markOf(i),
          )
          const equity = account.ledger.cashNumber + held.reduce((sum, value) => sum + value, 0)
          expect(Math.abs(account.equity - equity)).toBeLessThanOrEqual(1e-9 * Math.max(1, equity))
          expect(account.openPositions).toBe(account.positions.filter(({ isFlat }) => !isFlat).length)
        }
      }),
    )
  })

  it('buys nothing where not even one lot is covered, and all of it where it just is', () => {
    const account = new Account('USD', 2, 10.01, [instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 1 })])
    const cent: Charge = () => 1n
    expect(account.execute(0, 1, 'buy', 1, 10.01, cent)).toBeNull()
    expect(account.ledger.cash).toBe(1_001n)
    expect(account.execute(0, 1, 'buy', 5, 5, cent)).toMatchObject({ lots: 2, notional: 1_000n, fee: 1n })
    expect([account.ledger.cash, account.equity]).toEqual([0n, 10])
    expect(account.execute(0, 1, 'buy', 1, 5, cent)).toBeNull()
  })

  it('lets a rebate pay for the end of its own purchase', () => {
    const account = new Account('USD', 2, 10, [instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 1 })])
    expect(account.execute(0, 1, 'buy', 1, 10.02, () => -1n)).toBeNull()
    expect(account.execute(0, 1, 'buy', 1, 10.01, () => -1n)).toMatchObject({ lots: 1, notional: 1_001n, fee: -1n })
    expect(account.ledger.cash).toBe(0n)
  })

  it('books nothing where less than the least is covered', () => {
    const account = new Account('USD', 2, 10, [instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 1 })])
    expect(account.execute(0, 1, 'buy', 5, 5, () => 0n, 3)).toBeNull()
    expect(account.execute(0, 1, 'buy', 5, 5, () => 0n, 2)).toMatchObject({ lots: 2 })
    expect(account.execute(0, 2, 'sell', 5, 5, () => 0n, 3)).toBeNull()
    expect(account.execute(0, 2, 'sell', 5, 5, () => 0n, 1)).toMatchObject({ lots: 2 })
  })

  it('refuses a sale whose fee neither its proceeds nor cash cover', () => {
    const account = new Account('USD', 2, 10, [instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 1 })])
    account.execute(0, 1, 'buy', 1, 10, () => 0n)
    expect(account.execute(0, 2, 'sell', 1, 0.5, () => 51n)).toBeNull()
    expect([account.ledger.cash, account.positions[0]?.lots]).toEqual([0n, 1])
    expect(account.execute(0, 3, 'sell', 1, 0.5, () => 50n)).toMatchObject({ lots: 1 })
    expect(account.ledger.cash).toBe(0n)
  })

  it('never goes short, and asks no fee for what it does not do', () => {
    const account = new Account('USD', 2, 10, [instrument({ symbol: 'A', venue: 'x', quote: 'USD', lotSize: 1 })])
    const charged: number[] = []
    const charge: Charge = (quantity) => {
      charged.push(quantity)
      return 0n
    }
    expect(account.execute(0, 1, 'sell', 3, 10, charge)).toBeNull()
    expect(account.execute(0, 1, 'buy', 0, 10, charge)).toBeNull()
    expect(charged).toEqual([])
    expect([Number.isNaN(account.markOf(0)), account.initialEquity, account.equity]).toEqual([true, 10, 10])
  })
})

function chargeOf(account: Account, { index, cents, rate }: Order): Charge {
  const { contractSize } = (account.positions[index] as Position).instrument
  return (quantity) => moneyProduct([cents / 100, quantity, contractSize, rate / 10_000], account.ledger.scale)
}
