import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PairMomentsWindow } from '../../src/window/index.js'

const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9, 0) },
)

describe('PairMomentsWindow', () => {
  it('gives the deviations and products of its window, whatever went through it', () => {
    let turns = 0
    const pairs = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 80, size: 'max' })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), pairs, (length, all) => {
        const moments = new PairMomentsWindow(length)
        all.forEach(([x, y], i) => {
          if (i >= length) {
            moments.include(1e15, -7)
            moments.include(x, y)
            const window = all.slice(i - length, i + 1)
            const [squaresX, squaresY, products] = slow(window)
            const sizeX = Math.max(...window.map((pair) => Math.abs(pair[0])))
            const sizeY = Math.max(...window.map((pair) => Math.abs(pair[1])))
            near(moments.squaresX, squaresX, 1e-28 * sizeX * sizeX * window.length)
            near(moments.squaresY, squaresY, 1e-28 * sizeY * sizeY * window.length)
            near(moments.products, products, 1e-14 * Math.sqrt(squaresX * squaresY) + 1e-28 * sizeX * sizeY * length)
            if (window.every((pair) => pair[0] === x)) expect([moments.squaresX, moments.products + 0]).toEqual([0, 0])
            if (length > 0 && i % length === 0) turns++
          }
          moments.push(x, y)
        })
      }),
      { seed: 6, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(500)
  })

  it('C7: a wild print leaves nothing behind once it has left', () => {
    const moments = new PairMomentsWindow(20)
    for (let i = 0; i < 50; i++) moments.push(i % 7 === 0 ? 1e12 : i, i % 5 === 0 ? -1e12 : i)
    for (let i = 0; i < 20; i++) moments.push(0.1, i)
    moments.include(0.1, 20)
    expect([moments.squaresX, moments.products + 0, moments.squaresY]).toEqual([0, 0, 770])
  })
})

/** Two passes: the means, then the sums of deviations from them. */
function slow(window: readonly (readonly [number, number])[]): [number, number, number] {
  const mean = (at: 0 | 1): number => {
    const first = window[0]?.[at] as number
    return first + window.reduce((sum, pair) => sum + (pair[at] - first), 0) / window.length
  }
  const [meanX, meanY] = [mean(0), mean(1)]
  return window.reduce<[number, number, number]>(
    ([xx, yy, xy], [x, y]) => [xx + (x - meanX) ** 2, yy + (y - meanY) ** 2, xy + (x - meanX) * (y - meanY)],
    [0, 0, 0],
  )
}

function near(ours: number, theirs: number, floor: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-9 * Math.abs(theirs) + floor)
}
