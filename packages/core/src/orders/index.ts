export type {
  OrderAccepted,
  OrderCanceled,
  OrderCancelRejected,
  OrderDenied,
  OrderEvent,
  OrderExpired,
  OrderFilled,
  OrderModifyRejected,
  OrderRejected,
  OrderSubmitted,
  OrderTriggered,
  OrderUpdated,
} from './order-events.js'
export { linkPeers, linkToEntry } from './order-links.js'
export { OrderRecord, type OrderIdentity, type OrderLinks, type OrderTerms } from './order-record.js'
export { canMoveTo, isEnded } from './order-status.js'
export { isForAuction, isImmediate, orderTypeOf } from './order-type.js'
export type {
  ContingencyType,
  LiquiditySide,
  OrderContingency,
  OrderReason,
  OrderSide,
  OrderStatus,
  OrderTicket,
  OrderType,
  TimeInForce,
  Trail,
} from './order.js'
