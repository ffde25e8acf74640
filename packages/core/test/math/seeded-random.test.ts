import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../src/math/index.js'

describe('SeededRandom', () => {
  it('gives the same numbers for the same seed, for ever', () => {
    const random = new SeededRandom(42)
    expect([random.nextUint32(), random.nextUint32(), random.next(), random.int(6), random.normal()])
      .toMatchInlineSnapshot(`
      [
        1863621016,
        1017473579,
        0.5821905558076595,
        5,
        -1.884701361788326,
      ]
    `)
    const named = new SeededRandom('AAPL')
    expect([named.nextUint32(), named.nextUint32(), named.next(), named.normal(), named.exponential()])
      .toMatchInlineSnapshot(`
      [
        1785880842,
        3815462115,
        0.7275210726949345,
        -1.0173705652317573,
        0.5599798775649764,
      ]
    `)
  })

  it('tells seeds apart: numbers, strings, parents and labels', () => {
    const first = [
      new SeededRandom(1),
      new SeededRandom('1'),
      new SeededRandom(1).fork('1'),
      new SeededRandom('1').fork('1'),
      new SeededRandom(1.5),
      new SeededRandom(''),
    ]
    expect(new Set(first.map((random) => random.nextUint32())).size).toBe(first.length)
    expect(new SeededRandom(-0).nextUint32()).toBe(new SeededRandom(0).nextUint32())
  })

  it('forks by label alone, whatever was drawn before', () => {
    const fresh = new SeededRandom(7)
    const used = new SeededRandom(7)
    for (let i = 0; i < 100; i++) used.normal()
    expect(used.fork('fees').next()).toBe(fresh.fork('fees').next())
    expect(fresh.fork('fees').next()).not.toBe(fresh.fork('latency').next())
  })

  it('goes on from a snapshot exactly', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(50), (seed, drawn) => {
        const random = new SeededRandom(seed)
        for (let i = 0; i < drawn; i++) random.normal()
        const copy = new SeededRandom('other')
        copy.restore(structuredClone(random.snapshot()))
        for (let i = 0; i < 5; i++) expect(copy.normal()).toBe(random.normal())
        expect(copy.fork('x').next()).toBe(random.fork('x').next())
      }),
      { numRuns: 50 },
    )
  })

  it('draws uniform numbers in [0, 1) with the moments of that distribution', () => {
    const random = new SeededRandom('uniform')
    const { mean, variance, min, max } = moments(100_000, () => random.next())
    expect(min).toBeGreaterThanOrEqual(0)
    expect(max).toBeLessThan(1)
    expect(mean).toBeCloseTo(0.5, 2)
    expect(variance).toBeCloseTo(1 / 12, 2)
  })

  it('draws normal and exponential deviates with their moments', () => {
    const random = new SeededRandom('deviates')
    const normal = moments(100_000, () => random.normal())
    expect(normal.mean).toBeCloseTo(0, 1)
    expect(normal.variance).toBeCloseTo(1, 1)
    expect(normal.max).toBeGreaterThan(3.5)
    const waiting = moments(100_000, () => random.exponential())
    expect(waiting.min).toBeGreaterThanOrEqual(0)
    expect(waiting.mean).toBeCloseTo(1, 1)
    expect(waiting.variance).toBeCloseTo(1, 1)
  })

  it('draws whole numbers without bias, checked by chi-squared over the faces of a die', () => {
    const random = new SeededRandom('die')
    const faces = Array.from({ length: 6 }, () => 0)
    for (let i = 0; i < 60_000; i++) {
      const face = random.int(6)
      faces[face] = (faces[face] ?? 0) + 1
    }
    const chiSquared = faces.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)
    expect(chiSquared).toBeLessThan(20.5) // 0.1 % point with 5 degrees of freedom
    expect(random.int(1)).toBe(0)
    expect(random.int(2 ** 32)).toBeLessThan(2 ** 32)
  })

  it.each<unknown>([NaN, Infinity, undefined, null, {}])('refuses the seed %s', (seed: unknown) => {
    expect(() => new SeededRandom(seed as never)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })

  it.each([0, -1, 1.5, NaN, 2 ** 32 + 1])('refuses to choose among %s numbers', (n: number) => {
    expect(() => new SeededRandom(1).int(n)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })
})

function moments(n: number, draw: () => number): { mean: number; variance: number; min: number; max: number } {
  const values = Array.from({ length: n }, draw)
  const mean = values.reduce((a, b) => a + b, 0) / n
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / n
  return { mean, variance, min: values.reduce((a, b) => Math.min(a, b)), max: values.reduce((a, b) => Math.max(a, b)) }
}
