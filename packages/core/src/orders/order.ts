import type { InstrumentId } from '../market/index.js'

/** FIX 54; lower case as in ccxt. */
export type OrderSide = 'buy' | 'sell'
/**
 * FIX 40: at market, at a limit, or either of them once a price is reached: against the order (`stop`), in its favour
 * (`if_touched`), or a distance behind the best price since (`trailing_stop`). `market_to_limit` takes what is there and
 * leaves the rest as a limit order at the price that it got.
 */
export type OrderType =
  | 'market'
  | 'limit'
  | 'stop_market'
  | 'stop_limit'
  | 'market_if_touched'
  | 'limit_if_touched'
  | 'trailing_stop_market'
  | 'trailing_stop_limit'
  | 'market_to_limit'
/**
 * FIX 59: good till canceled, immediate or cancel, fill or kill, good till a moment, good for the day, at a session's open
 * and at its close.
 */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTD' | 'DAY' | 'OPG' | 'CLS'
/** FIX 1385: one cancels the others, one triggers the others, one updates the others' quantity. */
export type ContingencyType = 'OCO' | 'OTO' | 'OUO'
/** `maker`: the order waited in the market; `taker`: it took what was there. */
export type LiquiditySide = 'maker' | 'taker'

/**
 * Where an order stands; it only moves forward, see {@link canMoveTo}. Ended ones (`denied`, `rejected`, `filled`,
 * `canceled`, `expired`) never change again. While a change or a cancel is on its way (`pending_update`,
 * `pending_cancel`: at venues with latency only) it goes on from where it stood.
 */
export type OrderStatus =
  | 'initialized'
  | 'denied'
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'triggered'
  | 'partially_filled'
  | 'filled'
  | 'canceled'
  | 'expired'
  | 'pending_update'
  | 'pending_cancel'

/** Why an order was denied or rejected, ended before it was filled, or a change of it refused. */
export type OrderReason =
  | 'bad_quantity'
  | 'bad_price'
  | 'off_tick'
  | 'off_lot'
  | 'below_one_lot'
  | 'below_min_notional'
  | 'no_price'
  | 'insufficient_balance'
  | 'short_not_allowed'
  | 'too_many_orders'
  | 'by_user'
  | 'not_filled_at_once'
  | 'end_of_run'
  | 'bad_expiry'
  | 'would_take'
  | 'reduce_only'
  | 'contingency'
  | 'expired'
  | 'no_such_price'
  | 'order_ended'
  | 'liquidation'
  | 'not_supported'
  | 'no_session'

/** How a trailing stop follows the market: exactly one of `offset` and `fraction`. */
export interface Trail {
  /** Distance behind the best price, in the quote currency: whole ticks. */
  readonly offset?: number | undefined
  /** Distance behind the best price as a fraction of it, above 0 and below 1; the stop is rounded to the tick, away from the market. */
  readonly fraction?: number | undefined
  /** It begins to follow once the market has reached this price: a sale from below, a purchase from above. At once unless said. */
  readonly activation?: number | undefined
  /** Makes it a `trailing_stop_limit`: how far behind the stop its limit stands, in the quote currency, whole ticks, 0 or more. */
  readonly limitOffset?: number | undefined
}

/** How an order hangs together with others. */
export interface OrderContingency {
  /** `OTO`: its fills let others live; `OCO`, `OUO`: what becomes of the linked ones when it fills; both end all when it ends. */
  readonly type: ContingencyType
  /** The order whose fills let this one live; `null` where it lives by itself. */
  readonly parentId: string | null
  /** The orders that it lets live (`OTO`), or that it cancels (`OCO`) or updates (`OUO`). */
  readonly linkedIds: readonly string[]
}

/** An order as its owner sees it: live, always the latest state. */
export interface OrderTicket {
  /** `<strategy>-<number>`, counted from 1 in each run, so that repeated runs have equal ids. */
  readonly clientOrderId: string
  /** What it trades. */
  readonly instrumentId: InstrumentId
  /** `buy` or `sell`. */
  readonly side: OrderSide
  /** What its prices make it. */
  readonly type: OrderType
  /** How long it waits to be filled. */
  readonly timeInForce: TimeInForce
  /** When it expires, UTC epoch ms (`GTD`, `DAY`); `null` where time does not end it. */
  readonly expireTs: number | null
  /** Base units. */
  readonly quantity: number
  /** Worst price it accepts; `null` at market, and while a trailing stop has none yet. */
  readonly limitPrice: number | null
  /** Price that wakes it, or woke it; `null` where it does not sleep, and while a trailing stop has none yet. */
  readonly stopPrice: number | null
  /** How it follows the market; `null` where it does not. */
  readonly trail: Trail | null
  /** Rejected rather than filled as a taker. */
  readonly postOnly: boolean
  /** Never opens a position and never turns it around: shrinks with it, and ends with it. */
  readonly reduceOnly: boolean
  /** Base units that it shows at a time; `null` where it shows all. */
  readonly displayQty: number | null
  /** The orders that it hangs together with; `null` where it stands alone. */
  readonly contingency: OrderContingency | null
  /** Where it stands now. */
  readonly status: OrderStatus
  /** Base units filled so far. */
  readonly filledQty: number
  /** Base units not filled. */
  readonly leavesQty: number
  /** Average price of the fills so far. */
  readonly avgPrice: number | null
  /** Why it was denied, rejected, canceled or expired. */
  readonly reason: OrderReason | null
  /** May it still be filled? */
  readonly isOpen: boolean
  /** The owner's own mark, carried through to events and reports. */
  readonly tag: string | null
  /** The position that it is for, in hedge mode; `null` elsewhere. */
  readonly positionSide: 'long' | 'short' | null
}
