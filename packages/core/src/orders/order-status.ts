import { TapelineError } from '../errors/index.js'
import type { OrderStatus } from './order.js'

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  initialized: ['denied', 'submitted'],
  denied: [],
  submitted: ['accepted', 'rejected', 'canceled'],
  accepted: ['triggered', 'partially_filled', 'filled', 'canceled'],
  rejected: [],
  triggered: ['partially_filled', 'filled', 'canceled'],
  partially_filled: ['partially_filled', 'filled', 'canceled'],
  filled: [],
  canceled: [],
}

/**
 * Is there a way from one status to the other? An order only moves forward.
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

export function assertMove(clientOrderId: string, from: OrderStatus, to: OrderStatus): void {
  if (canMoveTo(from, to)) return
  throw new TapelineError(`Order ${clientOrderId} cannot go from ${from} to ${to}.`, {
    code: 'ILLEGAL_ORDER_TRANSITION',
    details: { clientOrderId, from, to },
  })
}
