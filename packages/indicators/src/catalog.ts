import { badParameter } from '@tapeline/core'
import { type IndicatorDefinition, type IndicatorType } from '@tapeline/core/indicator'
import * as all from './all.js'

/** Any indicator of the catalogue, its parameters unknown until its metadata are read. */
export type AnyIndicator = IndicatorType<object, string>

/** What is needed to write a definition down, in JSON for instance. */
export type DefinitionData = Pick<IndicatorDefinition, 'type'> &
  Partial<Pick<IndicatorDefinition, 'params' | 'inputs' | 'on' | 'output'>> & {
    readonly of?: DefinitionData | undefined
  }

/** Every indicator of this package, by name. */
export interface Catalog extends Iterable<AnyIndicator> {
  /** Names in alphabetical order, as the package exports them. */
  readonly names: readonly string[]
  /** The indicator of this name, or undefined. */
  get(name: string): AnyIndicator | undefined
  /** A live definition from one that was written down: JSON, a message from another thread. */
  define(data: DefinitionData): IndicatorDefinition
}

const byName: ReadonlyMap<string, AnyIndicator> = /*#__PURE__*/ new Map(
  /*#__PURE__*/ (Object.values(all) as unknown as AnyIndicator[]).map((type) => [type.metadata.name, type]),
)

/**
 * Every indicator of this package, for pickers, docs and strategies written as data. Whoever imports it bundles them all.
 *
 * @example
 * ```ts
 * import { catalog } from '@tapeline/indicators'
 * const definition = catalog.define({ type: 'ema', params: { period: 5 }, of: { type: 'macd' }, output: 'signal' })
 * console.log(definition.key) // ema(period=5)<macd(fast=12,signal=9,slow=26).signal
 * ```
 */
export const catalog: Catalog = {
  get names() {
    return [...byName.keys()]
  },
  get: (name) => byName.get(name),
  define,
  [Symbol.iterator]: () => byName.values(),
}

function define({ type: name, params, inputs, on, of, output }: DefinitionData): IndicatorDefinition {
  const type = byName.get(name)
  if (type === undefined)
    throw badParameter({
      owner: 'catalog',
      parameter: 'type',
      value: name,
      expected: `one of ${[...byName.keys()].join(', ')}`,
    })
  const usual = type.metadata.inputs
  const input =
    of === undefined && inputs?.length === 1 && typeof usual !== 'function' && inputs[0] !== usual[0]
      ? inputs[0]
      : undefined
  const given = {
    ...params,
    on: of === undefined ? on : undefined,
    input,
    of: of === undefined ? undefined : define(of),
    output,
  }
  return type(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
}
