import { expect, it } from 'vitest'
import { warmupSensitivity } from '../../src/research/index.js'
import { caught } from '../caught.js'
import { mean } from '../session/mean-indicator.js'

const close = Float64Array.from({ length: 50 }, (_, i) => 100 + (i % 7))

it('a moving window forgets: the same from as many rows as it holds, nothing below', () => {
  const [found] = warmupSensitivity([mean({ period: 5 })], { close }, { rows: [4, 5, 20] })
  expect(found).toMatchObject({ key: mean({ period: 5 }).key, output: 'value' })
  expect(found!.shorter.map(({ rows, value, difference }) => [rows, value, difference])).toEqual([
    [4, null, null],
    [5, found!.value, 0],
    [20, found!.value, 0],
  ])
})

it('says nothing where the whole history is too short', () => {
  const [found] = warmupSensitivity([mean({ period: 60 })], { close }, { rows: [10] })
  expect([found!.value, found!.shorter[0]!.difference]).toEqual([null, null])
})

it('refuses lengths that the columns do not have', () => {
  for (const rows of [0, 1.5, NaN, 51])
    expect(caught(() => warmupSensitivity([mean({})], { close }, { rows: [rows] }))).toMatchObject({
      code: 'BAD_PARAMETER',
    })
})
