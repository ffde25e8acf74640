import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildScripts } from './build.mjs'
import { install } from './install.mjs'
import { PUBLISHED, ROOT } from './project.mjs'
import { CommandFailed, runNode } from './run-command.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

// npm start: installs what the example needs, builds the packages, runs the example with the arguments it was given.

try {
  await say('Installing what the example needs', () => install('examples'))
  await say('Building the packages', buildWhenNeeded)
} catch (error) {
  process.stderr.write(`${error.output ?? ''}\n${error.message}\n`)
  process.exit(1)
}
try {
  await runNode([join(ROOT, 'examples', 'start.mjs'), ...process.argv.slice(2)], {
    live: true,
    timeoutMs: 24 * 3_600_000,
  })
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error
  process.exitCode = 1
}

async function say(what, work) {
  const started = Date.now()
  process.stdout.write(`${what} ... `)
  const outcome = await work()
  process.stdout.write(`${outcome} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
}

async function buildWhenNeeded() {
  const print = fingerprint(ROOT, [
    'pnpm-lock.yaml',
    'tsconfig.base.json',
    ...PUBLISHED.flatMap((name) => [`packages/${name}/src`, `packages/${name}/tsup.config.ts`]),
  ])
  const built = PUBLISHED.every((name) => existsSync(join(ROOT, 'packages', name, 'dist', 'index.js')))
  if (built && isStamped('build', print)) return 'nothing changed'
  await Promise.all(PUBLISHED.map(buildScripts))
  stamp('build', print)
  return PUBLISHED.join(', ')
}
