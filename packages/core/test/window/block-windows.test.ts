import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlockSum, DelayLine } from '../../src/window/index.js'

const numbers = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: 0, max: 1000, noNaN: true }) },
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1e12, 1e-9) },
  ),
  { minLength: 1, maxLength: 120, size: 'max' },
)

describe('BlockSum', () => {
  it('is the sum of its window and the newest number, exactly 0 where all of them are', () => {
    let turns = 0
    let zeros = 0
    fc.assert(
      fc.property(fc.nat({ max: 9 }), numbers, (length, stream) => {
        const sum = new BlockSum(length)
        stream.forEach((x, i) => {
          const window = [...stream.slice(Math.max(0, i - length), i), x]
          const expected = window.reduce((all, y) => all + y, 0)
          sum.including(1e15)
          expect(Math.abs(sum.including(x) - expected)).toBeLessThanOrEqual(4e-15 * expected)
          if (expected === 0 && i > length) zeros++
          if (length > 0 && i > 0 && i % length === 0) turns++
          sum.push(x)
        })
      }),
      { seed: 1, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(500)
    expect(zeros).toBeGreaterThan(500)
  })

  it('loses nothing of small numbers beside a large one, wherever in a block that stands', () => {
    const length = 64
    const worst = { alone: 0, beside: 0 }
    for (let place = 0; place < 2 * length; place++) {
      const sum = new BlockSum(length)
      for (let i = 0; i < 3 * length; i++) {
        const isInside = i > place && i <= place + length
        const exact = 1 + Math.min(i, length) - (isInside ? 1 : 0)
        const apart = sum.including(1) - (isInside ? 2 ** 53 : 0) - exact
        worst[isInside ? 'beside' : 'alone'] = Math.max(worst[isInside ? 'beside' : 'alone'], Math.abs(apart))
        sum.push(i === place ? 2 ** 53 : 1)
      }
    }
    // Two ulps of the large number, each of them 2.
    expect(worst.alone).toBe(0)
    expect(worst.beside).toBeLessThanOrEqual(4)
  })

  it('C7: zeros after a print of 1e12 sum to exactly 0', () => {
    const sum = new BlockSum(20)
    for (let i = 0; i < 50; i++) sum.push(i % 7 === 0 ? 1e12 : i / 10)
    for (let i = 0; i < 20; i++) sum.push(0)
    expect(sum.including(0)).toBe(0)
  })
})

describe('DelayLine', () => {
  it('gives back each number when as many have come after it, and nothing before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), numbers, (length, stream) => {
        const line = new DelayLine(length)
        stream.forEach((x, i) => {
          expect(line.oldest).toBe(i < length ? NaN : stream[i - length])
          line.push(x)
        })
      }),
      { seed: 2, numRuns: 200 },
    )
  })
})
