import type { OrderTicket } from '../orders/index.js'
import type { AccountEvent } from '../portfolio/index.js'
import type { InputDigest } from '../replay/index.js'
import type { RunRecord, StatisticResult } from '../report/index.js'
import type { InstrumentId } from '../market/index.js'
import type { SignalRecord } from './run-log.js'

/** What a backtest found, and everything that made it so: plain data and typed arrays, which `structuredClone` copies whole. */
export interface BacktestResult extends RunRecord {
  /** The figures of the run with their definitions; `null` with a reason where a figure would mean nothing. */
  readonly statistics: readonly StatisticResult[]
  /** Every order as it ended, in order of submission. */
  readonly orders: readonly OrderTicket[]
  /** Everything that the strategy published with `signal()`, in order of time. */
  readonly signals: readonly SignalRecord[]
  /** Exact cash at the end in the account's currency, every digit. */
  readonly finalCash: string
  /** Exact balances at the end by currency, every digit. */
  readonly finalBalances: Readonly<Record<string, string>>
  /** Funding, interest, swaps, margin calls and liquidations, in order of time. */
  readonly accountEvents: readonly AccountEvent[]
  /**
   * Fingerprint of inputs, orders, fills, ledger and signals: equal in every repetition, on every runtime, and under
   * any chunking; different when one bit of one input row differs.
   */
  readonly digest: string
  /** The streams that the run read, with their fingerprints. */
  readonly inputs: readonly InputDigest[]
  /** Times in which nothing was matched since a book had a gap; empty where the venue does not look at books. */
  readonly suspensions: readonly MatchingSuspension[]
  /** Rows of all streams together. */
  readonly rows: number
  /** Handler calls that were left out because a declared value was not there yet, or not there then. */
  readonly skippedCalls: number
}

/** A gap in the data of a book, from its first moment to the snapshot after it. */
export interface MatchingSuspension {
  /** Whose book. */
  readonly instrumentId: InstrumentId
  /** UTC epoch ms. */
  readonly fromTs: number
  /** UTC epoch ms; `null` where no snapshot came. */
  readonly untilTs: number | null
}
