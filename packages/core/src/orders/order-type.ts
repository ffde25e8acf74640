import type { OrderType, TimeInForce, Trail } from './order.js'

/** What an order's prices make it, by which of them it has; only `market_to_limit` cannot be told by them. */
export function orderTypeOf(limit: boolean, stop: boolean, touch: boolean, trail: Trail | null): OrderType {
  if (trail !== null) return trail.limitOffset === undefined ? 'trailing_stop_market' : 'trailing_stop_limit'
  if (touch) return limit ? 'limit_if_touched' : 'market_if_touched'
  if (stop) return limit ? 'stop_limit' : 'stop_market'
  return limit ? 'limit' : 'market'
}

/** Does it sleep until a price is reached? */
export function hasTrigger(type: OrderType): boolean {
  return type !== 'market' && type !== 'limit' && type !== 'market_to_limit'
}

/** Is it woken by a price that is in its favour, rather than by one against it? */
export function isIfTouched(type: OrderType): boolean {
  return type === 'market_if_touched' || type === 'limit_if_touched'
}

/** Does it meet the market at the open or the close of a session only? */
export function isForAuction(timeInForce: TimeInForce): boolean {
  return timeInForce === 'OPG' || timeInForce === 'CLS'
}

/** Does what the first event leaves of it end at once? */
export function isImmediate(timeInForce: TimeInForce): boolean {
  return timeInForce === 'IOC' || timeInForce === 'FOK'
}
