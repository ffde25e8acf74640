import { TapelineError } from '../errors/index.js'
import type { OrderStatus } from './order.js'

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  initialized: ['denied', 'submitted'],
  denied: [],
  submitted: ['accepted', 'rejected', 'canceled', 'expired', 'pending_cancel'],
  accepted: ['triggered', 'partially_filled', 'filled', 'canceled', 'expired', 'pending_update', 'pending_cancel'],
  rejected: [],
  triggered: ['partially_filled', 'filled', 'canceled', 'expired', 'pending_update', 'pending_cancel'],
  partially_filled: ['partially_filled', 'filled', 'canceled', 'expired', 'pending_update', 'pending_cancel'],
  filled: [],
  canceled: [],
  expired: [],
  pending_update: [
    'accepted',
    'triggered',
    'partially_filled',
    'filled',
    'canceled',
    'expired',
    'pending_update',
    'pending_cancel',
  ],
  pending_cancel: [
    'submitted',
    'accepted',
    'rejected',
    'triggered',
    'partially_filled',
    'filled',
    'canceled',
    'expired',
    'pending_cancel',
  ],
}

/**
 * Is there a way from one status to the other? An order only moves forward: out of a pending status it goes on from where
 * it stood before.
 *
 * @example
 * ```ts
 * import { canMoveTo } from '@tapeline/core'
 * console.log(canMoveTo('accepted', 'filled'), canMoveTo('canceled', 'filled')) // true false
 * ```
 */
export function canMoveTo(from: OrderStatus, to: OrderStatus): boolean {
  return NEXT[from].includes(to)
}

/** An ended order never changes again. */
export function isEnded(status: OrderStatus): boolean {
  return NEXT[status].length === 0
}

/** Is a change or a cancel of the order on its way? */
export function isPending(status: OrderStatus): boolean {
  return status === 'pending_update' || status === 'pending_cancel'
}

/** `stood` is where the order stood before a change or a cancel was on its way. */
export function assertMove(clientOrderId: string, stood: OrderStatus, from: OrderStatus, to: OrderStatus): void {
  if (canMoveTo(from, to) && (from === stood || isPending(to) || to === stood || canMoveTo(stood, to))) return
  throw new TapelineError(`Order ${clientOrderId} cannot go from ${from} to ${to}.`, {
    code: 'ILLEGAL_ORDER_TRANSITION',
    details: { clientOrderId, from, to },
  })
}
