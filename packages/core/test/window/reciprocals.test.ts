import { expect, it } from 'vitest'
import { reciprocals } from '../../src/window/reciprocals.js'

it('is one table of 1 / n that grows by doubling while it is short, and then no further than it must', () => {
  expect(reciprocals(0)).toHaveLength(1)
  expect(reciprocals(1)).toHaveLength(2)
  const four = reciprocals(2)
  expect([...four]).toEqual([Infinity, 1, 1 / 2, 1 / 3])
  expect(reciprocals(3)).toBe(four)
  expect(reciprocals(0)).toBe(four)
  expect(reciprocals(4)).toHaveLength(8)
  expect(reciprocals(5000)).toHaveLength(5001)
  const longest = reciprocals(5001)
  expect(longest).toHaveLength(5002)
  expect(longest[5001]).toBe(1 / 5001)
})
