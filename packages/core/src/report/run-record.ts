import type { InstrumentId } from '../market/index.js'
import type { RoundTrip } from '../portfolio/index.js'

export type { RoundTrip } from '../portfolio/index.js'

/** One execution of an order, as it was booked. */
export interface FillRecord {
  /** UTC epoch ms. On bars: of a fill at the open the bar's open time, of any other its close time. */
  readonly ts: number
  /** What was traded. */
  readonly instrumentId: InstrumentId
  /** The order that it filled. */
  readonly clientOrderId: string
  /** Side of the order. */
  readonly side: 'buy' | 'sell'
  /** Base units, above 0. */
  readonly quantity: number
  /** In the quote currency. */
  readonly price: number
  /** In `feeCurrency`; negative where the venue pays a rebate. */
  readonly fee: number
  /** What the fee was paid in; `currency` of the run where it is not said. */
  readonly feeCurrency?: string | undefined
  /** Did it make liquidity or take it? */
  readonly liquidity: 'maker' | 'taker'
}

/** Equity sampled over time: at every main bar, or on a grid that widens when a run is long. */
export interface EquityCurve {
  /** Samples; every column is as long. */
  readonly length: number
  /** UTC epoch ms, ascending. */
  readonly ts: Float64Array
  /** Cash plus everything held at its last price, in the account's currency. */
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
  /** When the peak before the deepest fall was reached, UTC epoch ms. */
  readonly peakTs: number
  /** When the fall was deepest, UTC epoch ms. */
  readonly troughTs: number
  /** The longest time that equity stood below an earlier peak, in ms. */
  readonly longestMs: number
}

/** A choice that made the result what it is: a model, a default, a rounding. */
export interface Policy {
  /** Short name, such as `barPath`. */
  readonly name: string
  /** What was chosen, as text. */
  readonly value: string
  /** What the choice is about, in a sentence. */
  readonly meaning: string
}

/** What a finished run left behind: everything that statistics and reports are made from. */
export interface RunRecord {
  /** The strategy's name. */
  readonly name: string
  /** What all of its money is in. */
  readonly currency: string
  /** Clock of the first and of the last event, UTC epoch ms. */
  readonly startTs: number
  /** Clock of the last event, UTC epoch ms. */
  readonly endTs: number
  /** Cash at the start. */
  readonly initialEquity: number
  /** Cash plus everything still held at its last price. */
  readonly finalEquity: number
  /** Equity over time. */
  readonly equity: EquityCurve
  /** The deepest fall of equity. */
  readonly drawdown: DrawdownRecord
  /** Every execution, in order of booking. */
  readonly fills: readonly FillRecord[]
  /** Positions from flat to flat in order of their end; those still open come last. */
  readonly trades: readonly RoundTrip[]
  /** Time with a position open, in ms, summed over the run. */
  readonly exposedMs: number
  /** Sum of price x quantity of all fills, in `currency`. */
  readonly tradedNotional: number
  /** Sum of all fees less rebates, in `currency`. */
  readonly feesPaid: number
  /** Trading days in a year, the base of annualised figures: 365 for crypto, 252 for exchanges with sessions. */
  readonly daysPerYear: number
  /** Every choice that made the figures, defaults included. */
  readonly policies: readonly Policy[]
  /** What the reader should know before believing the figures. */
  readonly warnings: readonly string[]
}
