import { badParameter } from '../errors/index.js'
import type { IndicatorDefinition, SeriesOptions } from './indicator-definition.js'

const PRICE_INPUTS: readonly string[] = ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4']

/** Where the numbers come from: a data need's column, or an output of another indicator of the same data need. */
export function resolveFeed(owner: string, given: SeriesOptions): Pick<IndicatorDefinition, 'on' | 'of' | 'output'> {
  const { input, of, output, on } = given
  if (on !== undefined && !/^[A-Za-z_]\w{0,63}$/.test(on)) {
    throw badParameter({ owner, parameter: 'on', value: on, expected: "the name of one of the strategy's data needs" })
  }
  if (input !== undefined && (of !== undefined || !PRICE_INPUTS.includes(input))) {
    throw badParameter({
      owner,
      parameter: 'input',
      value: input,
      expected: of === undefined ? `one of ${PRICE_INPUTS.join(', ')}` : 'nothing beside of',
    })
  }
  if (of === undefined) {
    if (output !== undefined)
      throw badParameter({ owner, parameter: 'output', value: output, expected: 'an indicator in of to take it from' })
    return { on: on ?? 'main' }
  }
  if (typeof of !== 'object' || of === null || typeof of.key !== 'string' || typeof of.create !== 'function') {
    throw badParameter({
      owner,
      parameter: 'of',
      value: of,
      expected: 'the definition of an indicator, such as macd()',
    })
  }
  if (on !== undefined && on !== of.on)
    throw badParameter({ owner, parameter: 'on', value: on, expected: `${of.on}, where ${of.key} is fed` })
  const name = output ?? (of.outputs[0] as string)
  if (!of.outputs.includes(name))
    throw badParameter({
      owner,
      parameter: 'output',
      value: name,
      expected: `one of ${of.outputs.join(', ')} of ${of.type}`,
    })
  return { on: of.on, of, output: name }
}
