import { importsOf } from './imports.js'
import type { SourceFile } from './sources.js'

/** Rings of files that import each other, each told once, from its first file in the alphabet. Type imports count. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(
    files.map((file) => [file.path, importsOf(file).flatMap(({ target }) => (target === null ? [] : [target]))]),
  )
  const finished = new Set<string>()
  const rings = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) {
      rings.add(fromItsFirst(trail.slice(start)))
      return
    }
    if (finished.has(path)) return
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path])
    finished.add(path)
  }
  for (const path of [...targets.keys()].sort()) walk(path, [])
  return [...rings].map((ring) => `${ring}: cut the ring by moving what both ends need into a file of its own.`)
}

function fromItsFirst(ring: readonly string[]): string {
  const start = ring.indexOf([...ring].sort()[0] as string)
  return [...ring.slice(start), ...ring.slice(0, start), ring[start]].join(' -> ')
}
