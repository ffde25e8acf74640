import type { OrderSide } from '../orders/index.js'
import type { AccountEvent } from './account-event.js'
import type { PositionLeg } from './position.js'

/** What a run lends its account: the clock, timers, and a hand on the orders when a position is closed by force. */
export interface AccountHost {
  /** What fees are paid in: `base`, `quote`, an asset of the account; null for the currency that profit is booked in. */
  readonly feeCurrency: string | null
  /** The run's clock. */
  readonly now: number
  /** Runs `action` at `ts`, after what the market does then. */
  at(ts: number, action: () => void): void
  /** Ends all open orders of an instrument. */
  cancelOrders(index: number): void
  /** Fills an order of the venue's at once, for the account's position. */
  liquidate(index: number, side: OrderSide, lots: number, price: number, leg: PositionLeg | null): void
  /** Keeps an event for the result, and warns of what a reader must know. */
  note(event: AccountEvent): void
}
