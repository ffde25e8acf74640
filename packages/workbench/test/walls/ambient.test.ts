import { expect, test } from 'vitest'
import { ambientReads } from './ambient.js'
import { packageSources, source } from './sources.js'

test('only their own folders read the clock, start timers or draw randomness', () => {
  expect(ambientReads(packageSources())).toEqual([])
})

test.each([
  'const t = Date.now()',
  'const t = new Date()',
  'const t = new Date',
  'const t = Date()',
  'const { now } = Date',
  'const t = performance.now()',
  'const r = Math.random()',
  'setTimeout(() => {}, 1)',
  'globalThis.setInterval(() => {}, 1)',
  'setImmediate(() => {})',
  'const later = queueMicrotask',
  'const id = crypto.randomUUID()',
])('"%s" is rejected', (text) => {
  expect(ambientReads([source('packages/core/src/flow/x.ts', text)])).toHaveLength(1)
})

test('the clock may be read in time/, randomness nowhere', () => {
  expect(ambientReads([source('packages/core/src/time/x.ts', 'const t = Date.now()')])).toEqual([])
  expect(ambientReads([source('packages/core/src/math/x.ts', 'const r = Math.random()')])).toHaveLength(1)
})

test('dates that are computed from numbers, members of the same name and types pass', () => {
  const text =
    'const d: Date = new Date(0); const u = Date.UTC(2024, 0); clock.setTimeout(f, 1); interface Host { setTimeout(): void }'
  expect(ambientReads([source('packages/core/src/bars/x.ts', text)])).toEqual([])
})
