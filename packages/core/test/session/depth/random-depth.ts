import fc from 'fast-check'
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

type Level = readonly [side: 1 | -1, price: number, size: number]

interface Happening {
  readonly ts: number
  readonly what: 'delta' | 'snapshot' | 'gap' | 'print' | 'quote'
  readonly levels: readonly Level[]
  readonly size: number
  readonly side: number
}

/** A made-up market of which the book, the best bids and asks and the prints were recorded. */
export interface DepthMarketRecord {
  readonly happenings: readonly Happening[]
  /** Our clock less the venue's; none where nobody wrote down when anything was received. */
  readonly delay: number | undefined
}

const level: fc.Arbitrary<Level> = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 0, 1, 2, 5, 9))
  .map(([isBid, away, size]) => [isBid ? 1 : -1, isBid ? 100 - away / 100 : 100.01 + away / 100, size] as const)

const WEIGHTS = [
  ...Array.from({ length: 9 }, () => 'delta' as const),
  ...Array.from({ length: 5 }, () => 'print' as const),
  ...Array.from({ length: 4 }, () => 'quote' as const),
  'snapshot',
  'snapshot',
  'gap',
] as const

/** Messages before the first snapshot and in gaps, gaps in a row, empty books, crossed ones, ties of all kinds. */
export const depthMarket: fc.Arbitrary<DepthMarketRecord> = fc
  .record({
    steps: fc.array(
      fc.record({
        wait: fc.constantFrom(0, 0, 1, 3, 10, 250),
        what: fc.constantFrom(...WEIGHTS),
        levels: fc.array(level, { minLength: 1, maxLength: 8 }),
        size: fc.integer({ min: 1, max: 12 }),
        side: fc.constantFrom(1, -1, 0),
      }),
      { minLength: 60, maxLength: 220 },
    ),
    delay: fc.constantFrom(undefined, 4, -700),
  })
  .map(({ steps, delay }) => {
    let ts = 1_000_000
    return { delay, happenings: steps.map(({ wait, ...step }) => ({ ...step, ts: (ts += wait) })) }
  })

export function bookOf(market: DepthMarketRecord, chunkRows: number, of: Instrument = COIN): RecordedBook {
  const rows = market.happenings.flatMap(({ ts, what, levels }) => {
    if (what === 'gap') return [{ ts, side: 0, price: 0, size: 0, flags: BOOK_GAP + BOOK_END }]
    if (what !== 'delta' && what !== 'snapshot') return []
    const sorted = [...levels].sort((a, b) => b[0] - a[0])
    return sorted.map(([side, price, size], i) => ({
      ts,
      side: side as number,
      price,
      size,
      flags: (i === 0 && what === 'snapshot' ? BOOK_SNAPSHOT : 0) + (i === sorted.length - 1 ? BOOK_END : 0),
    }))
  })
  const columns = (part: typeof rows): BookColumns => ({
    kind: 'book',
    length: part.length,
    ...times(part, market),
    side: Int8Array.from(part, ({ side }) => side),
    price: Float64Array.from(part, ({ price }) => price),
    size: Float64Array.from(part, ({ size }) => size),
    flags: Uint8Array.from(part, ({ flags }) => flags),
  })
  return { ...head(of, rows.length), kind: 'book', chunks: () => inChunks(rows, chunkRows, columns) }
}

export function printsOf(market: DepthMarketRecord, chunkRows: number, of: Instrument = COIN): RecordedTrades {
  const rows = market.happenings.filter(({ what }) => what === 'print')
  const columns = (part: typeof rows) => ({
    kind: 'trades' as const,
    length: part.length,
    ...times(part, market),
    price: Float64Array.from(part, ({ levels }) => levels[0]![1]),
    size: Float64Array.from(part, ({ size }) => size),
    // Whether a source tells sides shows with its first print.
    side: Int8Array.from(part, (row) => (row === rows[0] && row.side === 0 ? 1 : row.side)),
  })
  return { ...head(of, rows.length), kind: 'trades', chunks: () => inChunks(rows, chunkRows, columns) }
}

export function quotesOf(market: DepthMarketRecord, chunkRows: number, of: Instrument = COIN): RecordedQuotes {
  const rows = market.happenings.filter(({ what }) => what === 'quote')
  const columns = (part: typeof rows): QuoteColumns => ({
    kind: 'quotes',
    length: part.length,
    ...times(part, market),
    // An empty side has no price.
    bidPrice: Float64Array.from(part, ({ side, levels }) => (side === 0 ? NaN : levels[0]![1] - 0.02)),
    bidSize: Float64Array.from(part, ({ side, size }) => (side === 0 ? 0 : size)),
    askPrice: Float64Array.from(part, ({ levels }) => levels[0]![1] + 0.01),
    askSize: Float64Array.from(part, ({ size }) => size / 2),
  })
  return { ...head(of, rows.length), kind: 'quotes', chunks: () => inChunks(rows, chunkRows, columns) }
}

function times(part: readonly { readonly ts: number }[], { delay }: DepthMarketRecord) {
  const ts = Float64Array.from(part, (row) => row.ts)
  return delay === undefined ? { ts } : { ts, tsRecv: ts.map((one) => one + delay) }
}

function head(of: Instrument, rows: number): Pick<RecordedBook, 'instrument' | 'source' | 'priceAdjustment' | 'rows'> {
  return { instrument: of, source: 'random', priceAdjustment: 'raw', rows }
}

function* inChunks<R, C>(rows: readonly R[], size: number, columns: (part: R[]) => C): Generator<C> {
  for (let from = 0; from < rows.length; from += size) yield columns(rows.slice(from, from + size))
}
