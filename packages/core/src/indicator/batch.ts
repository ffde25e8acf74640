import { badParameter } from '../errors/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { SeriesGraph } from './series-graph.js'

/** Columns for a whole history, all of one length. An indicator takes those that it names as inputs. */
export interface BatchColumns {
  readonly [name: string]: Float64Array | undefined
}

/** Computes a definition over whole columns, in one pass of the same loop that serves streaming. */
export function batch<Out extends string>(
  definition: IndicatorDefinition<Out>,
  columns: BatchColumns,
  out: Partial<Record<Out, Float64Array>> = {},
): { readonly [K in Out]: Float64Array } {
  const names = Object.keys(columns).filter((name) => columns[name] !== undefined)
  const length = columns[names[0] ?? '']?.length ?? 0
  for (const name of names) checkLength(definition.type, name, columns[name] as Float64Array, length)
  const graph = new SeriesGraph(names, length)
  const buffers = definition.outputs.map((name) => {
    const buffer = out[name] ?? new Float64Array(length)
    checkLength(definition.type, `out.${name}`, buffer, length)
    return buffer
  })
  graph.add(definition, buffers)
  graph.bind(columns as Readonly<Record<string, Float64Array>>)
  graph.run(0, length)
  return Object.fromEntries(definition.outputs.map((name, at) => [name, buffers[at]])) as { [K in Out]: Float64Array }
}

function checkLength(owner: string, parameter: string, column: unknown, length: number): void {
  if (column instanceof Float64Array && column.length === length) return
  const value = column instanceof Float64Array ? column.length : column
  throw badParameter({
    owner,
    parameter,
    value,
    expected: `a Float64Array of ${length} rows, as long as the other columns`,
  })
}
