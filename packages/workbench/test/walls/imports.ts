import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { nodes, place, ROOT, type SourceFile } from './sources.js'

/** One import, re-export, dynamic import or import type: what it asks for and where it stands. */
export interface Import {
  readonly file: SourceFile
  readonly at: string
  /** As it is written: `../errors/index.js`, `#load-engine`, `rxjs`. */
  readonly specifier: string
  /** The source file that a relative specifier, or one of the package's own names, means, from the repository's root; null for packages. */
  readonly target: string | null
}

export function importsOf(file: SourceFile): Import[] {
  return nodes(file).flatMap((node) => {
    const specifier = specifierOf(node)
    if (specifier === null) return []
    return [{ file, at: place(file, node), specifier, target: targetOf(file, specifier) }]
  })
}

function targetOf(file: SourceFile, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts')
  if (!specifier.startsWith('#')) return null
  const owner = posix.join(...file.path.split('/').slice(0, 2))
  const { imports } = JSON.parse(readFileSync(join(ROOT, owner, 'package.json'), 'utf8')) as {
    imports?: Partial<Record<string, { readonly '@tapeline/source': string }>>
  }
  const own = imports?.[specifier]
  return own === undefined ? null : posix.join(owner, own['@tapeline/source'])
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
    return text(node.moduleSpecifier)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return text(node.arguments[0])
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return text(node.argument.literal)
  return null
}

function text(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null
}
