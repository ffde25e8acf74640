import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('the example of the README runs and prints what the README says', async () => {
  const code = /```js\n([^]*?)```/.exec(README)?.[1] ?? ''
  const printed = /it prints:\n\n```\n([^]*?)```/.exec(README)?.[1]
  const data = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
  const script = code.replace("'aapl.csv'", JSON.stringify(data))
  expect(script).not.toBe(code)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  })
  expect(stdout).toBe(printed)
})
