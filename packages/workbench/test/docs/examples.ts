import { formatWithOptions } from 'node:util'
import ts from 'typescript'

/** An example from a docstring or a page, with what it says that it prints. */
export interface Example {
  /** `path:line` of its first line. */
  readonly at: string
  readonly code: string
  /** The lines that comments after `console.log` promise. */
  readonly promised: readonly string[]
}

/** The `ts` examples of a text that promise something: `console.log(x) // 3`, or comment lines below it. */
export function examplesIn(path: string, text: string): Example[] {
  const lines = text.split('\n')
  const examples: Example[] = []
  for (let start = 0; start < lines.length; start++) {
    const fence = /^(\s*(?:\* ?)?)```ts\b/.exec(lines[start] ?? '')
    if (fence === null) continue
    const end = lines.findIndex((line, index) => index > start && line.trim().replace(/^\* ?/, '') === '```')
    const code = lines
      .slice(start + 1, end < 0 ? undefined : end)
      .map((line) => line.replace(/^\s*\* ?/, (prefix) => (fence[1]?.includes('*') === true ? '' : prefix)))
    const promised = promises(code)
    if (promised.length > 0) examples.push({ at: `${path}:${start + 2}`, code: code.join('\n'), promised })
    start = end < 0 ? lines.length : end
  }
  return examples
}

/** Runs an example with the project's own packages and gives back the lines that it printed. */
export async function printedBy(example: Example, load: (name: string) => Promise<unknown>): Promise<string[]> {
  const printed: string[] = []
  const console = {
    log: (...values: unknown[]): void => {
      printed.push(...formatWithOptions({ breakLength: Infinity, compact: true }, ...values).split('\n'))
    },
  }
  const { outputText } = ts.transpileModule(importsAsLoads(example.code), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  const AsyncFunction = (async () => undefined).constructor as new (
    ...args: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('load', 'console', outputText)(load, console)
  return printed
}

/** What was printed, with a promise's remark after a colon or comma: `// 1.1: 10 % a year` is kept by `1.1`. */
export function withRemarks(printed: readonly string[], promised: readonly string[]): string[] {
  return printed.map((line, index) => {
    const promise = promised[index] ?? ''
    return promise.startsWith(line) && /^[:,] [a-z\d]/i.test(promise.slice(line.length)) ? promise : line
  })
}

function promises(code: readonly string[]): string[] {
  return code.flatMap((line, index) => {
    if (!/^\s*console\.log\(/.test(line)) return []
    const beside = /\)\s*\/\/ ?(.+)$/.exec(line)?.[1]
    if (beside !== undefined) return [beside.trim()]
    const after = code.slice(index + 1)
    const count = after.findIndex((next) => !/^\s*\/\//.test(next))
    return after.slice(0, count < 0 ? after.length : count).map((next) => next.replace(/^\s*\/\/ ?/, '').trimEnd())
  })
}

/** A function's body has no import declarations: each becomes a call. */
function importsAsLoads(code: string): string {
  const tree = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true)
  let text = code
  for (const statement of [...tree.statements].reverse()) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    const call = `await load('${statement.moduleSpecifier.text}')`
    const values =
      bindings !== undefined && ts.isNamedImports(bindings)
        ? bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly)
        : []
    const names = values.map(({ name, propertyName }) =>
      propertyName === undefined ? name.text : `${propertyName.text}: ${name.text}`,
    )
    const target =
      bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name.text : `{ ${names.join(', ')} }`
    const replacement =
      statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? '' : `const ${target} = ${call}`
    text = text.slice(0, statement.getStart()) + replacement + text.slice(statement.getEnd())
  }
  return text
}
