import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources.js'

/** A text file of the tree as git has it or would take it. */
export interface TrackedFile {
  readonly path: string
  readonly text: string
}

/** All text files that are tracked or would be by the next `git add`. */
export function trackedFiles(): TrackedFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() === true)
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
}

/** `path:line: message` for every line that a rule objects to. */
export function objections(
  files: readonly TrackedFile[],
  rule: (line: string, file: TrackedFile) => string | null,
): string[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const objection = rule(line, file)
      return objection === null ? [] : [`${file.path}:${index + 1}: ${objection}`]
    }),
  )
}
