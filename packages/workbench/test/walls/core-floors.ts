import { importsOf } from './imports.js'
import type { SourceFile } from './sources.js'

/** Core's folders, ground floor first: each imports only from those before it. */
const CORE_FLOORS: readonly string[] = [
  'errors',
  'math',
  'time',
  'market',
  'config',
  'observe',
  'flow',
  'window',
  'series',
  'symbols',
  'source',
  'book',
  'bars',
  'quality',
  'indicator',
  'orders',
  'portfolio',
  'risk',
  'strategy',
  'rx',
  'simulator',
  'store',
  'replay',
  'report',
  'session',
  'research',
  'testing',
]

const CORE = 'packages/core/src/'

/** Imports inside core that climb: from a folder into one that stands above it. Type imports count. */
export function climbingImports(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith(CORE) && floorName(path) !== null)
    .flatMap((file) => {
      const from = floorName(file.path) as string
      if (!CORE_FLOORS.includes(from))
        return [
          `${file.path}: core has no folder "${from}". Folders stand in ARCHITECTURE's order; add it to CORE_FLOORS with its place.`,
        ]
      return importsOf(file).flatMap(({ at, specifier, target }) => {
        if (target === null) return []
        const to = target.startsWith(CORE) ? floorName(target) : null
        if (to === null)
          return [`${at}: imports ${specifier}, which lies in no folder of core. Import from the folder that owns it.`]
        if (CORE_FLOORS.indexOf(to) <= CORE_FLOORS.indexOf(from)) return []
        return [
          `${at}: ${from}/ imports ${specifier}, but ${to}/ stands above it. Move what both need down, or hand it in as a parameter.`,
        ]
      })
    })
}

/** The folder of core that a file lies in; null for files beside the folders, such as the index. */
function floorName(path: string): string | null {
  const [folder, rest] = path.slice(CORE.length).split('/')
  return rest === undefined ? null : (folder ?? null)
}
