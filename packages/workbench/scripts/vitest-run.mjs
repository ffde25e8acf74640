import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { CommandFailed } from './run-command.mjs'
import { CACHE, PUBLISHED, ROOT, SHARED, STRICT, WORKBENCH } from './project.mjs'
import { runTool } from './workspace-tool.mjs'

/** Where and in which language tests run: fixed, so that a test means the same on every machine. */
export const HOME_ZONE = { TZ: 'UTC', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' }

/** The other pair: an offset of 5:45 hours, and a language whose small I has no dot. */
export const FAR_ZONE = { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }

/** What vitest counted, summed over its runs. */
export const counted = { passed: 0, failed: 0, /** @type {string[]} */ skipped: [] }

/**
 * Runs vitest once and counts what it found; a skipped test fails a strict run where the shared data are present,
 * because nothing is left that could excuse it.
 *
 * @param {string} name of the run, for its report
 * @param {readonly string[]} args filters and flags for vitest
 * @param {Record<string, string>} zone time zone and locale
 * @param {{ live?: boolean }} [options]
 */
export async function vitest(name, args, zone, { live = false } = {}) {
  const report = join(CACHE, `vitest-${name}.json`)
  rmSync(report, { force: true })
  const reporters = [
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(live ? ['--reporter=default'] : ['--reporter=dot']),
  ]
  let failure = null
  try {
    await runTool(WORKBENCH, 'vitest', ['run', '--root', ROOT, ...reporters, ...args], {
      cwd: ROOT,
      env: { ...zone, CI: 'true', NO_COLOR: live ? undefined : '1' },
      live,
    })
  } catch (error) {
    failure = error
  }
  if (!existsSync(report)) throw failure ?? new Error('vitest left no report')
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  if (testResults.length === 0 && failure !== null)
    throw new CommandFailed(
      `no test file's path contains ${args.filter((arg) => !arg.startsWith('--')).join(' or ')}`,
      failure.output,
    )
  const skipped = testResults
    .map(({ name: file, assertionResults }) => ({
      file: relative(ROOT, file),
      count: assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ file, count }) => `${count} of ${file}${existsSync(SHARED) ? '' : ': the shared test data are absent'}`)
  counted.passed += numPassedTests
  counted.failed += numFailedTests
  counted.skipped.push(...skipped)
  if (failure !== null) {
    const what =
      numFailedTests > 0
        ? `${numFailedTests} of ${numPassedTests + numFailedTests} tests failed`
        : 'an error outside of any test, or a file that could not be read'
    throw new CommandFailed(what, failure.output)
  }
  if (STRICT && skipped.length > 0 && existsSync(SHARED)) {
    throw new CommandFailed('tests were skipped that can run here', skipped.join('\n'))
  }
  return `${numPassedTests} tests in ${testResults.length} files`
}

/** Test files that run a second time in the far zone: those that say `@module-tag zone`. */
export function zoneTests() {
  return [...PUBLISHED, 'workbench']
    .map((name) => join('packages', name, 'test'))
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((file) => join(folder, String(file))))
    .filter((file) => file.endsWith('.test.ts') && readFileSync(join(ROOT, file), 'utf8').includes('@module-tag zone'))
}
