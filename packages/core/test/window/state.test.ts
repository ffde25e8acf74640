import { describe, expect, it } from 'vitest'
import { captureState, restoreState } from '../../src/window/state.js'

const sample = () => ({
  count: 3,
  sum: NaN,
  ready: true,
  name: 'a',
  nothing: null as number | null,
  ring: Float64Array.of(1, 2),
  places: Int32Array.of(4, 5),
  part: { value: 7, ring: Float64Array.of(8) },
  parts: [{ value: 1 }, { value: 2 }],
  inputs: Float64Array.of(99),
})

describe('the state of an object', () => {
  it('is captured whole, as plain data that later changes leave alone', () => {
    const live = sample()
    const state = captureState(live, new Set(['inputs']))
    const { inputs: _, ...expected } = sample()
    live.count = 9
    live.ring[0] = 9
    live.places[0] = 9
    live.part.value = 9
    live.part.ring[0] = 9
    ;(live.parts[1] as { value: number }).value = 9
    expect(state).toEqual(expected)
    expect(structuredClone(state)).toEqual(state)
    expect(state['ring']).toBeInstanceOf(Float64Array)
    expect(state['places']).toBeInstanceOf(Int32Array)
    expect(Array.isArray(state['parts'])).toBe(true)
  })

  it('leaves fields out at every depth', () => {
    expect(captureState({ a: 1, part: { a: 2, b: 3 } }, new Set(['a']))).toEqual({ part: { b: 3 } })
    const live = { a: 1, part: { a: 2, b: 3 } }
    restoreState(live, { a: 10, part: { a: 20, b: 30 } }, new Set(['a']))
    expect(live).toEqual({ a: 1, part: { a: 2, b: 30 } })
  })

  it('is written back into the arrays and parts that are there', () => {
    const live = sample()
    const { ring, places, part, parts } = live
    const state = {
      ...captureState(sample()),
      count: 5,
      sum: 1,
      ready: false,
      name: 'b',
      nothing: 2,
      ring: Float64Array.of(3, 4),
      places: Int32Array.of(6, 7),
      part: { value: 8, ring: Float64Array.of(9) },
      parts: [{ value: 3 }, { value: 4 }],
    }
    restoreState(live, state, new Set(['inputs']))
    expect(live).toEqual({ ...state, inputs: Float64Array.of(99) })
    expect([live.ring === ring, live.places === places, live.part === part]).toEqual([true, true, true])
    expect(live.parts.map((one, at) => one === parts[at])).toEqual([true, true])
    restoreState(live, { nothing: null })
    expect(live.nothing).toBeNull()
  })

  it('brings its own array where the length is another, and passes over what it does not name', () => {
    const live = sample()
    const longer = Float64Array.of(1, 2, 3)
    restoreState(live, { ring: longer, unknown: 5 })
    expect(live.ring).toEqual(longer)
    expect(live.ring).not.toBe(longer)
    expect(live.count).toBe(3)
    expect('unknown' in live).toBe(false)
  })
})
