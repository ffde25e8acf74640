import { isBuiltin } from 'node:module'
import { importsOf } from './imports.js'
import type { SourceFile } from './sources.js'

/** What each published package may import at run time or as a type, beside its own files. */
interface Arrows {
  readonly packages: readonly string[]
  /** May it use Node's own modules? */
  readonly node: boolean
}

const ARROWS: Readonly<Record<string, Arrows>> = {
  core: { packages: ['rxjs'], node: false },
  indicators: { packages: ['@tapeline/core', 'rxjs'], node: false },
  adapters: { packages: ['@tapeline/core', 'rxjs'], node: true },
}

/** Imports that go against the arrows: siblings, undeclared packages, Node's modules where a browser must run the code. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const owner = file.path.split('/')[1] ?? ''
    const arrows = ARROWS[owner]
    if (arrows === undefined)
      return [`${file.path}: package "${owner}" has no entry in ARROWS. Add what it may import.`]
    return importsOf(file).flatMap(({ at, specifier, target }) => {
      if (target !== null) {
        return target.startsWith(`packages/${owner}/src/`)
          ? []
          : [`${at}: ${specifier} leaves the package. Import the other package by its name.`]
      }
      if (isBuiltin(specifier)) {
        return arrows.node && specifier.startsWith('node:')
          ? []
          : [
              `${at}: ${specifier} is Node's own. ${owner} runs in browsers too: take it as a parameter (adapters write node: before it).`,
            ]
      }
      const name = packageName(specifier)
      if (
        arrows.packages.includes(name) ||
        (file.path.startsWith('packages/core/src/testing/') && name === 'fast-check')
      )
        return []
      return [`${at}: ${owner} must not import ${name}. It may import ${arrows.packages.join(', ')}.`]
    })
  })
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
