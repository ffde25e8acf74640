import type { InstrumentId } from '../market/index.js'
import type { LiquiditySide, OrderReason, OrderSide } from './order.js'

interface OrderEventBase {
  /** Clock of the event, UTC epoch ms. */
  readonly ts: number
  /** The instrument of the order. */
  readonly instrumentId: InstrumentId
  /** The order, as its ticket calls it. */
  readonly clientOrderId: string
}

/** Refused on this side, before anything was sent. */
export interface OrderDenied extends OrderEventBase {
  /** FIX ExecType 8 (rejected), by our own side. */
  readonly type: 'OrderDenied'
  /** What was wrong with it. */
  readonly reason: OrderReason
}
/** It is on its way to the venue. */
export interface OrderSubmitted extends OrderEventBase {
  /** FIX ExecType A (pending new). */
  readonly type: 'OrderSubmitted'
}
/** The venue has it: from the next event on it may be filled. */
export interface OrderAccepted extends OrderEventBase {
  /** FIX ExecType 0 (new). */
  readonly type: 'OrderAccepted'
}
/** A stop's price was reached; it is now a market or a limit order. */
export interface OrderTriggered extends OrderEventBase {
  /** FIX ExecType L (triggered). */
  readonly type: 'OrderTriggered'
}
/** The venue does not take it. */
export interface OrderRejected extends OrderEventBase {
  /** FIX ExecType 8 (rejected). */
  readonly type: 'OrderRejected'
  /** What the venue found wrong with it. */
  readonly reason: OrderReason
}
/** Its quantity or a price is another one from now on: its owner, a linked order or the position changed it. */
export interface OrderUpdated extends OrderEventBase {
  /** FIX ExecType 5 (replaced). */
  readonly type: 'OrderUpdated'
  /** The whole quantity, base units, fills included. */
  readonly quantity: number
  /** Worst price it accepts; `null` at market. */
  readonly limitPrice: number | null
  /** Price that wakes it; `null` where it does not sleep. */
  readonly stopPrice: number | null
}
/** A change was refused; the order stays as it was. */
export interface OrderModifyRejected extends OrderEventBase {
  /** FIX message 9 (cancel reject), answering a replace request. */
  readonly type: 'OrderModifyRejected'
  /** What was wrong with the change. */
  readonly reason: OrderReason
}
/** A cancel was refused; the order stays as it was. Venues with latency only: it was filled meanwhile. */
export interface OrderCancelRejected extends OrderEventBase {
  /** FIX message 9 (cancel reject), answering a cancel request. */
  readonly type: 'OrderCancelRejected'
  /** Why it could not be canceled. */
  readonly reason: OrderReason
}
/** Its time in force ended before it was filled, or before all of it was. */
export interface OrderExpired extends OrderEventBase {
  /** FIX ExecType C (expired). */
  readonly type: 'OrderExpired'
}
/** It ended before it was filled, or before all of it was. */
export interface OrderCanceled extends OrderEventBase {
  /** FIX ExecType 4 (canceled). */
  readonly type: 'OrderCanceled'
  /** Who or what ended it. */
  readonly reason: OrderReason
}
/** An execution of the order, whole or in part; booked when it is told. */
export interface OrderFilled extends OrderEventBase {
  /** FIX ExecType F (trade). */
  readonly type: 'OrderFilled'
  /** Side of the order. */
  readonly side: OrderSide
  /** Quantity of this execution, base units. */
  readonly lastQty: number
  /** Price of this execution. */
  readonly lastPrice: number
  /** In the settlement currency; negative is a rebate. */
  readonly fee: number
  /** Did it wait in the market (`maker`) or take what was there (`taker`)? Fees depend on it. */
  readonly liquidity: LiquiditySide
  /** What is still open after it, base units. */
  readonly leavesQty: number
}

/** Everything that can happen to an order, in the words of FIX's ExecType. */
export type OrderEvent =
  | OrderDenied
  | OrderSubmitted
  | OrderAccepted
  | OrderTriggered
  | OrderCanceled
  | OrderFilled
  | OrderRejected
  | OrderUpdated
  | OrderExpired
  | OrderModifyRejected
  | OrderCancelRejected
