export type {
  OrderAccepted,
  OrderCanceled,
  OrderDenied,
  OrderEvent,
  OrderFilled,
  OrderSubmitted,
  OrderTriggered,
} from './order-events.js'
export { OrderRecord, type OrderTerms } from './order-record.js'
export { canMoveTo, isEnded } from './order-status.js'
export type {
  LiquiditySide,
  OrderReason,
  OrderSide,
  OrderStatus,
  OrderTicket,
  OrderType,
  TimeInForce,
} from './order.js'
