import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BookSide } from '../../src/book/book-side.js'

/** Levels in a map, sorted each time. */
class SlowSide {
  private readonly sizes = new Map<number, number>()

  set(rank: number, size: number): number {
    const before = this.sizes.get(rank) ?? 0
    if (size === 0) this.sizes.delete(rank)
    else this.sizes.set(rank, size)
    return before
  }

  sizeAt(rank: number): number {
    return this.sizes.get(rank) ?? 0
  }

  levels(): [number, number][] {
    return [...this.sizes].sort((a, b) => a[0] - b[0])
  }
}

function levels(side: BookSide): [number, number][] {
  const out: [number, number][] = []
  side.each((rank, size) => out.push([rank, size]) > 0)
  return out
}

describe('a side of a book', () => {
  it.each([
    ['ticks next to each other', 1, 1],
    ['pages with a level each', 8, -1],
    ['ticks far from each other', 4_001, 1],
    ['ranks below zero beyond 2^31', 2 ** 33 + 3, -1],
    ['ranks beyond 2^31 in neighbouring pages', 9, -1, 2 ** 50],
  ])('equals a map while levels come, go and come again: %s', (_, spread, sign, origin = 0) => {
    const seen = { gone: 0, again: 0, emptied: 0 }
    const place = fc.nat(400).map((at) => sign * (origin + (at + 1) * spread))
    // Phases in which most levels come, or most go, so that pages empty and are put to use again.
    const phase = fc.record({ places: fc.array(place, { maxLength: 250, size: 'max' }), goes: fc.nat(4) })
    fc.assert(
      fc.property(fc.array(phase, { maxLength: 8, size: 'max' }), (phases) => {
        const side = new BookSide()
        const slow = new SlowSide()
        const had = new Set<number>()
        for (const { places, goes } of phases) {
          for (const [n, rank] of places.entries()) {
            const size = n % 4 < goes ? 0 : n + 1
            const before = slow.set(rank, size)
            if (side.set(rank, size) !== before) expect.fail(`another size stood at ${rank} than ${before}`)
            if (size === 0 && before !== 0) seen.gone++
            if (size !== 0 && before === 0 && had.has(rank)) seen.again++
            had.add(rank)
          }
          const wanted = slow.levels()
          if (wanted.length === 0) seen.emptied++
          expect(levels(side)).toEqual(wanted)
          expect([side.count, side.bestRank, side.bestSize, side.worstRank]).toEqual([
            wanted.length,
            wanted[0]?.[0] ?? NaN,
            wanted[0]?.[1] ?? 0,
            wanted.at(-1)?.[0] ?? NaN,
          ])
          expect([...had].map((rank) => side.sizeAt(rank))).toEqual([...had].map((rank) => slow.sizeAt(rank)))
        }
      }),
      { numRuns: 30 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5)
  })

  it('B5: places that were left long ago take no memory, whichever end they were at', () => {
    const side = new BookSide()
    const kept: number[] = []
    for (let n = 0; n < 200_000; n++) {
      const rank = ((n * 7_919) % 1_000_003) * 17
      side.set(rank, 1)
      kept.push(rank)
      if (kept.length > 40) side.set(kept.shift() as number, 0)
    }
    expect(levels(side).map(([rank]) => rank)).toEqual(kept.sort((a, b) => a - b))
    expect((Reflect.get(side, 'keys') as Float64Array).length).toBeLessThanOrEqual(256)
  })

  it('B5: the worst of 3,000 levels is found again and again as it is taken away', () => {
    const side = new BookSide()
    for (let n = 1; n <= 3_000; n++) side.set(n * 100, n)
    for (let n = 3_000; n >= 1; n--) {
      expect(side.worstRank).toBe(n * 100)
      side.set(n * 100, 0)
    }
    expect([side.count, side.worstRank, side.bestRank]).toEqual([0, NaN, NaN])
  })
})
