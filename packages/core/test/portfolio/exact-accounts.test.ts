import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument, type Instrument } from '../../src/market/index.js'
import { cashAccount, marginAccount } from '../../src/portfolio/accounts.js'
import { moneyProduct, moneyRatio, type Charge, type TradingAccount } from '../../src/portfolio/index.js'
import { FakeHost } from './fake-host.js'
import { SlowAccount, type SlowFill } from './slow-account.js'

const usdt = { venue: 'x', quote: 'USDT', tickSize: 0.01 } as const
const spot = instrument({ ...usdt, symbol: 'BTC/USDT', lotSize: 0.001 })
const linear = instrument({ ...usdt, symbol: 'ETH/USDT:USDT', lotSize: 0.01, contractType: 'linear', contractSize: 10 })
const inverse = instrument({
  symbol: 'BTC/USD:BTC',
  venue: 'x',
  quote: 'USD',
  settle: 'BTC',
  contractType: 'inverse',
  contractSize: 100,
  lotSize: 1,
  tickSize: 0.1,
})
const cfd = instrument({
  symbol: 'XAU/USD',
  venue: 'x',
  quote: 'USD',
  settle: 'USDT',
  contractType: 'cfd',
  contractSize: 100,
  lotSize: 0.01,
  tickSize: 0.01,
})
const all: readonly Instrument[] = [spot, linear, inverse, cfd]
const contracts: readonly Instrument[] = [linear, inverse, cfd]
const deposits = { USDT: 1e9, BTC: 10_000, BNB: 1e6 }
const given = { BTC: 50_000, BNB: 300, USD: 0.999 }
const FUNDING_EVERY = 5

interface Step {
  readonly index: number
  readonly isMark: boolean
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly cents: number
  readonly feeRate: number
  readonly isOtherLeg: boolean
  readonly waits: number
}

const step = (count: number): fc.Arbitrary<Step> =>
  fc.record({
    index: fc.integer({ min: 0, max: count - 1 }),
    isMark: fc.boolean(),
    side: fc.constantFrom('buy', 'sell'),
    lots: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3_000 })),
    cents: fc.integer({ min: 1_000_000, max: 9_000_000 }),
    feeRate: fc.constantFrom(0, 0.001, 0.00075, -0.0001, 0.0003),
    isOtherLeg: fc.boolean(),
    waits: fc.integer({ min: 0, max: 3 }),
  })

describe('accounts of several currencies', () => {
  for (const [what, instruments, feeCurrency, isHedge] of [
    ['net, all kinds, fees where profit is booked', all, null, false],
    ['net, all kinds, fees in a third asset', all, 'BNB', false],
    ['hedge, contracts', contracts, null, true],
    ['hedge, contracts, fees in a third asset', contracts, 'BNB', true],
    ['spot, fees in base', [spot], 'base', false],
  ] as const) {
    it(`E8: equal exact fractions to the last digit over random fills, marks and funding: ${what}`, () => {
      const seen = { flips: 0, rebates: 0, ended: 0, partialCloses: 0, funded: 0, fundedAtFill: 0 }
      let dust = 0
      fc.assert(
        fc.property(fc.array(step(instruments.length), { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
          const funding = instruments.flatMap(({ id, contractType }) =>
            contractType === 'spot'
              ? []
              : Array.from({ length: 20 }, (_, i) => ({
                  instrumentId: id,
                  fundingTime: i * FUNDING_EVERY,
                  rate: ((i % 7) - 3) / 10_000,
                  markPrice: 20_000 + i,
                })),
          )
          funding.sort((a, b) => a.fundingTime - b.fundingTime)
          const model = marginAccount({
            balances: deposits,
            rates: given,
            leverage: 1_000,
            maintenanceRate: 0,
            positionMode: isHedge ? 'hedge' : 'net',
            funding,
          })
          const account = model.open(instruments)
          const host = new FakeHost(feeCurrency)
          account.begin?.(host)
          const scales = new Map(Object.entries(account.balances()).map(([name, text]) => [name, placesOf(text)]))
          const slow: SlowAccount = new SlowAccount(instruments, deposits, scales, (name) =>
            rateOf(name, instruments, slow.marks),
          )
          let settled = 0
          const legsOf = isHedge ? (['long', 'short'] as const) : ([null] as const)
          let ts = 0
          let lastFill = -1
          const settleBefore = (now: number): void => {
            for (; settled < funding.length && (funding[settled]?.fundingTime ?? 0) < now; settled++) {
              const { instrumentId, rate, markPrice, fundingTime } = funding[settled] as (typeof funding)[number]
              const index = instruments.findIndex(({ id }) => id === instrumentId)
              for (const leg of legsOf) {
                if (slow.position(index, leg).lots !== 0n) seen.funded++
                if (slow.position(index, leg).lots !== 0n && fundingTime === lastFill) seen.fundedAtFill++
                slow.fund(index, leg, rate, markPrice)
              }
            }
          }
          for (const { index, isMark, side, lots, cents, feeRate, isOtherLeg, waits } of steps) {
            ts += waits
            settleBefore(ts)
            host.moveTo(ts)
            const price = cents / 100
            slow.marks[index] = price
            if (isMark) {
              account.mark(index, price)
              compare(account, slow)
              continue
            }
            const own = side === 'buy' ? 'long' : 'short'
            const leg = isHedge ? (isOtherLeg ? (own === 'long' ? 'short' : 'long') : own) : null
            const before = slow.position(index, leg).lots
            const fill: SlowFill = { index, side, lots, price, feeRate, leg }
            const paidIn = feeOf(instruments[index] as Instrument, feeCurrency)
            const isRefused = isHedge && isOtherLeg && before === 0n
            const ended = isRefused ? false : slow.fill(fill, paidIn).ended
            const booked = account.execute(index, ts, side, lots, price, chargeOf(instruments, fill), 1, leg)
            account.mark(index, price)
            expect(booked === null).toBe(isRefused)
            if (booked !== null) expect([index, booked.ended.length > 0]).toEqual([index, ended])
            compare(account, slow)
            const after = slow.position(index, leg).lots
            if (before * after < 0n) seen.flips++
            if (feeRate < 0) seen.rebates++
            if (ended) seen.ended++
            if (before * after > 0n && abs(after) < abs(before)) seen.partialCloses++
            if (booked !== null) lastFill = ts
            if (ended && account.positions[index]?.isFlat === true && feeCurrency === 'base') dust++
          }
        }),
        { numRuns: 150 },
      )
      if (isHedge) expect(seen.flips).toBe(0)
      else expect(seen.flips).toBeGreaterThan(50)
      expect(seen.rebates).toBeGreaterThan(50)
      expect(seen.ended).toBeGreaterThan(20)
      expect(seen.partialCloses).toBeGreaterThan(50)
      if (feeCurrency === 'base') expect(dust).toBeGreaterThan(10)
      else expect([seen.funded > 200, seen.fundedAtFill > 20]).toEqual([true, true])
    })
  }

  it('E8: pay no more than there is in any currency where nothing may be owed', () => {
    const seen = { cut: 0, refused: 0, whole: 0 }
    fc.assert(
      fc.property(
        fc.array(step(1), { minLength: 1, maxLength: 25, size: 'max' }),
        fc.constantFrom(null, 'base', 'BNB'),
        (steps, feeCurrency) => {
          const balances = { USDT: 20_000, BTC: 0.3, BNB: 0.02 }
          const account = cashAccount({ balances, rates: given }).open([spot])
          account.begin?.(new FakeHost(feeCurrency))
          const before = { ...account.balances() }
          for (const [ts, { side, lots, cents, feeRate }] of steps.entries()) {
            const fill = { index: 0, side, lots, price: cents / 100, feeRate, leg: null }
            const booked = account.execute(0, ts, side, lots, cents / 100, chargeOf([spot], fill))
            if (booked === null) seen.refused++
            else seen[booked.lots < lots ? 'cut' : 'whole']++
            for (const text of Object.values(account.balances())) expect(text.startsWith('-')).toBe(false)
            if (booked === null || booked.lots === lots) continue
            // One lot more would not have been covered: a second fill of it is refused.
            expect(account.execute(0, ts, side, 1, cents / 100, chargeOf([spot], fill))).toBeNull()
          }
          expect(Object.keys(account.balances())).toEqual(Object.keys(before))
        },
      ),
      { numRuns: 300 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times > 50]).toEqual([what, true])
  })
})

function compare(account: TradingAccount, slow: SlowAccount): void {
  const exact = Object.fromEntries(
    Object.entries(account.balances()).map(([name, text]) => [name, BigInt(text.replace('.', ''))]),
  )
  expect(exact).toEqual(Object.fromEntries(slow.cash))
  const equity = slow.equity()
  expect(Math.abs(account.equity - equity)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(equity)))
}

/** The shortest way to USDT: BTC by spot, USD by the inverse contract and spot; what is given until then. */
function rateOf(name: string, instruments: readonly Instrument[], marks: readonly (number | null)[]): number {
  const mark = (one: Instrument): number | null => marks[instruments.indexOf(one)] ?? null
  const btc = mark(spot) ?? given.BTC
  if (name === 'USDT') return 1
  if (name === 'BTC') return btc
  if (name === 'BNB') return given.BNB
  const btcUsd = mark(inverse)
  return btcUsd === null || mark(spot) === null ? given.USD : (1 / btcUsd) * btc
}

function feeOf({ base, settle }: Instrument, feeCurrency: string | null): string {
  return feeCurrency === null ? settle : feeCurrency === 'base' ? base : feeCurrency
}

function chargeOf(instruments: readonly Instrument[], { index, price, feeRate }: SlowFill): Charge {
  const { contractSize } = instruments[index] as Instrument
  return (quantity, scale, value) =>
    value === undefined
      ? moneyProduct([price, quantity, contractSize, feeRate], scale)
      : moneyRatio([...value.times, feeRate], value.per, scale)
}

function placesOf(text: string): number {
  return text.length - text.indexOf('.') - 1
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
