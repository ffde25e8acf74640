import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { createIndicatorView, type Cursor } from '../../src/strategy/index.js'
import type { IndicatorSlot } from '../../src/strategy/indicator-view.js'
import { caught } from '../caught.js'

interface View {
  readonly fast: number | null
  readonly bands: { readonly upper: number | null; readonly middle: number | null; readonly lower: number | null }
}

describe('createIndicatorView', () => {
  it('shows one output as a number and several as an object of numbers, at the row of the cursor', () => {
    const { view, cursor } = make({}, false)
    expect([view.fast, view.bands.upper, view.bands.middle, view.bands.lower]).toEqual([NaN, 3, 2, 1])
    cursor.row = 1
    expect([view.fast, view.bands.upper, view.bands.middle, view.bands.lower]).toEqual([20, 30, NaN, 10])
    expect(view.bands).toBe(view.bands)
  })

  it('shows null for what is not ready yet where a strategy takes part of it', () => {
    const { view, cursor } = make({}, true)
    expect([view.fast, view.bands.middle]).toEqual([null, 2])
    cursor.row = 1
    expect([view.fast, view.bands.middle, view.bands.lower]).toEqual([20, null, 10])
  })

  it('refuses to be read outside of its call, by name', () => {
    for (const partial of [true, false]) {
      const { view, cursor } = make({}, partial)
      cursor.gate.isOpen = false
      const error = caught(() => view.fast)
      expect(isTapelineError(error, 'STALE_VIEW')).toBe(true)
      expect(String(error)).toContain('indicator fast')
      expect(String(caught(() => view.bands.lower))).toContain('indicator bands.lower')
    }
  })

  it('shares accessors between runs of a strategy, never values', () => {
    const owner = {}
    const first = make(owner, false)
    const second = make(owner, false)
    second.columns.fast[1] = 99
    first.cursor.row = 1
    second.cursor.row = 1
    expect([first.view.fast, second.view.fast]).toEqual([20, 99])
    expect(Object.getPrototypeOf(first.view)).toBe(Object.getPrototypeOf(second.view))
  })

  it('follows a strategy whose indicators differ from run to run, and tells strategies apart', () => {
    const owner = {}
    make(owner, false)
    const cursor = openCursor()
    const other = createIndicatorView(
      owner,
      [{ name: 'slow', outputs: ['value'], columns: [Float64Array.of(5)], cursor }],
      false,
    )
    expect((other as { slow: number }).slow).toBe(5)
    expect('fast' in other).toBe(false)
    expect(make({}, true).view.fast).toBeNull()
  })

  it('reads indicators of different series at rows of their own', () => {
    const main = openCursor()
    const slow = openCursor()
    const slots: IndicatorSlot[] = [
      { name: 'a', outputs: ['value'], columns: [Float64Array.of(1, 2)], cursor: main },
      { name: 'b', outputs: ['value'], columns: [Float64Array.of(3, 4)], cursor: slow },
    ]
    const view = createIndicatorView({}, slots, false) as { a: number; b: number }
    main.row = 1
    expect([view.a, view.b]).toEqual([2, 3])
  })

  it('cannot be written to', () => {
    const { view } = make({}, false)
    expect(caught(() => Object.assign(view, { fast: 1 }))).toBeInstanceOf(TypeError)
    expect(caught(() => Object.assign(view, { bands: 1 }))).toBeInstanceOf(TypeError)
  })
})

function make(
  owner: object,
  partial: boolean,
): { readonly view: View; readonly cursor: Cursor; readonly columns: { readonly fast: Float64Array } } {
  const cursor = openCursor()
  const columns = { fast: Float64Array.of(NaN, 20) }
  const bands = [Float64Array.of(3, 30), Float64Array.of(2, NaN), Float64Array.of(1, 10)]
  const slots: IndicatorSlot[] = [
    { name: 'fast', outputs: ['value'], columns: [columns.fast], cursor },
    { name: 'bands', outputs: ['upper', 'middle', 'lower'], columns: bands, cursor },
  ]
  return { view: createIndicatorView(owner, slots, partial) as View, cursor, columns }
}

function openCursor(): Cursor {
  return { row: 0, gate: { isOpen: true } }
}
