import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, ROOT } from './project.mjs'

/**
 * The last words of a run: what ran, what was skipped and why, and the counts for machines in
 * `.cache/test-summary.json` (every step and every test counts as one).
 *
 * @param {import('./step-runner.mjs').StepResult[]} results
 * @param {{ passed: number, failed: number, skipped: readonly string[] }} tests
 * @param {number} seconds
 * @returns {boolean} whether all is well
 */
export function summarise(results, tests, seconds) {
  const width = Math.max(...results.map(({ name }) => name.length))
  const lines = ['', 'What ran:']
  for (const { name, outcome, seconds: took, detail } of results.filter(({ outcome }) => outcome !== 'skipped')) {
    lines.push(
      `  ${outcome === 'passed' ? '✔' : '✘'} ${name.padEnd(width)}  ${took.toFixed(1).padStart(6)} s  ${detail}`,
    )
  }
  const skipped = results.filter(({ outcome }) => outcome === 'skipped')
  lines.push('', skipped.length + tests.skipped.length === 0 ? 'Nothing was skipped.' : 'What was skipped, and why:')
  for (const { name, detail } of skipped) lines.push(`  − ${name}: ${detail}`)
  for (const name of tests.skipped) lines.push(`  − tests: ${name}`)
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  const counts = {
    passed: results.filter(({ outcome }) => outcome === 'passed').length + tests.passed,
    failed: failed.length + tests.failed,
  }
  const verdict = counts.failed === 0 ? 'All is well' : `Failed: ${failed.map(({ name }) => name).join(', ')}`
  lines.push('', `${verdict}: ${results.length} steps, ${tests.passed + tests.failed} tests, ${seconds.toFixed(0)} s.`)
  process.stdout.write(`${lines.join('\n')}\n`)
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(join(ROOT, '.cache', 'test-summary.json'), JSON.stringify(counts))
  return counts.failed === 0
}
