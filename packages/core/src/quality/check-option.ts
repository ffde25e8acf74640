import { badParameter } from '../errors/index.js'

/** A value that an option of a check can have; `null` where it is left open. */
export type CheckOptionValue = number | string | boolean | null

/** What an option accepts, as data: checks, docs and pickers are made from it. */
export type CheckOptionSpec = {
  /** What it is for, in one sentence. */
  readonly tells: string
} & (
  | {
      readonly kind: 'whole' | 'number'
      /** `null`: not used unless said. */
      readonly default: number | null
      readonly min: number
      readonly max: number
      /** `ms`, `fraction`, `count`, `base units` … */
      readonly unit: string
    }
  | { readonly kind: 'flag'; readonly default: boolean }
)

/** What a user wrote, or the default; a typed error where it cannot be. */
export function checkOption(
  owner: string,
  parameter: string,
  spec: CheckOptionSpec,
  value: unknown = spec.default,
): CheckOptionValue {
  if (spec.kind === 'flag') {
    if (typeof value === 'boolean') return value
    throw badParameter({ owner, parameter, value, expected: 'true or false' })
  }
  if (value === null && spec.default === null) return null
  const fits = typeof value === 'number' && value >= spec.min && value <= spec.max
  if (fits && (spec.kind === 'number' || Number.isInteger(value))) return value
  const kind = spec.kind === 'whole' ? 'a whole number' : 'a number'
  throw badParameter({ owner, parameter, value, expected: `${kind} from ${spec.min} to ${spec.max} (${spec.unit})` })
}
