import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** A source file, as walls look at it: path from the repository's root with forward slashes, text, syntax tree. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url))

let parsed: readonly SourceFile[] | null = null

/** The source files of all published packages, parsed once. */
export function packageSources(): readonly SourceFile[] {
  parsed ??= readPackageSources()
  return parsed
}

function readPackageSources(): SourceFile[] {
  const packages = readdirSync(join(ROOT, 'packages'), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'workbench',
  )
  return packages.flatMap(({ name }) => {
    const files = readdirSync(join(ROOT, 'packages', name, 'src'), { withFileTypes: true, recursive: true })
    return files
      .filter((file) => file.isFile() && file.name.endsWith('.ts'))
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((file) => source(relative(ROOT, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')))
  })
}

/** One source file from its text; bad examples for the walls are written with it. */
export function source(path: string, text: string): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) }
}

/** Every node of a file, outermost first. */
export function nodes(file: SourceFile): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file.tree, visit)
  return found
}

/** `path:line`, where an editor can jump to. */
export function place(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`
}
