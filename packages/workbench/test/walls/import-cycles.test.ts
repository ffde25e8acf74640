import { expect, test } from 'vitest'
import { importCycles } from './import-cycles.js'
import { packageSources, source } from './sources.js'

test('no files import each other in a ring', () => {
  expect(importCycles(packageSources())).toEqual([])
})

test('a ring of three is found once, even of types', () => {
  const ring = [
    source('packages/core/src/a.ts', `import { b } from './b.js'`),
    source('packages/core/src/b.ts', `import type { C } from './c.js'`),
    source('packages/core/src/c.ts', `export * from './a.js'`),
  ]
  expect(importCycles(ring)).toEqual([
    'packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/c.ts -> packages/core/src/a.ts: cut the ring by moving what both ends need into a file of its own.',
  ])
})
