import type { LiquiditySide, OrderReason, OrderRecord } from '../orders/index.js'
import type { PositionLeg } from '../portfolio/index.js'

/**
 * What the venue tells the account: every execution, every change and every end of an order. Whatever it is told may end,
 * change or send linked orders in the same breath.
 */
export interface ExecutionSink {
  /** Books an execution; returns the lots that the account could take, fewer where its balance ends. */
  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number
  /** The venue has the order. */
  accepted(order: OrderRecord, ts: number): void
  /** The venue does not take it. */
  rejected(order: OrderRecord, reason: OrderReason, ts: number): void
  cancel(order: OrderRecord, reason: OrderReason, ts: number): void
  /** Its time in force ended. */
  expired(order: OrderRecord, ts: number): void
  triggered(order: OrderRecord, ts: number): void
  /** A change or a cancel is on its way to a venue that is far. */
  pending(order: OrderRecord, status: 'pending_update' | 'pending_cancel'): void
  /** The venue has changed the order: its quantity and prices are the new ones. */
  updated(order: OrderRecord, ts: number): void
  /** A change was refused; the order stays as it was. */
  modifyRejected(order: OrderRecord, reason: OrderReason, ts: number): void
  /** A cancel came too late. */
  cancelRejected(order: OrderRecord, reason: OrderReason, ts: number): void
  /** Signed lots held, net: the adverse bar path depends on it; with a leg those of one of hedge mode's two positions. */
  heldLots(leg?: PositionLeg | null): number
  /** The last price that the account is marked at, NaN before the first. */
  lastPrice(): number
}
