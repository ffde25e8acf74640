import { expect, test } from 'vitest'
import { inexactMath } from './inexact-math.js'
import { packageSources, source } from './sources.js'

test('what feeds a digest uses arithmetic that is equal on every runtime', () => {
  expect(inexactMath(packageSources())).toEqual([])
})

test.each([
  ...['exp', 'log', 'log2', 'log10', 'log1p', 'expm1', 'sin', 'cos', 'tan', 'atan', 'hypot', 'cbrt', 'sinh'].map(
    (name) => `const x = Math.${name}(2)`,
  ),
  'const x = Math.pow(2, 3)',
  'const x = 2 ** 3',
  'let x = 2; x **= 3',
  'const { exp } = Math',
  'const m = Math',
  `const x = Math['exp'](1)`,
  'const x = globalThis.Math.exp(1)',
])('"%s" is rejected in core and in indicators, allowed in core/math', (text) => {
  expect(inexactMath([source('packages/core/src/report/x.ts', text)])).toHaveLength(1)
  expect(inexactMath([source('packages/indicators/src/x.ts', text)])).toHaveLength(1)
  expect(inexactMath([source('packages/core/src/math/x.ts', text)])).toEqual([])
})

test('exact members of Math and powers of BigInts pass', () => {
  expect(
    inexactMath([
      source(
        'packages/core/src/book/x.ts',
        'const x = Math.sqrt(2) + Math.max(1, 2) * Math.PI; const y = 10n ** BigInt(2)',
      ),
    ]),
  ).toEqual([])
})
