import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** Everything that the scripts keep between runs: stamps, runtimes, tarballs, reports. Ignored by git, safe to delete. */
export const CACHE = join(ROOT, '.cache')

export const WORKBENCH = join(ROOT, 'packages', 'workbench')

/** The packages that are published, in the order in which they must be built. */
export const PUBLISHED = ['core', 'indicators', 'adapters']

/** The independent test data, where this machine has them. */
export const SHARED = process.env.TAPELINE_SHARED ?? join(ROOT, '..', 'shared')

/** Strict runs (`TAPELINE_STRICT=1`) refuse every skip that this kind of machine need not make. */
export const STRICT = process.env.TAPELINE_STRICT === '1'

/** Workspace folders, relative to the root, that have a `tsconfig.json`. */
export function typedFolders() {
  const folders = ['core', 'indicators', 'adapters', 'mt5-bridge', 'widgets', 'workbench'].map(
    (name) => `packages/${name}`,
  )
  return [...folders, 'examples'].filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')))
}
