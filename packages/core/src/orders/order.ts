import type { InstrumentId } from '../market/index.js'

export type OrderSide = 'buy' | 'sell'
export type OrderType = 'market' | 'limit' | 'stop_market' | 'stop_limit'
/** FIX 59: good till canceled, immediate or cancel, fill or kill. */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK'
export type LiquiditySide = 'maker' | 'taker'

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

/** An order as its owner sees it: live, always the latest state. */
export interface OrderTicket {
  readonly clientOrderId: string
  readonly instrumentId: InstrumentId
  readonly side: OrderSide
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  /** Base units. */
  readonly quantity: number
  readonly limitPrice: number | null
  readonly stopPrice: number | null
  readonly status: OrderStatus
  readonly filledQty: number
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
