import type { OrderRecord } from '../orders/index.js'
import type { FillModel } from './fill-model.js'

/** Has the market traded beyond the order's limit (or, with `touch`, at it)? */
export function isThrough(order: OrderRecord, price: number, model: FillModel): boolean {
  const limit = order.limitPrice as number
  if (model.limitFill === 'touch' && price === limit) return true
  return order.side === 'buy' ? price < limit : price > limit
}
