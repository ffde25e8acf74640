import { badParameter, unknownParameter } from '../errors/index.js'
import type { ParameterValue } from './parameter-value.js'
import type { IndicatorMetadata, ParameterSpec } from './indicator-metadata.js'

/** Checks what a user wrote against the metadata and fills in the defaults; `common` names options that are no parameters. */
export function resolveParameters(
  metadata: IndicatorMetadata,
  given: Readonly<Record<string, unknown>>,
  common: readonly string[],
): Record<string, ParameterValue> {
  const specs = metadata.params
  const owner = metadata.name
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name) && !common.includes(name))
      throw unknownParameter(owner, name, [...Object.keys(specs), ...common])
  }
  const params: Record<string, ParameterValue> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    const settled = value === undefined ? spec.default : checked(owner, name, spec, value)
    if (isConvention(spec) && settled === spec.default) continue
    params[name] = settled
  }
  return params
}

/** The usual conventions of an indicator: what definitions leave out and kernels are told. */
export function usualConventions(specs: IndicatorMetadata['params']): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) => (isConvention(spec) ? [[name, spec.default]] : [])),
  )
}

function isConvention(spec: ParameterSpec): boolean {
  return spec.kind === 'choice' && spec.isConvention === true
}

function checked(owner: string, parameter: string, spec: ParameterSpec, value: unknown): ParameterValue {
  const refuse = (expected: string): never => {
    throw badParameter({
      owner,
      parameter,
      value: Array.isArray(value) ? `[${value.map(String).join(', ')}]` : value,
      expected,
    })
  }
  if (spec.kind === 'choice')
    return spec.choices.includes(value as string) ? (value as string) : refuse(`one of ${spec.choices.join(', ')}`)
  if (spec.kind === 'window')
    return isWindow(value) ? window(value) : refuse(`[t1, t2] in seconds before now, ${LONGEST_S} >= t1 > t2 >= 0`)
  if (spec.kind === 'seconds') return isSeconds(value) ? micros(value) / 1e6 : refuse(`seconds from 0 to ${LONGEST_S}`)
  const fits =
    typeof value === 'number' &&
    value >= spec.min &&
    value <= spec.max &&
    (spec.kind === 'number' || Number.isInteger(value))
  return fits ? value : refuse(`a ${spec.kind === 'whole' ? 'whole ' : ''}number from ${spec.min} to ${spec.max}`)
}

/** A year before now is as far as a window reaches. */
const LONGEST_S = 31_622_400

function isWindow(value: unknown): value is readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [t1, t2] = value as unknown[]
  return isSeconds(t1) && isSeconds(t2) && micros(t1) > micros(t2)
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LONGEST_S
}

function window([t1, t2]: readonly [number, number]): readonly [number, number] {
  return Object.freeze([micros(t1) / 1e6, micros(t2) / 1e6] as [number, number])
}

/** Windows are whole microseconds. */
function micros(seconds: number): number {
  return Math.round(seconds * 1e6)
}
