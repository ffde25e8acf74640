import type { BarColumns } from '@tapeline/core'
import { parseDecimal } from './csv-decimal.js'
import type { CsvLayout, CsvRoles } from './csv-header.js'
import { badField, CSV_CHUNK_ROWS, type CsvChunk, type CsvSink } from './csv-reader.js'
import type { CsvScanner } from './csv-scanner.js'
import { CsvTime, type CsvTimeOptions } from './csv-time.js'
import { readRowTime, TIME_NAMES } from './row-time.js'

/** What a column of a file of bars can be; `clock` is a time of day beside a date in `time`. */
export type BarRole = 'time' | 'clock' | 'open' | 'high' | 'low' | 'close' | 'adjClose' | 'volume'

export const BAR_ROLES: CsvRoles<BarRole> = {
  names: {
    ...TIME_NAMES,
    open: ['open', 'o', 'openprice', 'priceopen'],
    high: ['high', 'h', 'max', 'highprice', 'pricehigh'],
    low: ['low', 'l', 'min', 'lowprice', 'pricelow'],
    close: ['close', 'c', 'last', 'closelast', 'closeprice', 'priceclose'],
    adjClose: ['adjclose', 'adjustedclose', 'closeadj'],
    volume: ['volume', 'v', 'vol', 'basevolume', 'volumebase'],
  },
  required: ['time', 'open', 'high', 'low', 'close'],
}

/** Fills bar columns row by row; whatever no market could have printed is refused with its place. */
export class BarSink implements CsvSink<BarColumns> {
  readonly #layout: CsvLayout<BarRole>
  readonly #adjust: boolean
  readonly #time: CsvTime
  #columns: BarColumns = allocate()
  #lines = new Float64Array(CSV_CHUNK_ROWS)
  length = 0

  constructor(layout: CsvLayout<BarRole>, options: CsvTimeOptions & { readonly adjust?: string | undefined }) {
    this.#layout = layout
    this.#adjust = options.adjust === 'adjClose'
    this.#time = new CsvTime(options)
  }

  row(scanner: CsvScanner): void {
    const { time, clock, open, high, low, close, adjClose, volume, names } = this.#layout
    const columns = this.#columns
    const i = this.length
    columns.openTime[i] = readRowTime(scanner, this.#time, time, clock, names)
    const o = price(scanner, open, names)
    const h = price(scanner, high, names)
    const l = price(scanner, low, names)
    const c = price(scanner, close, names)
    if (h < l) throw badField(scanner, high, names[high], `a high of at least the low (${l})`)
    if (h < o || h < c)
      throw badField(scanner, high, names[high], `a high of at least the open and close (${Math.max(o, c)})`)
    if (l > o || l > c)
      throw badField(scanner, low, names[low], `a low of at most the open and close (${Math.min(o, c)})`)
    const v =
      volume < 0 ? 0 : parseDecimal(scanner.bytes, scanner.starts[volume] as number, scanner.ends[volume] as number)
    if (!(v >= 0 && v < Infinity))
      throw badField(scanner, volume, names[volume], 'a volume: a finite number of at least 0')
    columns.open[i] = o
    columns.high[i] = h
    columns.low[i] = l
    columns.close[i] = c
    columns.volume[i] = v === 0 ? 0 : v
    if (this.#adjust) this.#adjustRow(scanner, adjClose, i)
    this.#lines[i] = scanner.line
    this.length++
  }

  take(): CsvChunk<BarColumns> {
    const { length } = this
    const columns = this.#columns
    const lines = this.#lines
    this.#columns = allocate()
    this.#lines = new Float64Array(CSV_CHUNK_ROWS)
    this.length = 0
    return length === CSV_CHUNK_ROWS
      ? { columns, lines }
      : { columns: cut(columns, length), lines: lines.subarray(0, length) }
  }

  /** The vendor's factor for splits and dividends scales the whole bar, so that its shape stays. */
  #adjustRow(scanner: CsvScanner, adjClose: number, i: number): void {
    const { open, high, low, close } = this.#columns
    const adjusted = price(scanner, adjClose, this.#layout.names)
    const factor = adjusted / (close[i] as number)
    const o = (open[i] as number) * factor
    open[i] = o
    close[i] = adjusted
    // Rounding must not push the extremes inside the bar.
    high[i] = Math.max((high[i] as number) * factor, o, adjusted)
    low[i] = Math.min((low[i] as number) * factor, o, adjusted)
  }
}

function price(scanner: CsvScanner, field: number, names: readonly string[]): number {
  const value = parseDecimal(scanner.bytes, scanner.starts[field] as number, scanner.ends[field] as number)
  if (value > 0 && value < Infinity) return value
  throw badField(scanner, field, names[field], 'a price: a finite number above 0')
}

function allocate(): BarColumns {
  const column = (): Float64Array => new Float64Array(CSV_CHUNK_ROWS)
  return {
    kind: 'bars',
    length: CSV_CHUNK_ROWS,
    openTime: column(),
    closeTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  }
}

function cut(columns: BarColumns, length: number): BarColumns {
  return {
    kind: 'bars',
    length,
    openTime: columns.openTime.subarray(0, length),
    closeTime: columns.closeTime.subarray(0, length),
    open: columns.open.subarray(0, length),
    high: columns.high.subarray(0, length),
    low: columns.low.subarray(0, length),
    close: columns.close.subarray(0, length),
    volume: columns.volume.subarray(0, length),
  }
}
