import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { Ledger } from '../../src/portfolio/index.js'
import { caught } from '../caught.js'

describe('Ledger', () => {
  it('E8: holds the sum of its bookings to the last digit, and tells fees apart', () => {
    const booking = fc.record({
      amount: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      reason: fc.constantFrom('deposit', 'trade', 'fee' as const),
    })
    fc.assert(
      fc.property(fc.array(booking), (bookings) => {
        const ledger = new Ledger('USD', 8)
        for (const { amount, reason } of bookings) ledger.book(amount, reason)
        const sum = (amounts: readonly { readonly amount: bigint }[]): bigint =>
          amounts.reduce((total, { amount }) => total + amount, 0n)
        expect(ledger.cash).toBe(sum(bookings))
        expect(ledger.fees).toBe(-sum(bookings.filter(({ reason }) => reason === 'fee')))
        expect(ledger.cashNumber === Number(`${ledger.cash}e-8`)).toBe(true)
      }),
    )
  })

  it('pays to the last unit and not one more', () => {
    const ledger = new Ledger('USD', 2)
    ledger.book(1_000n, 'deposit')
    const error = caught(() => ledger.spend(1_001n, 'trade'))
    expect(isTapelineError(error, 'LEDGER_OVERDRAWN')).toBe(true)
    expect(String(error)).toContain('USD ledger: 10.01 was to be paid from 10.00.')
    expect(ledger.cash).toBe(1_000n)
    ledger.spend(1_000n, 'trade')
    expect([ledger.cash, ledger.toText(), ledger.cashNumber]).toEqual([0n, '0.00', 0])
  })

  it('counts a rebate as a negative fee', () => {
    const ledger = new Ledger('USD', 2)
    ledger.book(-30n, 'fee')
    ledger.book(50n, 'fee')
    expect([ledger.fees, ledger.cash]).toEqual([-20n, 20n])
  })
})
