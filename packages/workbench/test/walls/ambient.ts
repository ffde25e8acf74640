import ts from 'typescript'
import { nodes, place, type SourceFile } from './sources.js'

/**
 * What the host machine hands out unasked, and the only folder of a package that may take it. Everything else
 * gets a clock, a scheduler or a seeded generator as a parameter, or a run could not be repeated.
 */
const AMBIENT: Readonly<Record<string, readonly string[]>> = {
  Date: ['packages/core/src/time/'],
  performance: ['packages/core/src/time/'],
  setTimeout: ['packages/core/src/time/'],
  setInterval: ['packages/core/src/time/'],
  setImmediate: ['packages/core/src/time/'],
  requestAnimationFrame: [],
  requestIdleCallback: [],
  queueMicrotask: ['packages/core/src/time/'],
  crypto: [],
}

/** Uses of `Date` that only compute: the same answer on every machine and at every hour. */
const PURE_DATE = new Set(['UTC', 'parse', 'prototype'])

const GLOBALS = new Set(['globalThis', 'self', 'window', 'global'])

/** Reads of the machine's clock, randomness and timers outside the folders that own them. */
export function ambientReads(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    nodes(file).flatMap((node) => {
      const name = ambientName(node)
      const owners = name === null ? undefined : name === 'Math.random' ? [] : AMBIENT[name]
      if (owners === undefined || owners.some((folder) => file.path.startsWith(folder))) return []
      const where = owners.length === 0 ? 'is allowed nowhere' : `belongs to ${owners.join(', ')} alone`
      return [`${place(file, node)}: ${name} ${where}. Take a clock, a scheduler or a seeded generator as a parameter.`]
    }),
  )
}

function ambientName(node: ts.Node): string | null {
  if (!ts.isIdentifier(node) || ts.isPartOfTypeNode(node)) return null
  const { parent } = node
  if (node.text === 'random' && ts.isPropertyAccessExpression(parent) && parent.expression.getText() === 'Math')
    return 'Math.random'
  if (!Object.hasOwn(AMBIENT, node.text) || isNameOnly(node)) return null
  return node.text === 'Date' && isPureDate(node) ? null : node.text
}

/** A name that merely labels a member (`clock.setTimeout`, `{ crypto: 1 }`), not the global itself. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return !GLOBALS.has(parent.expression.getText())
  const labels =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent)
  return labels && parent.name === node
}

function isPureDate(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0
  return ts.isPropertyAccessExpression(parent) && parent.expression === node && PURE_DATE.has(parent.name.text)
}
