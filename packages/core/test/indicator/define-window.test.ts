import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import { defineWindow } from '../../src/indicator/kit.js'

/** Sizes as the digits of a number: a join that is not the same the other way round. */
const digits = defineWindow({
  name: 'digits',
  tells: 'The sizes in their order.',
  unit: 'count',
  of: (_, size) => size,
  join: (earlier, later) => Number(`${earlier}${later}`),
})

describe('defineWindow', () => {
  it('joins the ticks of the window in their order, as they enter and leave', () => {
    const live = digits.create({ t1: 3, t2: 1 })
    const seen = [1, 2, 3, 4, 5, 6].map((size, i) => live.update(i * 1000, 7, size))
    expect(seen).toEqual([NaN, 1, 12, 23, 34, 45])
    expect([live.advance(6000), live.advance(7500), live.advance(9000)]).toEqual([56, 6, NaN])
  })

  it('puts late ticks where they belong, wherever in the window that is, and leaves out those beyond `lateness`', () => {
    const live = digits.create({ t1: 100, lateness: 50 })
    for (const [ts, size] of [
      [10_000, 1],
      [20_000, 3],
      [30_000, 5],
      [20_000, 4],
      [15_000, 2],
      [9000, 0],
      [-20_001, 9],
    ] as const)
      live.update(ts, 7, size)
    expect([live.value, live.get('value'), live.late, live.reordered]).toEqual([12345, 12345, 1, 3])
    expect(live.advance(109_500)).toBe(12345)
    expect(live.update(109_600, 7, 6)).toBe(123456)
    expect([live.update(70_000, 7, 8), live.late]).toEqual([1234586, 1])
    expect([live.advance(119_000), live.advance(125_000)]).toEqual([34586, 586])
  })

  it('goes on from a snapshot, late ticks included, and is itself in a chunk of rows', () => {
    const rows = { ts: [1, 5, 3, 9, 8, 2, 12], size: [1, 3, 2, 5, 4, 9, 6] }
    const whole = digits.create({ t1: 0.006, lateness: 0.003 })
    const seen = rows.ts.map((ts, i) => whole.update(ts, 7, rows.size[i]))
    expect(seen).toEqual([1, 13, 123, 35, 345, 345, 456])
    const first = digits.create({ t1: 0.006, lateness: 0.003 })
    rows.ts.slice(0, 4).forEach((ts, i) => first.update(ts, 7, rows.size[i]))
    const second = digits.create({ t1: 0.006, lateness: 0.003 })
    second.restore(structuredClone(first.snapshot()))
    expect(rows.ts.slice(4).map((ts, i) => second.update(ts, 7, rows.size[i + 4]))).toEqual(seen.slice(4))
    const { value } = digits.batch(
      { ts: Float64Array.from(rows.ts), price: Float64Array.from(rows.ts), size: Float64Array.from(rows.size) },
      { t1: 0.006, lateness: 0.003 },
    )
    expect([...value]).toEqual(seen)
  })

  it('refuses a window that ends before it starts', () => {
    expect(
      isTapelineError(
        caught(() => digits({ t1: 5, t2: 5 })),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

function caught(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
