import type { TradeColumns } from '@tapeline/core'
import { parseDecimal } from './csv-decimal.js'
import type { CsvLayout, CsvRoles } from './csv-header.js'
import { badField, CSV_CHUNK_ROWS, type CsvChunk, type CsvSink } from './csv-reader.js'
import type { CsvScanner } from './csv-scanner.js'
import { CsvTime, type CsvTimeOptions } from './csv-time.js'
import { readRowTime, TIME_NAMES } from './row-time.js'

/**
 * What a column of a file of trades can be; `clock` is a time of day beside a date in `time`, `received` the time of
 * receipt, `buyerIsMaker` Binance's way to name the aggressor.
 */
export type TradeRole = 'time' | 'clock' | 'received' | 'price' | 'size' | 'side' | 'buyerIsMaker'

export const TRADE_ROLES: CsvRoles<TradeRole> = {
  names: {
    ...TIME_NAMES,
    received: ['received', 'recv', 'tsrecv', 'receivedat', 'localtimestamp', 'localts'],
    price: ['price', 'p', 'px', 'rate', 'tradeprice', 'lastprice'],
    size: ['size', 'qty', 'quantity', 'amount', 'q', 'volume', 'vol', 'tradesize', 'lastqty', 'basevolume'],
    side: ['side', 'aggressor', 'aggressorside', 'takerside'],
    buyerIsMaker: ['isbuyermaker', 'buyerismaker', 'buyermaker', 'wasbuyermaker'],
  },
  required: ['time', 'price', 'size'],
}

const SIDES: ReadonlyMap<number, number> = /*#__PURE__*/ wordTable({
  1: ['buy', 'b', 'bid', '1'],
  [-1]: ['sell', 's', 'ask', 'a', '-1'],
  0: ['', 'none', '0', 'n/a'],
})
/** A buyer who was the maker was hit by a seller. */
const FLAGS: ReadonlyMap<number, number> = /*#__PURE__*/ wordTable({ [-1]: ['true', 't', '1'], 1: ['false', 'f', '0'] })

/** Fills trade columns row by row; whatever no market could have printed is refused with its place. */
export class TradeSink implements CsvSink<TradeColumns> {
  readonly #layout: CsvLayout<TradeRole>
  readonly #time: CsvTime
  readonly #received: CsvTime
  #columns: FullTrades
  #lines = new Float64Array(CSV_CHUNK_ROWS)
  length = 0

  constructor(layout: CsvLayout<TradeRole>, options: CsvTimeOptions) {
    this.#layout = layout
    this.#time = new CsvTime(options)
    this.#received = new CsvTime(options)
    this.#columns = allocate()
  }

  row(scanner: CsvScanner): void {
    const { time, clock, received, price, size, side, buyerIsMaker, names } = this.#layout
    const columns = this.#columns
    const i = this.length
    columns.ts[i] = readRowTime(scanner, this.#time, time, clock, names)
    if (received >= 0) columns.tsRecv[i] = readRowTime(scanner, this.#received, received, -1, names)
    columns.price[i] = positive(scanner, price, names, 'a price')
    columns.size[i] = positive(scanner, size, names, 'a size')
    if (side >= 0) columns.side[i] = word(scanner, side, names, SIDES, 'buy or sell (nothing where it is unknown)')
    else if (buyerIsMaker >= 0) columns.side[i] = word(scanner, buyerIsMaker, names, FLAGS, 'true or false')
    this.#lines[i] = scanner.line
    this.length++
  }

  take(): CsvChunk<TradeColumns> {
    const { length } = this
    const { received, side, buyerIsMaker } = this.#layout
    const { ts, tsRecv, price, size, side: sides } = this.#columns
    const cut = <A extends Float64Array | Int8Array>(column: A): A => column.subarray(0, length) as A
    const columns: TradeColumns = {
      kind: 'trades',
      length,
      ts: cut(ts),
      price: cut(price),
      size: cut(size),
      ...(received >= 0 ? { tsRecv: cut(tsRecv) } : {}),
      ...(side >= 0 || buyerIsMaker >= 0 ? { side: cut(sides) } : {}),
    }
    const lines = cut(this.#lines)
    this.#columns = allocate()
    this.#lines = new Float64Array(CSV_CHUNK_ROWS)
    this.length = 0
    return { columns, lines }
  }
}

interface FullTrades {
  readonly ts: Float64Array
  readonly tsRecv: Float64Array
  readonly price: Float64Array
  readonly size: Float64Array
  readonly side: Int8Array
}

function allocate(): FullTrades {
  const column = (): Float64Array => new Float64Array(CSV_CHUNK_ROWS)
  return { ts: column(), tsRecv: column(), price: column(), size: column(), side: new Int8Array(CSV_CHUNK_ROWS) }
}

function positive(scanner: CsvScanner, field: number, names: readonly string[], what: string): number {
  const value = parseDecimal(scanner.bytes, scanner.starts[field] as number, scanner.ends[field] as number)
  if (value > 0 && value < Infinity) return value
  throw badField(scanner, field, names[field], `${what}: a finite number above 0`)
}

function word(
  scanner: CsvScanner,
  field: number,
  names: readonly string[],
  words: ReadonlyMap<number, number>,
  expected: string,
): number {
  const value = words.get(wordKey(scanner.bytes, scanner.starts[field] as number, scanner.ends[field] as number))
  if (value !== undefined) return value
  throw badField(scanner, field, names[field], expected)
}

function wordTable(words: Readonly<Record<number, readonly string[]>>): ReadonlyMap<number, number> {
  const encoder = new TextEncoder()
  return new Map(
    Object.entries(words).flatMap(([value, spellings]) =>
      spellings.map((spelling) => {
        const bytes = encoder.encode(spelling)
        return [wordKey(bytes, 0, bytes.length), Number(value)] as const
      }),
    ),
  )
}

/** A word of up to five letters, upper or lower case, as one number: so a column of words costs no strings. */
function wordKey(bytes: Uint8Array, start: number, end: number): number {
  let key = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte === 0x20) continue
    if (key >= 2 ** 32) return -1
    key = key * 256 + (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)
  }
  return key
}
