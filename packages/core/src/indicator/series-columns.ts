import { TapelineError } from '../errors/index.js'

/** Named columns of one series of rows, such as a chunk of bars. */
export type SeriesColumns = { readonly [name: string]: Float64Array | undefined }

/** Means of a bar's prices, and the columns that they need. */
const MEANS: Readonly<Record<string, readonly string[]>> = {
  hl2: ['high', 'low'],
  hlc3: ['high', 'low', 'close'],
  ohlc4: ['open', 'high', 'low', 'close'],
}

/** Trades have one price, one size and one time, whatever a bar calls them; a bar counts as one tick of its close and volume. */
const ON_TRADES: Readonly<Record<string, string>> = {
  open: 'price',
  high: 'price',
  low: 'price',
  close: 'price',
  hl2: 'price',
  hlc3: 'price',
  ohlc4: 'price',
  volume: 'size',
  openTime: 'ts',
}
const ON_BARS: Readonly<Record<string, string>> = { price: 'close', size: 'volume', ts: 'closeTime' }

/** The column of a series that an indicator asks for, maybe under another name, or those that it is the mean of; a typed error names what there is. */
export function columnSource(series: readonly string[], name: string, owner: string): readonly string[] {
  const has = (column: string | undefined): boolean => column !== undefined && series.includes(column)
  const alias = (has('price') ? ON_TRADES : ON_BARS)[name]
  const source = [[name], MEANS[name], [alias]].find((columns) => columns?.every(has))
  if (source !== undefined) return source as readonly string[]
  throw new TapelineError(`${owner} reads "${name}", which this series does not have.`, {
    code: 'UNKNOWN_SERIES',
    hint: `It has ${series.join(', ')}.`,
    details: { owner, name, series },
  })
}

/** Writes the mean of the columns into `out`, rows `[from, to)`. */
export function meanOfColumns(columns: readonly Float64Array[], out: Float64Array, from: number, to: number): void {
  const [a, b, c, d] = columns as [Float64Array, Float64Array, Float64Array | undefined, Float64Array | undefined]
  // A loop for each count: asked in every row, it would cost a third.
  if (c === undefined) {
    for (let i = from; i < to; i++) out[i] = ((a[i] as number) + (b[i] as number)) / 2
  } else if (d === undefined) {
    for (let i = from; i < to; i++) out[i] = ((a[i] as number) + (b[i] as number) + (c[i] as number)) / 3
  } else {
    for (let i = from; i < to; i++)
      out[i] = ((a[i] as number) + (b[i] as number) + (c[i] as number) + (d[i] as number)) / 4
  }
}
