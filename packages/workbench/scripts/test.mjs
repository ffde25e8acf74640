import { runSteps } from './step-runner.mjs'
import { summarise } from './run-summary.mjs'
import { allSteps, filteredSteps } from './test-steps.mjs'
import { counted } from './vitest-run.mjs'

// npm test: everything. npm test -- <filter>: only the test files whose path contains it.

const started = Date.now()
const args = process.argv.slice(2)
const flags = args.filter((arg) => arg.startsWith('--'))
const filters = args.filter((arg) => !arg.startsWith('--'))
const unknown = flags.filter((flag) => !['--coverage', '--html'].includes(flag))
if (unknown.length > 0) {
  process.stderr.write(
    `Unknown flag ${unknown.join(', ')}. Known: --coverage, --html, and any part of a test file's path.\n`,
  )
  process.exit(2)
}
const vitestFlags = flags.flatMap((flag) =>
  flag === '--html' ? ['--reporter=html', '--outputFile.html=out/tests/index.html'] : [flag],
)
const steps = filters.length > 0 ? filteredSteps(filters, vitestFlags) : allSteps(vitestFlags)
process.stdout.write(`${steps.length} steps: ${steps.map(({ name }) => name).join(', ')}\n\n`)
const results = await runSteps(steps, { slots: 2 })
const well = summarise(results, counted, (Date.now() - started) / 1000)
if (flags.includes('--html'))
  process.stdout.write('HTML report: out/tests/index.html (shown by: npm exec --yes -- serve out/tests)\n')
if (flags.includes('--coverage')) process.stdout.write('Coverage: coverage/index.html\n')
process.exit(well ? 0 : 1)
