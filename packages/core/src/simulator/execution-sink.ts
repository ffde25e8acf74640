import type { LiquiditySide, OrderReason, OrderRecord } from '../orders/index.js'

/** What the venue tells the account: every execution and every end of an order. */
export interface ExecutionSink {
  /** Books an execution; returns the lots that the account could take, fewer where its balance ends. */
  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number
  /** The venue has the order. */
  accepted(order: OrderRecord, ts: number): void
  cancel(order: OrderRecord, reason: OrderReason, ts: number): void
  triggered(order: OrderRecord, ts: number): void
  /** Signed lots held: the adverse bar path depends on it. */
  heldLots(): number
}
