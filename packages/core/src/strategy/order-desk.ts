import type { OrderSide, OrderTicket, OrderType, TimeInForce, Trail } from '../orders/index.js'

/** How much: exactly one of the three. */
export interface OrderSize {
  /** Base units; must be whole lots. */
  readonly quantity?: number | undefined
  /** Money in the account's currency; floors to whole lots at the price of the decision. */
  readonly notional?: number | undefined
  /** Fraction of equity; floors to whole lots at the price of the decision. */
  readonly weight?: number | undefined
}

/** An order whose size is what another one fills. */
export interface ChildRequest {
  /** Worst price to accept, a whole multiple of the tick. */
  readonly limit?: number | undefined
  /**
   * The order sleeps until the market trades at this price or beyond it, against the order: a purchase above the market, a
   * sale below it. A whole multiple of the tick. With `limit` a stop-limit order.
   */
  readonly stop?: number | undefined
  /**
   * The order sleeps until the market trades at this price or beyond it, in its favour: a purchase below the market, a
   * sale above it. A whole multiple of the tick. With `limit` a limit-if-touched order.
   */
  readonly touch?: number | undefined
  /** A stop that follows the market at a distance. */
  readonly trail?: Trail | undefined
  /** What the prices make it, unless it is to be `market_to_limit`. */
  readonly type?: OrderType | undefined
  /** How long it waits to be filled; `GTC` unless said, `GTD` with `expireTs`. */
  readonly timeInForce?: TimeInForce | undefined
  /** When a `GTD` order expires, UTC epoch ms. */
  readonly expireTs?: number | undefined
  /** A limit order that is rejected (`would_take`) rather than filled as a taker. */
  readonly postOnly?: boolean | undefined
  /** Never opens a position and never turns it around: shrinks with it, and ends with it. */
  readonly reduceOnly?: boolean | undefined
  /** An iceberg: base units that it shows at a time, whole lots. */
  readonly displayQty?: number | undefined
  /** The owner's own mark, carried through to events and reports. */
  readonly tag?: string | undefined
  /** Hedge mode: which of the two positions it is for; `long` for a purchase and `short` for a sale unless said. */
  readonly positionSide?: 'long' | 'short' | undefined
}

/** What to send: without any price a market order, with `limit` and `stop` a stop-limit order. */
export interface OrderRequest extends OrderSize, ChildRequest {}

/** A request that says its side too. */
export interface SidedRequest extends OrderRequest {
  /** `buy` or `sell`. */
  readonly side: OrderSide
}

/** A child that says its side too. */
export interface SidedChild extends ChildRequest {
  /** `buy` or `sell`. */
  readonly side: OrderSide
}

/** An entry with its exits: at least one of the two. */
export interface BracketRequest extends SidedRequest {
  /** Where the profit is taken: a `limit`, a `touch`, or both. */
  readonly takeProfit?: ChildRequest | undefined
  /** Where the loss is cut: a `stop`, with or without `limit`, or a `trail`. */
  readonly stopLoss?: ChildRequest | undefined
}

/** The orders of a bracket. */
export interface BracketTickets {
  readonly entry: OrderTicket
  /** `null` where none was asked for. */
  readonly takeProfit: OrderTicket | null
  /** `null` where none was asked for. */
  readonly stopLoss: OrderTicket | null
}

/** An order and those that its fills let live. */
export interface TriggeredTickets {
  readonly entry: OrderTicket
  readonly children: readonly OrderTicket[]
}

/** What is to be another one: at least one of the three. */
export interface OrderChange {
  /** The whole quantity, fills included: base units, whole lots, more than what is filled. */
  readonly quantity?: number | undefined
  /** Of an order that has a limit of its own. */
  readonly limit?: number | undefined
  /** The price that wakes a stop or an if-touched order, while it sleeps. */
  readonly stop?: number | undefined
}

/** Sends orders for the instrument of the event. Every call returns a ticket at once, in backtest, paper and live alike. */
export interface OrderDesk {
  /** Buys; what cannot be is denied, with `reason` on the ticket. Throws `UNKNOWN_PARAMETER` for a misspelt field. */
  buy(request: OrderRequest): OrderTicket
  /** Sells; from a cash account at most what is held or on its way. */
  sell(request: OrderRequest): OrderTicket
  /**
   * An entry and its exits on the other side. The exits live from the entry's first fill on, with the quantity that was
   * filled, and grow with it; what one of them fills the other loses; they only reduce, and the first fill of either ends
   * what is left of the entry. When one is canceled, so is the other.
   *
   * @example
   * ```ts
   * import { backtest, bars, strategy } from '@tapeline/core'
   * import { syntheticBars } from '@tapeline/core/testing'
   *
   * const once = strategy({
   *   name: 'once',
   *   data: { main: bars('1d') },
   *   state: () => ({ sent: false }),
   *   onBar({ bar, orders, state }) {
   *     if (state.sent) return
   *     const cents = (price: number) => Math.round(price * 100) / 100
   *     const stopLoss = { stop: cents(bar.close * 0.95) }
   *     orders.bracket({ side: 'buy', weight: 0.5, takeProfit: { limit: cents(bar.close * 1.05) }, stopLoss })
   *     state.sent = true
   *   },
   * })
   * const main = syntheticBars({ seed: 1, bars: 250 })
   * const { orders } = await backtest({ strategy: once, data: { main }, account: { USD: 10_000 } }).result
   * console.log(orders.map(({ type, status }) => `${type} ${status}`).join(', '))
   * // market filled, limit filled, stop_market canceled
   * ```
   */
  bracket(request: BracketRequest): BracketTickets
  /** Two or more orders: the first fill of one, or its end, cancels the others. Sent whole, or denied whole. */
  oco(requests: readonly SidedRequest[]): readonly OrderTicket[]
  /** Two or more orders: what one fills the others lose, and the end of one ends them. Sent whole, or denied whole. */
  ouo(requests: readonly SidedRequest[]): readonly OrderTicket[]
  /** An order and others that live from its first fill on, with the quantity that was filled, and grow with it. */
  oto(entry: SidedRequest, children: readonly SidedChild[]): TriggeredTickets
  /**
   * Trades the difference between what is held and the target, at market; `null` when there is none of a whole lot.
   * Below 0 it is a short position, where the account may have one.
   */
  target(size: OrderSize): OrderTicket | null
  /** Sells (or buys back) the whole position at market and cancels nothing; `null` when flat. */
  close(): OrderTicket | null
  /**
   * Changes quantity or prices of an order: `OrderUpdated`, or `OrderModifyRejected` with what is wrong. A new price or a
   * larger quantity goes behind the others at its price; a smaller quantity keeps its place.
   */
  modify(order: OrderTicket, change: OrderChange): void
  /** Asks for the end of an order; an ended one is left alone. */
  cancel(order: OrderTicket): void
  /** Cancels every open order of this instrument. */
  cancelAll(): void
  /** Orders of this instrument that may still be filled, oldest first, those that wait for an entry included. */
  readonly open: readonly OrderTicket[]
}
