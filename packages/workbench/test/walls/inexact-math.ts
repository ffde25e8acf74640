import ts from 'typescript'
import { nodes, place, type SourceFile } from './sources.js'

/** Members of `Math` whose result the language fixes to the last bit. */
const EXACT = new Set([
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
  // Not exact, but reported by the wall of ambient reads.
  'random',
])

const OWNER = 'packages/core/src/math/'
const HELD = ['packages/core/src/', 'packages/indicators/src/']

/** `Math.exp`, `**` and their like, whose last bit differs between runtimes, outside core's own math. */
export function inexactMath(files: readonly SourceFile[]): string[] {
  const held = files.filter(({ path }) => HELD.some((folder) => path.startsWith(folder)) && !path.startsWith(OWNER))
  return held.flatMap((file) =>
    nodes(file).flatMap((node) => {
      const what = inexactUse(node)
      return what === null
        ? []
        : [
            `${place(file, node)}: ${what} differs between runtimes in its last bits. Use core's math/ (exp, log, pow) or exact arithmetic.`,
          ]
    }),
  )
}

function inexactUse(node: ts.Node): string | null {
  if (ts.isBinaryExpression(node)) {
    const power = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(
      node.operatorToken.kind,
    )
    return power && !isBigInt(node.left) && !isBigInt(node.right) ? 'the operator **' : null
  }
  if (!ts.isIdentifier(node) || node.text !== 'Math') return null
  const { parent } = node
  if (!ts.isPropertyAccessExpression(parent)) return 'Math under another name'
  if (parent.expression === node) return EXACT.has(parent.name.text) ? null : `Math.${parent.name.text}`
  const whole = parent.parent
  return ts.isPropertyAccessExpression(whole) && EXACT.has(whole.name.text) ? null : 'Math through a global object'
}

/** Powers of whole BigInts are exact. */
function isBigInt(node: ts.Expression): boolean {
  return ts.isBigIntLiteral(node) || (ts.isCallExpression(node) && node.expression.getText() === 'BigInt')
}
