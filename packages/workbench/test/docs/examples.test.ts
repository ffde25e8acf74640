import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageSources, ROOT } from '../walls/sources.js'
import { trackedFiles } from '../walls/tracked-files.js'
import { examplesIn, printedBy, withRemarks } from './examples.js'

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ name)

const pages = trackedFiles().filter(
  ({ path }) => path === 'README.md' || /^(?:docs|packages\/[^/]+)\/[^/]+\.md$/.test(path),
)
const examples = [...packageSources(), ...pages].flatMap(({ path, text }) => examplesIn(path, text))

// Examples that read a file mean the real prices that the examples' package installs.
const home = process.cwd()
beforeAll(() => process.chdir(join(ROOT, 'examples', 'node_modules', '@observablehq', 'sample-datasets')))
afterAll(() => process.chdir(home))

test('there are examples that promise what they print', () => {
  expect(examples.map(({ at }) => at)).toContainEqual(expect.stringContaining('packages/core/src/market/instrument.ts'))
})

test.each(examples)('the example at $at prints what it promises', async (example) => {
  expect(withRemarks(await printedBy(example, load), example.promised)).toEqual(example.promised)
})

test('an example that promises something else is caught', async () => {
  const text =
    "```ts\nimport { timeframeMs as ms, type Timeframe } from '@tapeline/core'\nconst t: Timeframe = '1m'\nconsole.log(ms(t)) // 59999\nconsole.log('a\\nb')\n// a\n// b\n```"
  const [example] = examplesIn('x.md', text)
  expect(example?.promised).toEqual(['59999', 'a', 'b'])
  expect(example === undefined ? [] : await printedBy(example, load)).toEqual(['60000', 'a', 'b'])
})

test('a remark after a colon is no promise, a longer number is', () => {
  expect(withRemarks(['1.1', '2'], ['1.1: 10 % a year', '21'])).toEqual(['1.1: 10 % a year', '2'])
})
