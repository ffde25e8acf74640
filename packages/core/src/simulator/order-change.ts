import type { OrderRecord } from '../orders/index.js'
import { reducibleLots } from './reduce-only.js'

/** What an order is to become. */
export interface OrderTermsChange {
  /** The whole quantity in lots, more than is filled. */
  readonly lots: number
  readonly limitPrice: number | null
  readonly stopPrice: number | null
}

/**
 * Changes an order, whose owner asked for it. Says whether it lost its place in the queue: another price or a larger size
 * stands behind what was there, a smaller size stays.
 */
export function applyChange(order: OrderRecord, change: OrderTermsChange, heldLots: number): boolean {
  const { limitPrice, stopPrice } = change
  const isRepriced = limitPrice !== order.limitPrice || stopPrice !== order.stopPrice
  const most = order.reduceOnly && !order.isHeld ? order.filledLots + reducibleLots(order, heldLots) : Infinity
  const lots = Math.min(change.lots, most)
  const isLarger = lots > order.lots
  order.resize(lots)
  order.limitPrice = limitPrice
  order.stopPrice = stopPrice
  // At its new price it may meet what it did not reach before.
  if (isRepriced) order.hasMetMarket = order.postOnly
  return isRepriced || isLarger
}
