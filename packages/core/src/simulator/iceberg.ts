import type { OrderRecord } from '../orders/index.js'

/** Lots of a resting order that one print can meet: an iceberg shows a part of itself. */
export function meetableLots(order: OrderRecord): number {
  return order.displayLots === null ? order.leavesLots : Math.min(order.shownLots, order.leavesLots)
}

/**
 * After a fill of a resting order: once the shown part is gone the next one is shown. Says whether it was, as it then
 * stands behind the others at its price.
 */
export function renewShown(order: OrderRecord, filledLots: number): boolean {
  if (order.displayLots === null) return false
  order.shownLots = Math.max(0, order.shownLots - filledLots)
  if (order.shownLots > 0 || order.leavesLots === 0) return false
  order.shownLots = Math.min(order.displayLots, order.leavesLots)
  return true
}
