import type { Bar } from '../market/index.js'

/** A bar, and how it came about. */
export interface BuiltBar extends Bar {
  /** Number of trades (of quotes, where it was built from quotes); `undefined` where a part of it does not say. */
  readonly trades: number | undefined
  /** Quote units traded, the sum of price x size; `undefined` where a part of it does not say. */
  readonly quoteVolume: number | undefined
  /** Base units of which the buyer was the aggressor; `null` where no trade says its side. */
  readonly buyVolume: number | null
  /** Base units of which the seller was the aggressor; `null` where no trade says its side. */
  readonly sellVolume: number | null
  /** Quote units of which the buyer was the aggressor; `null` where no trade says its side. */
  readonly buyQuoteVolume: number | null
  /** Quote units of which the seller was the aggressor; `null` where no trade says its side. */
  readonly sellQuoteVolume: number | null
  /** Volume-weighted average price, `quoteVolume / volume`; `null` where nothing was traded or it is not known. */
  readonly vwap: number | null
  /** Its interval is over. It may still be corrected while `isFinal` is false. */
  readonly isClosed: boolean
  /** It is the first that was given out. */
  readonly isFirst: boolean
  /** Trades of it may be missing: it began before its source did, or was cut off, or lies in a gap of the stream. */
  readonly isPartial: boolean
  /** Nothing was traded in it: its four prices are the close before it. */
  readonly isEmpty: boolean
  /** How often it was corrected since it was first given out. */
  readonly revision: number
}

/** What receives bars, one by one, as they come about. */
export type BarSink = (bar: BuiltBar) => void
