import type { IndicatorDefinition } from './indicator-definition.js'

/** The canonical text of a definition: parameters sorted by name, everything that changes a number and nothing else. */
export function definitionKey(
  definition: Pick<IndicatorDefinition, 'type' | 'params' | 'inputs' | 'on' | 'of' | 'output'>,
  usualInputs: readonly string[],
): string {
  const { type, params, inputs, on, of, output } = definition
  const values = Object.keys(params)
    .sort()
    .map((name) => `${name}=${String(params[name]).replace(',', '..')}`)
  const column = inputs.join() === usualInputs.join() ? '' : `[${inputs.join()}]`
  if (of !== undefined) return `${type}(${values.join()})<${of.key}.${output}`
  return `${type}(${values.join()})${column}${on === 'main' ? '' : `@${on}`}`
}
