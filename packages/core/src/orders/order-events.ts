import type { InstrumentId } from '../market/index.js'
import type { LiquiditySide, OrderReason, OrderSide } from './order.js'

interface OrderEventBase {
  /** Clock of the event, UTC epoch ms. */
  readonly ts: number
  readonly instrumentId: InstrumentId
  readonly clientOrderId: string
}

/** Refused on this side, before anything was sent. */
export interface OrderDenied extends OrderEventBase {
  readonly type: 'OrderDenied'
  readonly reason: OrderReason
}
export interface OrderSubmitted extends OrderEventBase {
  readonly type: 'OrderSubmitted'
}
export interface OrderAccepted extends OrderEventBase {
  readonly type: 'OrderAccepted'
}
/** A stop's price was reached; it is now a market or a limit order. */
export interface OrderTriggered extends OrderEventBase {
  readonly type: 'OrderTriggered'
}
export interface OrderCanceled extends OrderEventBase {
  readonly type: 'OrderCanceled'
  readonly reason: OrderReason
}
export interface OrderFilled extends OrderEventBase {
  readonly type: 'OrderFilled'
  readonly side: OrderSide
  readonly lastQty: number
  readonly lastPrice: number
  /** In the settlement currency; negative is a rebate. */
  readonly fee: number
  readonly liquidity: LiquiditySide
  readonly leavesQty: number
}

/** Everything that can happen to an order, in the words of FIX's ExecType. */
export type OrderEvent = OrderDenied | OrderSubmitted | OrderAccepted | OrderTriggered | OrderCanceled | OrderFilled
