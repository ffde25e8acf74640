import type { Timeframe } from '../time/timeframe.js'
import type { BarColumns, BookColumns, BookOrderColumns, ColumnChunk, QuoteColumns, TradeColumns } from './columns.js'
import type { Instrument } from './instrument.js'

/** What was done to historical prices; stated by the source, never guessed. */
export type PriceAdjustment = 'raw' | 'splits' | 'splits_and_dividends' | 'unknown'

interface RecordedStream<C extends ColumnChunk> {
  /** What its rows are. */
  readonly kind: C['kind']
  /** What it is a record of. */
  readonly instrument: Instrument
  /** Where the rows come from, such as a file's name; part of the stream's canonical key. */
  readonly source: string
  /** What was done to its prices; a backtest warns where it is `unknown`. */
  readonly priceAdjustment: PriceAdjustment
  /** Number of rows where it is known beforehand: progress can then say how much is left. */
  readonly rows: number | null
  /** A fresh pass over the rows, in chunks of any length; each call starts anew, so a run can be repeated. */
  chunks(): AsyncIterable<C> | Iterable<C>
}

/** Recorded bars of one instrument and timeframe. */
export interface RecordedBars extends RecordedStream<BarColumns> {
  /** Bars. */
  readonly kind: 'bars'
  /** Length of each bar. */
  readonly timeframe: Timeframe
}

/** Recorded trade prints of one instrument. */
export interface RecordedTrades extends RecordedStream<TradeColumns> {
  /** Trades. */
  readonly kind: 'trades'
}

/** Recorded best bids and asks of one instrument (L1). */
export interface RecordedQuotes extends RecordedStream<QuoteColumns> {
  /** Quotes. */
  readonly kind: 'quotes'
}

/** The recorded book of one instrument (L2). */
export interface RecordedBook extends RecordedStream<BookColumns> {
  /** Levels of a book. */
  readonly kind: 'book'
}

/** The recorded book of one instrument order by order (L3). */
export interface RecordedBookOrders extends RecordedStream<BookOrderColumns> {
  /** Orders of a book. */
  readonly kind: 'orders'
}

/** One recorded stream of market data, as a replay takes it. */
export type Recorded = RecordedBars | RecordedTrades | RecordedQuotes | RecordedBook | RecordedBookOrders

/** Recorded bars or prints: what indicators and live sessions are fed with. */
export type RecordedTape = RecordedBars | RecordedTrades

/**
 * The canonical name of a stream: instrument, kind, source. Replay order and digests stand on it, never on the order of
 * registration.
 *
 * @example
 * ```ts
 * import { streamKey } from '@tapeline/core'
 * import { syntheticBars } from '@tapeline/core/testing'
 * console.log(streamKey(syntheticBars({ seed: 1, bars: 10 }))) // DEMO/USD@synthetic|bars:1d|synthetic-1
 * ```
 */
export function streamKey(stream: Recorded): string {
  return `${stream.instrument.id}|${stream.kind === 'bars' ? `bars:${stream.timeframe}` : stream.kind}|${stream.source}`
}
