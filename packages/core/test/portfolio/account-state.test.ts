import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { instrument } from '../../src/market/index.js'
import { cashAccount, marginAccount } from '../../src/portfolio/accounts.js'
import { Account, moneyProduct, type AccountModel, type AccountState, type Charge } from '../../src/portfolio/index.js'
import { caught } from '../caught.js'

const usdt = { venue: 'x', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 } as const
const spot = instrument({ ...usdt, symbol: 'BTC/USDT' })
const linear = instrument({ ...usdt, symbol: 'ETH/USDT:USDT', contractType: 'linear' })
const balances = { USDT: 50_000, BTC: 1 }
const rates = { BTC: 20_000 }
const leverage = 10
const other = instrument({ ...usdt, symbol: 'ETH/USDT', contractSize: 10 })
const plain: AccountModel = { open: (instruments) => new Account('USDT', 8, 500_000, instruments) }

describe('the state of an account', () => {
  const step = fc.record({
    index: fc.constantFrom(0, 1),
    isMark: fc.boolean(),
    side: fc.constantFrom('buy', 'sell' as const),
    lots: fc.integer({ min: 1, max: 3_000 }),
    cents: fc.integer({ min: 1_500_000, max: 2_500_000 }),
  })

  for (const [what, model, instruments] of [
    ['plain', plain, [spot, other]],
    ['cash', cashAccount({ balances, rates }), [spot]],
    ['cross', marginAccount({ balances, rates, leverage }), [spot, linear]],
    ['isolated', marginAccount({ balances, rates, leverage, marginMode: 'isolated' }), [linear]],
    ['hedge', marginAccount({ balances, rates, leverage, positionMode: 'hedge' }), [linear]],
  ] as const) {
    it(`goes on, cloned, as if nothing had been between: ${what}`, () => {
      let open = 0
      fc.assert(
        fc.property(fc.array(step, { minLength: 2, maxLength: 30, size: 'max' }), fc.nat(29), (steps, at) => {
          const whole = model.open(instruments)
          let parted = model.open(instruments)
          for (const [ts, { index: wanted, isMark, side, lots, cents }] of steps.entries()) {
            if (ts === at % steps.length) {
              const state = structuredClone(parted.snapshot?.()) as AccountState
              parted = model.open(instruments)
              // Into an account that already has a past.
              parted.execute(0, 0, 'buy', 1, 20_000, fee)
              parted.restore?.(state)
              open += parted.openPositions
            }
            const index = Math.min(wanted, instruments.length - 1)
            const told = [whole, parted].map((account) => {
              if (isMark) account.mark(index, cents / 100)
              const booked = isMark ? null : account.execute(index, ts, side, lots, cents / 100, fee)
              const { equity, marginUsed, feesPaid, positions } = account
              const views = positions.map(({ quantity, avgPrice, unrealizedPnl, liquidationPrice }) => [
                quantity,
                avgPrice,
                unrealizedPnl,
                liquidationPrice,
              ])
              const open = positions.map((position) => position.openTrips(20_000))
              return [booked, account.balances(), equity, marginUsed, feesPaid, views, open]
            })
            expect(told[1]).toEqual(told[0])
          }
        }),
        { numRuns: 100 },
      )
      expect(open).toBeGreaterThan(20)
    })
  }

  it('is refused where it belongs to another account or version', () => {
    const state = marginAccount({ balances, rates, leverage }).open([spot, linear]).snapshot?.() as AccountState
    const others: readonly AccountModel[] = [
      marginAccount({ balances: { USDT: 1 }, leverage }),
      marginAccount({ balances, rates, positionMode: 'hedge' }),
    ]
    for (const other of others) {
      const account = other.open([linear])
      expect(
        isTapelineError(
          caught(() => account.restore?.(state)),
          'SNAPSHOT_MISMATCH',
        ),
      ).toBe(true)
    }
    const [one, two] = [plain.open([spot]), plain.open([spot, other])]
    for (const [from, to] of [
      [one, two],
      [one, cashAccount({ balances: { USDT: 1 } }).open([spot])],
      [cashAccount({ balances: { USDT: 1 } }).open([spot]), one],
    ] as const) {
      const taken = from.snapshot?.() as AccountState
      expect(
        isTapelineError(
          caught(() => to.restore?.(taken)),
          'SNAPSHOT_MISMATCH',
        ),
      ).toBe(true)
    }
    const same = marginAccount({ balances, rates, leverage }).open([spot, linear])
    expect(
      isTapelineError(
        caught(() => same.restore?.({ ...state, version: 2 })),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
  })
})

const fee: Charge = (quantity, scale) => moneyProduct([quantity, 20], scale)
