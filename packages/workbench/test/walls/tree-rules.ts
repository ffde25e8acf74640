import { objections, type TrackedFile } from './tracked-files.js'

export const MOST_LINES = 300

/** Source files with more lines than one idea needs. */
export function longFiles(files: readonly TrackedFile[]): string[] {
  return files
    .filter(({ path }) => /\.(?:ts|mts|js|mjs|css|mq[h5])$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(
      ({ path, lines }) =>
        `${path}: ${lines} lines, at most ${MOST_LINES}. One idea a file: split it where its second idea begins.`,
    )
}

/** Addresses in the lockfile: it must name packages and hashes only, so that any registry serves. */
export function lockfileAddresses(files: readonly TrackedFile[]): string[] {
  const lockfiles = files.filter(({ path }) => /(?:^|\/)(?:pnpm-lock\.yaml|package-lock\.json|yarn\.lock)$/.test(path))
  return objections(lockfiles, (line) => {
    const address = /\b(?:tarball|resolved|registry)\b["']?:|https?:\/\//.test(line) && !/^\s*deprecated:/.test(line)
    return address
      ? 'a download address. Install with a plain registry setting, so that the lockfile holds none.'
      : null
  })
}

// Pieced together, or this file would object to itself.
const HOMES = new RegExp(
  `(?<![\\w.~$}-])/(?:${['home', 'Users', 'root', 'work', 'mnt'].join('|')})/(?!me/|you/)\\w|\\b[A-Z]:\\\\(?:Users|Documents)`,
)

/** Paths that exist on one person's machine only. */
export function machinePaths(files: readonly TrackedFile[]): string[] {
  return objections(files, (line) =>
    HOMES.test(line)
      ? 'a path of one machine. Make it relative to the project, or read it from the environment.'
      : null,
  )
}
