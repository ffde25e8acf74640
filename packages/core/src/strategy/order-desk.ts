import type { OrderTicket, TimeInForce } from '../orders/index.js'

/** How much: exactly one of the three. */
export interface OrderSize {
  /** Base units; must be whole lots. */
  readonly quantity?: number | undefined
  /** Money in the account's currency; floors to whole lots at the price of the decision. */
  readonly notional?: number | undefined
  /** Fraction of equity; floors to whole lots at the price of the decision. */
  readonly weight?: number | undefined
}

/** What to send: without `limit` and `stop` a market order, with both a stop-limit order. */
export interface OrderRequest extends OrderSize {
  /** Worst price to accept, a whole multiple of the tick. */
  readonly limit?: number | undefined
  /** The order sleeps until the market trades at this price or beyond it; a whole multiple of the tick. */
  readonly stop?: number | undefined
  /** How long it waits to be filled; `GTC` unless said. */
  readonly timeInForce?: TimeInForce | undefined
  /** The owner's own mark, carried through to events and reports. */
  readonly tag?: string | undefined
  /** Hedge mode: which of the two positions it is for; `long` for a purchase and `short` for a sale unless said. */
  readonly positionSide?: 'long' | 'short' | undefined
}

/** Sends orders for the instrument of the event. Every call returns a ticket at once, in backtest, paper and live alike. */
export interface OrderDesk {
  /** Buys; what cannot be is denied, with `reason` on the ticket. Throws `UNKNOWN_PARAMETER` for a misspelt field. */
  buy(request: OrderRequest): OrderTicket
  /** Sells; from a cash account at most what is held or on its way. */
  sell(request: OrderRequest): OrderTicket
  /**
   * Trades the difference between what is held and the target, at market; `null` when there is none of a whole lot.
   * Below 0 it is a short position, where the account may have one.
   */
  target(size: OrderSize): OrderTicket | null
  /** Sells (or buys back) the whole position at market and cancels nothing; `null` when flat. */
  close(): OrderTicket | null
  /** Asks for the end of an order; an ended one is left alone. */
  cancel(order: OrderTicket): void
  /** Cancels every open order of this instrument. */
  cancelAll(): void
  /** Orders of this instrument that may still be filled, oldest first. */
  readonly open: readonly OrderTicket[]
}
