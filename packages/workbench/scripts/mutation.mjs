/**
 * Mutation tests: changes the sources of core's windows one operator at a time and sees whether a test notices. At
 * least 85 % must be noticed. Takes long (half an hour), so it is a command of its own and no part of
 * `npm test`. Works on a copy in a temporary folder, with Stryker installed only there.
 *
 *   npm run test:mutation [-- sliding-sum moments-window]
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pnpm } from './package-managers.mjs'
import { ROOT } from './project.mjs'
import { runNode } from './run-command.mjs'

const STRYKER = '9.6.1'
const SOURCES = 'packages/core/src/window'
const TESTS = 'packages/core/test/window/*.test.ts'
const LEAST_SCORE = 85

const wanted = process.argv.slice(2)
const files = readdirSync(join(ROOT, SOURCES))
  .filter((file) => file !== 'index.ts' && (wanted.length === 0 || wanted.includes(file.replace(/\.ts$/, ''))))
  .map((file) => `${SOURCES}/${file}`)

const folder = mkdtempSync(join(tmpdir(), 'tapeline-mutation-'))
try {
  console.log(`Copying the sources and installing Stryker ${STRYKER} beside them`)
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0')
  for (const file of tracked) if (file !== '') cpSync(join(ROOT, file), join(folder, file), { recursive: true })
  const stryker = [`@stryker-mutator/core@${STRYKER}`, `@stryker-mutator/vitest-runner@${STRYKER}`]
  // All packages first: `add` installs for the root alone, and a test file that cannot be loaded is passed over in silence.
  await pnpm(['install', '--frozen-lockfile'], { cwd: folder })
  await pnpm(['add', '--workspace-root', '--save-dev', ...stryker], { cwd: folder })
  writeFileSync(join(folder, 'mutation.vitest.config.ts'), vitestConfig())
  writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify(strykerConfig()))
  console.log(`Mutating ${files.length} files`)
  const bin = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  await runNode([bin, 'run'], { cwd: folder, live: true, timeoutMs: 6 * 3_600_000 })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function strykerConfig() {
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'mutation.vitest.config.ts', related: false },
    mutate: files,
    inPlace: true,
    concurrency: 2,
    coverageAnalysis: 'perTest',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, reportTests: false },
    thresholds: { break: LEAST_SCORE },
    timeoutMS: 20_000,
  }
}

/** The configuration of the workspace, the tests of the windows alone. */
function vitestConfig() {
  return `import config from './vitest.config.ts'
export default { ...config, test: { ...config.test, include: ['${TESTS}'] } }
`
}
