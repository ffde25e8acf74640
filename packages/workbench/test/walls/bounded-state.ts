import ts from 'typescript'
import { nodes, place, type SourceFile } from './sources.js'

/** How a line says that its collection cannot grow for ever: by what, and what happens at the limit. */
const BOUND = /\/\/ bound: \S.{5,}/

/**
 * Collections that live long and may grow without limit: empty `Map`, `Set` or `[]` in a class field, in a
 * constructor, in a module, or in a factory whose returned object keeps it. Each passes with a comment
 * `// bound: ...` on its line or the line above.
 */
export function unboundedState(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    nodes(file).flatMap((node) => {
      const what = growing(node)
      if (what === null || !livesLong(node) || isBounded(file, node)) return []
      return [
        `${place(file, node)}: ${what} lives long and has no stated bound. Use a bounded structure, or say on its line what limits it: // bound: ...`,
      ]
    }),
  )
}

/** A collection that starts empty and can therefore only be meant to grow. */
function growing(node: ts.Node): string | null {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0 ? 'an array' : null
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return null
  const name = node.expression.text
  if (name === 'Array') return (node.arguments?.length ?? 0) === 0 ? 'an Array' : null
  return (name === 'Map' || name === 'Set') && (node.arguments?.length ?? 0) === 0 ? `a ${name}` : null
}

function livesLong(node: ts.Node): boolean {
  const { parent } = node
  if ((ts.isPropertyDeclaration(parent) || ts.isVariableDeclaration(parent)) && isReadonly(parent.type)) return false
  if (ts.isPropertyDeclaration(parent)) return true
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return isFieldSetInConstructor(parent)
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false
  const owner = enclosingFunction(parent)
  return owner === undefined ? true : isKeptByResult(owner, parent.name)
}

/** Declared as a type that cannot grow: it can only be replaced as a whole. */
function isReadonly(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false
  if (ts.isTypeOperatorNode(type)) return type.operator === ts.SyntaxKind.ReadonlyKeyword
  return ts.isTypeReferenceNode(type) && /^Readonly(?:Map|Set|Array)$/.test(type.typeName.getText())
}

function isFieldSetInConstructor(assignment: ts.BinaryExpression): boolean {
  const target = assignment.left
  return (
    ts.isPropertyAccessExpression(target) &&
    target.expression.kind === ts.SyntaxKind.ThisKeyword &&
    enclosingFunction(assignment)?.kind === ts.SyntaxKind.Constructor
  )
}

/** Is the variable used by a method of an object literal, or by a function that is returned: does it outlive the call? */
function isKeptByResult(owner: ts.Node, name: ts.Identifier): boolean {
  let kept = false
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && node !== name) {
      for (
        let scope = enclosingFunction(node);
        scope !== undefined && scope !== owner;
        scope = enclosingFunction(scope)
      ) {
        kept ||=
          ts.isMethodDeclaration(scope) ||
          ts.isAccessor(scope) ||
          ts.isPropertyAssignment(scope.parent) ||
          ts.isReturnStatement(scope.parent)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(owner)
  return kept
}

function enclosingFunction(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, (ancestor) => ts.isFunctionLike(ancestor))
}

function isBounded(file: SourceFile, node: ts.Node): boolean {
  const line = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line
  const lines = file.text.split('\n')
  return (
    BOUND.test(lines[line] ?? '') ||
    (lines[line - 1]?.trim().startsWith('//') === true && BOUND.test(lines[line - 1] ?? ''))
  )
}
