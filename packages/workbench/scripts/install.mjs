import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pnpm } from './package-managers.mjs'
import { PUBLISHED, ROOT } from './project.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

const MANIFESTS = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'examples/package.json',
  ...[...PUBLISHED, 'workbench'].map((name) => `packages/${name}/package.json`),
]

/**
 * Installs the whole workspace, or only what the examples need, exactly as the lockfile says;
 * does nothing when that was done already and no manifest changed since.
 *
 * @param {'everything' | 'examples'} extent
 * @returns {Promise<string>} what was done
 */
export async function install(extent) {
  const print = fingerprint(ROOT, MANIFESTS)
  const done =
    existsSync(join(ROOT, 'packages', 'core', 'node_modules')) && existsSync(join(ROOT, 'node_modules', '.pnpm'))
  if (done && (isStamped('install-everything', print) || isStamped(`install-${extent}`, print)))
    return 'nothing changed'
  const filter = extent === 'examples' ? ['--filter', '@tapeline/examples...'] : []
  await pnpm(['install', '--frozen-lockfile', ...filter], { cwd: ROOT, env: { CI: 'true' } })
  stamp(`install-${extent}`, print)
  return 'from the lockfile'
}
