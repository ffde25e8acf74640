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
export type OrderEvent = OrderDenied | OrderSubmitted | OrderAccepted | OrderTriggered | OrderCanceled | OrderFilled
