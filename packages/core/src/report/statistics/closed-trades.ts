import type { RoundTrip, RunRecord } from '../run-record.js'

/** Round trips that came back to flat. One that is still open is marked at the last price and has not won or lost yet. */
export function closedTrades(record: RunRecord): readonly RoundTrip[] {
  return record.trades.filter((trade) => trade.exitTs !== null)
}

export const NO_CLOSED_TRADE = 'no trade was closed'

/** What weakens a figure made from these trades, if anything does. */
export function fewTrades(trades: readonly RoundTrip[]): string | undefined {
  if (trades.length >= FEW) return undefined
  return trades.length === 1
    ? 'a single closed trade proves nothing'
    : `${trades.length} closed trades, chance rules below ${FEW}`
}

const FEW = 10
