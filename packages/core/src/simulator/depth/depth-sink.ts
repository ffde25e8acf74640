import type { OrderReason, OrderRecord } from '../../orders/index.js'
import type { ExecutionSink } from '../execution-sink.js'

/** What a venue that is far away tells beside executions, to whoever listens. */
export interface FarReports {
  /** The venue does not take the order. */
  rejected(order: OrderRecord, reason: OrderReason, ts: number): void
  /** A cancel is on its way. */
  pending(order: OrderRecord, status: 'pending_update' | 'pending_cancel'): void
  /** A cancel came too late. */
  cancelRejected(order: OrderRecord, reason: OrderReason, ts: number): void
}

export type DepthSink = ExecutionSink & Partial<FarReports>
