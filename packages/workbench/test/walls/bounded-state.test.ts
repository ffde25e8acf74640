import { expect, test } from 'vitest'
import { unboundedState } from './bounded-state.js'
import { packageSources, source } from './sources.js'

test('R109: every collection that lives long states its bound', () => {
  expect(unboundedState(packageSources())).toEqual([])
})

test.each([
  'class Book { #levels = new Map() }',
  'class Book { readonly seen: Set<string> = new Set<string>() }',
  'class Book { trades: number[] = [] }',
  'class Book { #levels; constructor() { this.#levels = new Map() } }',
  'const cache = new Map<string, number>()',
  'export function journal() { const rows: number[] = []; return { add(row: number) { rows.push(row) } } }',
  'export function counter() { const seen = new Set(); return (id: string) => seen.add(id) }',
  'class Book {\n  // bound: \n  #levels = new Map()\n}',
])('"%s" is rejected', (text) => {
  expect(unboundedState([source('packages/core/src/book/x.ts', text)])).toHaveLength(1)
})

test.each([
  'class Book {\n  #levels = new Map() // bound: depth cap of 10,000 levels a side, the farthest dropped\n}',
  'class Book {\n  // bound: one entry a declared indicator\n  #groups = []\n}',
  'class Book { levels: readonly number[] = [] }',
  'const NONE: ReadonlySet<string> = new Set()',
  'const UNITS = new Map([["m", 60000]])',
  'function unique(ids: string[]) { const seen = new Set(); return ids.filter((id) => !seen.has(id)) }',
  'function doubled(x: number[]) { const out: number[] = []; for (const v of x) out.push(2 * v); return out }',
])('"%s" passes', (text) => {
  expect(unboundedState([source('packages/core/src/book/x.ts', text)])).toEqual([])
})
