import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forbiddenImports } from './package-arrows.js'
import { packageSources, ROOT, source } from './sources.js'

test('the arrows between packages go one way', () => {
  expect(forbiddenImports(packageSources())).toEqual([])
})

test.each([
  ['core', 'rx/x.ts', `import { of } from 'lodash'`],
  ['core', 'time/x.ts', `import type { Ema } from '@tapeline/indicators'`],
  ['core', 'time/x.ts', `import { readFile } from 'node:fs/promises'`],
  ['core', 'time/x.ts', `import fc from 'fast-check'`],
  ['core', 'time/x.ts', `import { y } from '#nowhere'`],
  ['indicators', 'ema.ts', `export * from '@tapeline/adapters'`],
  ['indicators', 'ema.ts', `import { timeframeMs } from '../../core/src/index.js'`],
  ['adapters', 'x.ts', `import { readFile } from 'fs'`],
  ['novelty', 'x.ts', ''],
])('%s/src/%s with "%s" is rejected', (owner, path, text) => {
  expect(forbiddenImports([source(`packages/${owner}/src/${path}`, text)])).toHaveLength(1)
})

test('rxjs, own names, core/testing with fast-check, and node: in adapters are allowed', () => {
  const good = [
    source('packages/core/src/session/x.ts', `import { loadEngine } from '#load-engine'`),
    source('packages/core/src/flow/x.ts', `import { map } from 'rxjs/operators'`),
    source('packages/core/src/testing/x.ts', `import fc from 'fast-check'`),
    source(
      'packages/adapters/src/x.ts',
      `import { open } from 'node:fs/promises'\nimport { TapelineError } from '@tapeline/core'`,
    ),
  ]
  expect(forbiddenImports(good)).toEqual([])
})

test.each([
  ['core', []],
  ['indicators', []],
  ['adapters', []],
])('%s declares no runtime dependency of its own but %j', (name, expected) => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')) as {
    dependencies?: object
  }
  expect(Object.keys(manifest.dependencies ?? {})).toEqual(expected)
})
