import {
  type BookColumns,
  type Instrument,
  type QuoteColumns,
  type RecordedBook,
  type RecordedQuotes,
  type RecordedTrades,
} from '../../../src/index.js'
import { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT } from '../../../src/session/trading.js'
import { COIN } from '../recorded-rows.js'

/** One message of a book: levels as `[side, price, size]`. */
export interface BookMessage {
  readonly ts: number
  readonly kind?: 'snapshot' | 'gap'
  readonly levels?: readonly (readonly [side: 1 | -1, price: number, size: number])[]
}

export interface PrintRow {
  readonly ts: number
  readonly price: number
  readonly size: number
  readonly side: number
}

export interface QuoteRow {
  readonly ts: number
  readonly bid: readonly [price: number, size: number]
  readonly ask: readonly [price: number, size: number]
}

/** A book in chunks of so many rows, which may cut messages apart. */
export function recordedBook(
  messages: readonly BookMessage[],
  chunkRows: number = Infinity,
  of: Instrument = COIN,
): RecordedBook {
  const rows = messages.flatMap(({ ts, kind, levels = [] }) =>
    kind === 'gap'
      ? [{ ts, side: 0, price: 0, size: 0, flags: BOOK_GAP + BOOK_END }]
      : levels.map(([side, price, size], i) => ({
          ts,
          side,
          price,
          size,
          flags: (i === 0 && kind === 'snapshot' ? BOOK_SNAPSHOT : 0) + (i === levels.length - 1 ? BOOK_END : 0),
        })),
  )
  return {
    ...head(of, rows.length),
    kind: 'book',
    *chunks() {
      for (const part of inParts(rows, chunkRows)) {
        yield {
          kind: 'book',
          length: part.length,
          ts: Float64Array.from(part, ({ ts }) => ts),
          side: Int8Array.from(part, ({ side }) => side),
          price: Float64Array.from(part, ({ price }) => price),
          size: Float64Array.from(part, ({ size }) => size),
          flags: Uint8Array.from(part, ({ flags }) => flags),
        } satisfies BookColumns
      }
    },
  }
}

export function recordedPrints(
  rows: readonly PrintRow[],
  chunkRows: number = Infinity,
  of: Instrument = COIN,
): RecordedTrades {
  return {
    ...head(of, rows.length),
    kind: 'trades',
    *chunks() {
      for (const part of inParts(rows, chunkRows)) {
        yield {
          kind: 'trades' as const,
          length: part.length,
          ts: Float64Array.from(part, ({ ts }) => ts),
          price: Float64Array.from(part, ({ price }) => price),
          size: Float64Array.from(part, ({ size }) => size),
          side: Int8Array.from(part, ({ side }) => side),
        }
      }
    },
  }
}

export function recordedQuotes(
  rows: readonly QuoteRow[],
  chunkRows: number = Infinity,
  of: Instrument = COIN,
): RecordedQuotes {
  return {
    ...head(of, rows.length),
    kind: 'quotes',
    *chunks() {
      for (const part of inParts(rows, chunkRows)) {
        yield {
          kind: 'quotes',
          length: part.length,
          ts: Float64Array.from(part, ({ ts }) => ts),
          bidPrice: Float64Array.from(part, ({ bid }) => bid[0]),
          bidSize: Float64Array.from(part, ({ bid }) => bid[1]),
          askPrice: Float64Array.from(part, ({ ask }) => ask[0]),
          askSize: Float64Array.from(part, ({ ask }) => ask[1]),
        } satisfies QuoteColumns
      }
    },
  }
}

function head(of: Instrument, rows: number): Pick<RecordedBook, 'instrument' | 'source' | 'priceAdjustment' | 'rows'> {
  return { instrument: of, source: 'rows', priceAdjustment: 'raw', rows }
}

function* inParts<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, Math.min(rows.length, from + size))
}
