import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { percentFees, type PercentFees } from '../../src/simulator/index.js'
import { caught } from '../caught.js'
import { halfEven } from '../portfolio/rational.js'

const basis = { price: 100, quantity: 2, contractSize: 1, scale: 8 } as const

describe('percentFees', () => {
  it('E8: charges the exact fraction of price x quantity x contract size, rounded once, half to even', () => {
    const whole = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(
        whole,
        whole,
        fc.constantFrom(1, 10, 100),
        fc.integer({ min: -9_999, max: 9_999 }),
        fc.nat(12),
        (cents, lots, contractSize, rate, scale) => {
          const model = percentFees({ taker: rate / 10_000 })
          const fee = model.charge({
            liquidity: 'taker',
            price: cents / 100,
            quantity: lots / 1_000,
            contractSize,
            scale,
          })
          const numerator = BigInt(cents) * BigInt(lots) * BigInt(contractSize) * BigInt(rate)
          expect(fee).toBe(halfEven({ numerator, denominator: 10n ** 9n }, scale))
        },
      ),
    )
    // Half a cent of 0.01 x 0.5 goes to even: 0.00, that of 0.03 to 0.02.
    const half = percentFees({ taker: 0.5 })
    const feeOf = (price: number): bigint =>
      half.charge({ liquidity: 'taker', price, quantity: 1, contractSize: 1, scale: 2 })
    expect([0.01, 0.03, 0.05].map(feeOf)).toEqual([0n, 2n, 2n])
  })

  it('tells makers from takers; a maker pays as a taker unless said; negative is a rebate', () => {
    const fees = percentFees({ maker: -0.0001, taker: 0.0005 })
    expect(fees.charge({ ...basis, liquidity: 'maker' })).toBe(-2_000_000n)
    expect(fees.charge({ ...basis, liquidity: 'taker' })).toBe(10_000_000n)
    expect(percentFees({ taker: 0.001 }).charge({ ...basis, liquidity: 'maker' })).toBe(20_000_000n)
    expect(percentFees({}).charge({ ...basis, liquidity: 'taker' })).toBe(0n)
  })

  it('keeps a reserve for the worst of both, never a negative one', () => {
    const rates: [PercentFees, number][] = [
      [{ maker: 0.002, taker: 0.001 }, 0.002],
      [{ maker: -0.001, taker: 0.001 }, 0.001],
      [{ taker: -0.001 }, 0],
      [{}, 0],
    ]
    for (const [fees, worst] of rates) expect(percentFees(fees).worstRate).toBe(worst)
  })

  it('introduces itself in percent, without binary noise', () => {
    expect(percentFees({ maker: -0.0001, taker: 0.0007 }).description).toBe(
      'maker -0.01 %, taker 0.07 % of notional, rounded half to even',
    )
  })

  it('refuses rates that are no fractions, and misspelt ones rather than trade for free', () => {
    for (const taker of [1, -1, 10, NaN, Infinity, '0.001' as unknown as number]) {
      const error = caught(() => percentFees({ taker }))
      expect(isTapelineError(error, 'BAD_PARAMETER') && error.details).toMatchObject({
        parameter: 'taker',
        value: taker,
      })
    }
    expect(
      isTapelineError(
        caught(() => percentFees({ maker: 2 })),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
    expect(
      isTapelineError(
        caught(() => percentFees({ takr: 0.001 } as PercentFees)),
        'UNKNOWN_PARAMETER',
      ),
    ).toBe(true)
  })
})
