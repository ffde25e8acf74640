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
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('NaN', '', '0x10', '1e400', '-1', '0', '0.0', '__proto__', null, {}, [], true, 0, -1, 1e308),
  fc.constantFrom<unknown>({ toString: 1 }, [[]], [['1']], [[null, '1']], [['1', 'x']], 2 ** 53, 1.5, '9'.repeat(50)),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ maxLength: 12 }),
  fc.double(),
)
