import type { OrderRecord, OrderSide } from '../orders/index.js'
import type { FillModel } from './fill-model.js'

/** Has the market traded beyond the order's limit (or, with `touch`, at it)? */
export function isThrough(order: OrderRecord, price: number, model: FillModel): boolean {
  return isBeyondLimit(order.side, order.limitPrice as number, price, model)
}

/** The same of a limit that an order does not have yet. */
export function isBeyondLimit(side: OrderSide, limit: number, price: number, model: FillModel): boolean {
  if (model.limitFill === 'touch' && price === limit) return true
  return side === 'buy' ? price < limit : price > limit
}
