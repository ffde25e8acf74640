import type { InstrumentId } from '../market/index.js'

/** FIX 54; lower case as in ccxt. */
export type OrderSide = 'buy' | 'sell'
/** FIX 40: at market, at a limit, or either of them once the stop price is reached. */
export type OrderType = 'market' | 'limit' | 'stop_market' | 'stop_limit'
/** FIX 59: good till canceled, immediate or cancel, fill or kill. */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK'
/** `maker`: the order waited in the market; `taker`: it took what was there. */
export type LiquiditySide = 'maker' | 'taker'

/**
 * Where an order stands; it only moves forward, see {@link canMoveTo}. Ended ones (`denied`, `rejected`, `filled`,
 * `canceled`) never change again. Backtests have no `rejected`: the simulated venue takes what the desk lets through.
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

/** Why an order was denied before it was sent, or ended before it was filled. */
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
  | 'would_take'

/** An order as its owner sees it: live, always the latest state. */
export interface OrderTicket {
  /** `<strategy>-<number>`, counted from 1 in each run, so that repeated runs have equal ids. */
  readonly clientOrderId: string
  /** What it trades. */
  readonly instrumentId: InstrumentId
  /** `buy` or `sell`. */
  readonly side: OrderSide
  /** What its limit and stop prices make it. */
  readonly type: OrderType
  /** How long it waits to be filled. */
  readonly timeInForce: TimeInForce
  /** Base units. */
  readonly quantity: number
  /** Worst price it accepts; `null` at market. */
  readonly limitPrice: number | null
  /** Price that wakes it; `null` where it does not sleep. */
  readonly stopPrice: number | null
  /** Where it stands now. */
  readonly status: OrderStatus
  /** Base units filled so far. */
  readonly filledQty: number
  /** Base units not filled. */
  readonly leavesQty: number
  /** Average price of the fills so far. */
  readonly avgPrice: number | null
  /** Why it was denied, rejected or canceled. */
  readonly reason: OrderReason | null
  /** May it still be filled? */
  readonly isOpen: boolean
  /** The owner's own mark, carried through to events and reports. */
  readonly tag: string | null
}
