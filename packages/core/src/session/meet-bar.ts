import type { TradingAccount } from '../portfolio/index.js'
import type { Venue } from '../simulator/index.js'

/** A bar meets the venue, in two parts where a position is closed by force within it; then what its end brings. */
export function meetBar(market: Venue, account: TradingAccount, index: number, bar: Parameters<Venue['onBar']>): void {
  const [openTime, closeTime, open, high, low, close, volume] = bar
  const breach = account.breachBetween(index, open, low, high)
  if (Number.isNaN(breach)) market.onBar(...bar)
  else {
    market.onBar(openTime, closeTime, open, Math.max(open, breach), Math.min(open, breach), breach, volume)
    account.mark(index, breach)
    market.onBar(openTime, closeTime, breach, high, low, close, volume)
  }
  // What was opened within the bar stands up to the extremes that may have come after.
  const later = account.breachBetween(index, open, low, high)
  if (!Number.isNaN(later)) account.mark(index, later)
  market.onTime?.(closeTime)
}
