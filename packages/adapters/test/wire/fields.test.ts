/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idText } from '../../src/wire/fields.js'

describe('an id as text', () => {
  it('is that of the number, whatever its length', () => {
    const lengths = new Set<number>()
    const id = fc.tuple(fc.maxSafeNat(), fc.nat(15)).map(([id, places]) => Math.floor(id / 10 ** places))
    fc.assert(
      fc.property(id, (number) => {
        expect(idText('id', number)).toBe(String(number))
        lengths.add(String(number).length)
      }),
      { numRuns: 2000 },
    )
    expect(lengths.size).toBe(16)
    for (const number of [0, 999_999_999, 1e9, 1e9 + 1, 2e9 - 1, 1e15, Number.MAX_SAFE_INTEGER])
      expect(idText('id', number)).toBe(String(number))
  })

  it.each([-1, 1.5, 2 ** 53, NaN, '7', null])('%s is none', (value) => {
    let refusal: unknown = null
    try {
      idText('id', value)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toMatchObject({ reason: 'bad_id', field: 'id' })
  })
})
