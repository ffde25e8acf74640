import type { OrderReason, OrderRecord } from '../orders/index.js'

/** Lots of this order that would only reduce what is held; 0 where it would open or add. */
export function reducibleLots({ side }: OrderRecord, heldLots: number): number {
  return Math.max(0, side === 'sell' ? heldLots : -heldLots)
}

/** What becomes of orders when a position changes. */
export interface ReduceOnlyPort {
  cancel(order: OrderRecord, reason: OrderReason, ts: number): void
  resize(order: OrderRecord, lots: number, ts: number): void
}

/** After a fill: no order at the venue that only reduces stays larger than its position, and none outlives it. */
export function shrinkToPosition(
  orders: readonly OrderRecord[],
  heldLots: (leg: OrderRecord['positionSide']) => number,
  ts: number,
  port: ReduceOnlyPort,
): void {
  for (const order of orders) {
    // One that is still on its way is measured when it arrives.
    if (!order.isOpen || Number.isNaN(order.acceptedTs)) continue
    const lots = reducibleLots(order, heldLots(order.positionSide))
    if (lots === 0) port.cancel(order, 'reduce_only', ts)
    else if (lots < order.leavesLots) port.resize(order, order.filledLots + lots, ts)
  }
}
