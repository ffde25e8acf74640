import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runNode } from './run-command.mjs'

/** The one pnpm that this repository is installed with. */
const PNPM_VERSION = '10.34.9'

/** Runs npm with the Node that runs us. */
export function npm(args, options) {
  return runNode([npmCli(), ...args], options)
}

/** Runs pnpm through npm, so that nothing but Node and npm must be on a machine. */
export function pnpm(args, options) {
  return npm(['exec', '--yes', '--', `pnpm@${PNPM_VERSION}`, ...args], options)
}

/** npm's own script: started by Node itself there is no `.cmd` file and no shell between us and it, on any system. */
function npmCli() {
  const inherited = process.env.npm_execpath
  if (inherited !== undefined && /npm-cli\.c?js$/.test(inherited) && existsSync(inherited)) return inherited
  const places = [process.execPath, realpathSync(process.execPath)].flatMap((node) => [
    join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ])
  places.push(
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    '/usr/share/npm/bin/npm-cli.js',
    '/usr/local/lib/node_modules/npm/bin/npm-cli.js',
  )
  const found = places.find((place) => existsSync(place))
  if (found === undefined)
    throw new Error(`npm was not found. Looked at: ${places.join(', ')}. Start this through npm: npm test, npm start.`)
  return found
}
