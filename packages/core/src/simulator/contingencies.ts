import type { OrderReason, OrderRecord } from '../orders/index.js'

/** What linked orders do to one another. */
export interface ContingencyPort {
  /** An order that was held starts to live. */
  release(order: OrderRecord, ts: number): void
  cancel(order: OrderRecord, reason: OrderReason, ts: number): void
  /** Gives it another whole quantity, in lots. */
  resize(order: OrderRecord, lots: number, ts: number): void
}

/**
 * After an execution of `lots`: orders that it triggers live with what was filled and grow with it; of linked ones it
 * cancels (`OCO`) or reduces (`OUO`) the others. An exit that fills ends what is left of its entry, which nothing would
 * protect.
 */
export function afterFill(order: OrderRecord, lots: number, ts: number, port: ContingencyPort): void {
  if (order.links === null) return
  const { type, parent, children, peers } = order.links
  for (const child of children)
    if (child.isOpen) port.resize(child, child.isHeld ? order.filledLots : child.lots + lots, ts)
  for (const child of children) {
    if (!child.isOpen || !child.isHeld) continue
    child.isHeld = false
    port.release(child, ts)
  }
  for (const peer of peers) {
    if (!peer.isOpen) continue
    if (type === 'OCO' || !order.isOpen || peer.leavesLots <= lots) port.cancel(peer, 'contingency', ts)
    else port.resize(peer, peer.lots - lots, ts)
  }
  if (parent?.isOpen === true) port.cancel(parent, 'contingency', ts)
}

/**
 * An order ended without all of it being filled: those that waited for its first fill end, and those linked to it, unless
 * it was one of them that ended it. At the end of a run each ends for itself.
 */
export function afterEnd(order: OrderRecord, ts: number, port: ContingencyPort): void {
  if (order.links === null || order.reason === 'end_of_run') return
  const { children, peers } = order.links
  if (order.filledLots === 0) endAll(children, ts, port)
  if (order.reason !== 'contingency') endAll(peers, ts, port)
}

function endAll(orders: readonly OrderRecord[], ts: number, port: ContingencyPort): void {
  for (const order of orders) if (order.isOpen) port.cancel(order, 'contingency', ts)
}
