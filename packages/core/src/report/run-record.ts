import type { InstrumentId } from '../market/index.js'

/** One execution of an order, as it was booked. */
export interface FillRecord {
  readonly ts: number
  readonly instrumentId: InstrumentId
  readonly clientOrderId: string
  readonly side: 'buy' | 'sell'
  /** Base units, above 0. */
  readonly quantity: number
  readonly price: number
  /** In `currency`; negative where the venue pays a rebate. */
  readonly fee: number
  readonly liquidity: 'maker' | 'taker'
}

/** A position from flat to flat. */
export interface RoundTrip {
  readonly instrumentId: InstrumentId
  readonly side: 'long' | 'short'
  readonly entryTs: number
  /** Null while the position is still open: it is then marked at the last price. */
  readonly exitTs: number | null
  /** Largest absolute size held, in base units. */
  readonly quantity: number
  /** Average price of all fills that opened or added. */
  readonly entryPrice: number
  /** Average price of all fills that reduced or closed; the last price where still open. */
  readonly exitPrice: number
  /** Profit after fees, in the account's currency. */
  readonly pnl: number
  readonly fees: number
  /** `pnl` over the cost of the entries. */
  readonly returnOnCost: number
}

/** Equity sampled over time: at every main bar, or on a grid that widens when a run is long. */
export interface EquityCurve {
  readonly length: number
  /** UTC epoch ms, ascending. */
  readonly ts: Float64Array
  readonly equity: Float64Array
  /** Worst drawdown since the sample before, a fraction of the peak in [0, 1]. */
  readonly drawdown: Float64Array
  /** Last price of each instrument at the sample, NaN before its first. */
  readonly prices: Readonly<Record<InstrumentId, Float64Array>>
}

/** The deepest fall of equity from its peak, over every event, not over samples. */
export interface DrawdownRecord {
  /** Fraction of the peak, in [0, 1]. */
  readonly depth: number
  readonly peakTs: number
  readonly troughTs: number
  /** The longest time that equity stood below an earlier peak, in ms. */
  readonly longestMs: number
}

/** A choice that made the result what it is: a model, a default, a rounding. */
export interface Policy {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

/** What a finished run left behind: everything that statistics and reports are made from. */
export interface RunRecord {
  readonly name: string
  readonly currency: string
  /** Clock of the first and of the last event, UTC epoch ms. */
  readonly startTs: number
  readonly endTs: number
  readonly initialEquity: number
  readonly finalEquity: number
  readonly equity: EquityCurve
  readonly drawdown: DrawdownRecord
  readonly fills: readonly FillRecord[]
  readonly trades: readonly RoundTrip[]
  /** Time with a position open, in ms, summed over the run. */
  readonly exposedMs: number
  /** Sum of price x quantity of all fills, in `currency`. */
  readonly tradedNotional: number
  readonly feesPaid: number
  /** Trading days in a year, the base of annualised figures: 365 for crypto, 252 for exchanges with sessions. */
  readonly daysPerYear: number
  readonly policies: readonly Policy[]
  /** What the reader should know before believing the figures. */
  readonly warnings: readonly string[]
}
