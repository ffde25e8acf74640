import fc from 'fast-check'

/** A copy of a message with another value at a path (`data.b.0.1`); `undefined` takes the field away. */
export function changed(message: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(message) as Record<string, unknown>
  const keys = path.split('.')
  const last = keys.pop() as string
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy)
  if (value !== undefined) parent[last] = value
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return copy
}

/** What stands at a path. */
export function at(message: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], message)
}

/** Paths of everything in a message, of leaves and of what holds them. */
export function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path]
  const named = Object.entries(value).filter(([key]) => /^\w+$/.test(key))
  const inner = named.flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
  return path === '' ? inner : [path, ...inner]
}

/** What a broken or hostile sender may put in the place of a field. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('NaN', '', '0x10', '1e400', '-1', '0', '0.0', '__proto__', null, {}, [], true, 0, -1, 1e308),
  fc.constantFrom<unknown>({ toString: 1 }, [[]], [['1']], [[null, '1']], [['1', 'x']], 2 ** 53, 1.5, '9'.repeat(50)),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ maxLength: 12 }),
  fc.double(),
)

/** One change of a frame's text. */
export type Change =
  | { readonly kind: 'value'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'drop' | 'rename' | 'cut'; readonly at: number }
  | { readonly kind: 'splice'; readonly at: number; readonly text: string }

const place = fc.nat(10_000)

/** Any change of a frame's text. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), at: place, value: oddValue }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'rename' as const, 'cut' as const), at: place }),
  fc.record({ kind: fc.constant('splice' as const), at: place, text: fc.string({ unit: 'binary', maxLength: 3 }) }),
)

/** The text with one change: of a value, a name, a field, its length or some characters. */
export function applyChange(text: string, change: Change): string {
  if (change.kind === 'cut') return text.slice(0, change.at % (text.length + 1))
  if (change.kind === 'splice') {
    const place = change.at % (text.length + 1)
    return text.slice(0, place) + change.text + text.slice(place + change.text.length)
  }
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return text
  }
  const paths = leaves(message)
  const path = paths[change.at % Math.max(1, paths.length)]
  if (path === undefined) return text
  if (change.kind === 'value') return JSON.stringify(changed(message, path, change.value)) ?? ''
  if (change.kind === 'rename') return text.replace(`"${path.split('.').at(-1)}":`, '"renamed":')
  return JSON.stringify(changed(message, path, undefined))
}
