import type { OrderTicket } from './order.js'

/** An order as plain data, as it stands now: it can be cloned, sent to a worker and written as JSON. */
export function plainOrder(order: OrderTicket): OrderTicket {
  return {
    clientOrderId: order.clientOrderId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    timeInForce: order.timeInForce,
    expireTs: order.expireTs,
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    stopPrice: order.stopPrice,
    trail: order.trail,
    postOnly: order.postOnly,
    reduceOnly: order.reduceOnly,
    displayQty: order.displayQty,
    contingency: order.contingency,
    status: order.status,
    filledQty: order.filledQty,
    leavesQty: order.leavesQty,
    avgPrice: order.avgPrice,
    reason: order.reason,
    isOpen: order.isOpen,
    tag: order.tag,
    positionSide: order.positionSide,
  }
}
