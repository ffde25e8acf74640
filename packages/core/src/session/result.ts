import type { OrderTicket } from '../orders/index.js'
import type { AccountEvent } from '../portfolio/index.js'
import type { InputDigest } from '../replay/index.js'
import type { RunRecord, StatisticResult } from '../report/index.js'
import type { SignalRecord } from './run-log.js'

/** What a backtest found, and everything that made it so. */
export interface BacktestResult extends RunRecord {
  /** The figures of the run with their definitions; `null` with a reason where a figure would mean nothing. */
  readonly statistics: readonly StatisticResult[]
  /** Every order, in order of submission. */
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
  /** Rows of all streams together. */
  readonly rows: number
  /** Handler calls that were left out because a declared value was not there yet, or not there then. */
  readonly skippedCalls: number
}
