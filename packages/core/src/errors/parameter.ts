import { TapelineError } from './tapeline-error.js'

/** An option and the value that it cannot take; the `details` of `BAD_PARAMETER`. */
export interface ParameterFault {
  /** Who refuses: a function, an indicator, a need of a strategy. */
  readonly owner: string
  /** The option's name as its user wrote it. */
  readonly parameter: string
  /** The value as it was given. */
  readonly value: unknown
  /** The values that would be accepted, in words: `a whole number from 1 to 100000`. */
  readonly expected: string
}

/** An option that was given a value it cannot take: names the option, the value and the range. */
export function badParameter(fault: ParameterFault): TapelineError {
  return new TapelineError(`${fault.owner}: ${fault.parameter} was ${show(fault.value)}, expected ${fault.expected}.`, {
    code: 'BAD_PARAMETER',
    details: { ...fault },
  })
}

/** An option that does not exist: most often a misspelt one, so the known names are listed. */
export function unknownParameter(owner: string, parameter: string, known: readonly string[]): TapelineError {
  return new TapelineError(`${owner}: there is no parameter "${parameter}".`, {
    code: 'UNKNOWN_PARAMETER',
    hint: known.length === 0 ? 'It takes none.' : `Known: ${known.join(', ')}.`,
    details: { owner, parameter, known },
  })
}

/** Throws {@link badParameter} unless the value is accepted. */
export function demand(
  accepted: boolean,
  owner: string,
  parameter: string,
  value: unknown,
  expected: string,
): asserts accepted {
  if (!accepted) throw badParameter({ owner, parameter, value, expected })
}

/** Throws {@link unknownParameter} for the first option that is not among the known ones. */
export function demandKnown(owner: string, options: object, known: readonly string[]): void {
  for (const option in options) if (!known.includes(option)) throw unknownParameter(owner, option, known)
}

/** A value as a reader of a message wants to see it: strings quoted, long things cut. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  return String(value)
}
