/** The changing part of an object as plain data: numbers, flags, texts, typed arrays, nested objects of the same. */
export interface State {
  readonly [field: string]: StateValue
}

/** What a state may hold: everything that survives a structured clone bit for bit, and no functions. */
export type StateValue = number | boolean | string | null | Float64Array | Int32Array | State | readonly StateValue[]

/** Copies the state of an object, field by field; fields named in `except` (bound arrays, shared things) stay out. */
export function captureState(source: object, except: ReadonlySet<string> = NONE): State {
  const state: Record<string, StateValue> = {}
  for (const [field, value] of Object.entries(source)) if (!except.has(field)) state[field] = capture(value, except)
  return state
}

/** Writes a captured state back into an object of the same kind, keeping the identity of its arrays and parts. */
export function restoreState(target: object, state: State, except: ReadonlySet<string> = NONE): void {
  const fields = target as Record<string, unknown>
  for (const field of Object.keys(fields)) {
    const value = state[field]
    if (!except.has(field) && value !== undefined) fields[field] = restored(fields[field], value, except)
  }
}

const NONE: ReadonlySet<string> = new Set()

function capture(value: unknown, except: ReadonlySet<string> = NONE): StateValue {
  if (value instanceof Float64Array || value instanceof Int32Array) return value.slice()
  if (Array.isArray(value)) return value.map((part) => capture(part, except))
  if (typeof value === 'object' && value !== null) return captureState(value, except)
  return value as number | boolean | string | null
}

function restored(current: unknown, value: StateValue, except: ReadonlySet<string>): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array) {
    const array = current as Float64Array
    if (array.length !== value.length) return value.slice()
    array.set(value)
    return array
  }
  if (Array.isArray(value)) {
    const list = current as unknown[]
    return value.map((part: StateValue, index) => restored(list[index], part, except))
  }
  if (typeof value === 'object' && value !== null) {
    restoreState(current as object, value as State, except)
    return current
  }
  return value
}
