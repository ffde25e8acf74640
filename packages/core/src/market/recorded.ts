import type { Timeframe } from '../time/timeframe.js'
import type { BarColumns, ColumnChunk, TradeColumns } from './columns.js'
import type { Instrument } from './instrument.js'

/** What was done to historical prices; stated by the source, never guessed. */
export type PriceAdjustment = 'raw' | 'splits' | 'splits_and_dividends' | 'unknown'

interface RecordedStream<C extends ColumnChunk> {
  readonly kind: C['kind']
  readonly instrument: Instrument
  /** Where the rows come from, such as a file's name; part of the stream's canonical key. */
  readonly source: string
  readonly priceAdjustment: PriceAdjustment
  /** Number of rows where it is known beforehand: progress can then say how much is left. */
  readonly rows: number | null
  /** A fresh pass over the rows, in chunks of any length; each call starts anew, so a run can be repeated. */
  chunks(): AsyncIterable<C> | Iterable<C>
}

/** Recorded bars of one instrument and timeframe. */
export interface RecordedBars extends RecordedStream<BarColumns> {
  readonly kind: 'bars'
  readonly timeframe: Timeframe
}

/** Recorded trade prints of one instrument. */
export interface RecordedTrades extends RecordedStream<TradeColumns> {
  readonly kind: 'trades'
}

/** One recorded stream of market data, as a replay takes it. */
export type Recorded = RecordedBars | RecordedTrades

/** The canonical name of a stream: instrument, kind, source. Replay order and digests stand on it, never on the order of registration. */
export function streamKey(stream: Recorded): string {
  return `${stream.instrument.id}|${stream.kind === 'bars' ? `bars:${stream.timeframe}` : stream.kind}|${stream.source}`
}
