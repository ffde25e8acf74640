import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thinOut } from '../../../src/report/tear-sheet/thin-out.js'

describe('thinning a curve out', () => {
  it('keeps lowest and highest of each column, in the order of time', () => {
    const ts = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    const values = [5, 9, 1, 5, 5, 2, 3, 8, 4]
    expect(thinOut({ length: 9, ts, values }, 0, 8, 2)).toEqual({ ts: [1, 2, 5, 7], value: [9, 1, 2, 8] })
  })

  it('never loses an extreme, never grows, never goes back, for any curve', () => {
    const sample = fc.record({ gap: fc.nat(50), value: fc.double({ min: -1e6, max: 1e6 }) })
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (samples, columns) => {
          let now = 0
          const ts = samples.map(({ gap }) => (now += gap))
          const values = samples.map(({ value }) => value)
          const finite = values.filter((value) => !Number.isNaN(value))
          const thin = thinOut({ length: ts.length, ts, values }, ts[0] as number, now, columns)
          expect(thin.value.length).toBeLessThanOrEqual(2 * columns)
          expect(Math.min(...thin.value)).toBe(Math.min(...finite))
          expect(Math.max(...thin.value)).toBe(Math.max(...finite))
          expect([...thin.ts].sort((a, b) => a - b)).toEqual(thin.ts)
        },
      ),
    )
  })

  it('leaves out what lies outside the period or is not finite', () => {
    expect(thinOut({ length: 4, ts: [0, 1, 2, 3], values: [1, NaN, 3, 4] }, 1, 2, 10)).toEqual({ ts: [2], value: [3] })
  })
})
