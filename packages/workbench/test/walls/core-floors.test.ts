import { expect, test } from 'vitest'
import { climbingImports } from './core-floors.js'
import { packageSources, source } from './sources.js'

test('each folder of core imports only from the floors below it', () => {
  expect(climbingImports(packageSources())).toEqual([])
})

test('an import that climbs is rejected, of a type too', () => {
  const bad = source(
    'packages/core/src/market/quote.ts',
    `import type { Book } from '../book/index.js'\nexport type Q = Book`,
  )
  expect(climbingImports([bad])).toEqual([
    'packages/core/src/market/quote.ts:1: market/ imports ../book/index.js, but book/ stands above it. Move what both need down, or hand it in as a parameter.',
  ])
})

test('re-exports, dynamic imports and import types climb as well', () => {
  const climbers = [
    `export * from '../time/index.js'`,
    `export const t = import('../time/clock.js')`,
    `export type T = import('../time/index.js').Timeframe`,
  ]
  expect(climbers.map((text) => climbingImports([source('packages/core/src/errors/x.ts', text)]).length)).toEqual([
    1, 1, 1,
  ])
})

test('a folder that is not in the list is rejected, and so is an import of the index', () => {
  expect(climbingImports([source('packages/core/src/utils/x.ts', '')])).toHaveLength(1)
  expect(
    climbingImports([source('packages/core/src/report/x.ts', `import { instrument } from '../index.js'`)]),
  ).toHaveLength(1)
})
