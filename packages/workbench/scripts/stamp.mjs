import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { CACHE } from './project.mjs'

/** Hash over the names and contents of files and folders: equal as long as nothing in them changed. */
export function fingerprint(root, places) {
  const hash = createHash('sha256').update(process.version)
  for (const file of places.flatMap((place) => filesUnder(join(root, place))).sort()) {
    hash.update(relative(root, file).replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Is what `name` stands for as it was left, given this fingerprint? */
export function isStamped(name, print) {
  const file = stampFile(name)
  return existsSync(file) && readFileSync(file, 'utf8') === print
}

export function stamp(name, print) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), print)
}

function stampFile(name) {
  return join(CACHE, 'stamps', name)
}

function filesUnder(place) {
  if (!existsSync(place)) return []
  const entries = readdirSync(dirname(place), { withFileTypes: true })
  const self = entries.find((entry) => join(dirname(place), entry.name) === place)
  if (self?.isFile() === true) return [place]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
