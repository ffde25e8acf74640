import { demand, demandKnown } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import type { OrderReason, OrderRecord } from '../orders/index.js'
import type { OrderTermsChange } from '../simulator/index.js'
import type { OrderChange } from '../strategy/index.js'
import { fromSteps, toSteps } from '../symbols/index.js'
import { priceFault } from './order-prices.js'
import { onTick } from './order-request.js'

const CHANGE: readonly (keyof OrderChange)[] = ['quantity', 'limit', 'stop']

/** What an order is to become, or why it cannot. `price` values it where it has none of its own. */
export function checkChange(
  order: OrderRecord,
  change: OrderChange,
  instrument: Instrument,
  price: number,
): OrderTermsChange | OrderReason {
  demandKnown('orders.modify', change, CHANGE)
  const { quantity, limit, stop } = change
  const asksForSome = quantity !== undefined || limit !== undefined || stop !== undefined
  demand(asksForSome, 'orders.modify', 'change', change, `at least one of ${CHANGE.join(', ')}`)
  if (!order.isOpen) return 'order_ended'
  const hasOwnLimit = order.limitPrice !== null && order.trail === null
  if (limit !== undefined && !hasOwnLimit) return 'no_such_price'
  if (stop !== undefined && (order.isAwake || order.trail !== null)) return 'no_such_price'
  const { tickSize } = instrument
  const fault = priceFault(limit, tickSize) ?? priceFault(stop, tickSize)
  if (fault !== null) return fault
  const lots = quantity === undefined ? order.lots : wholeLots(order, quantity)
  if (typeof lots === 'string') return lots
  // Its entry says how large it is.
  if (order.isHeld && quantity !== undefined) return 'contingency'
  const limitPrice = onTick(limit, tickSize) ?? order.limitPrice
  const stopPrice = onTick(stop, tickSize) ?? order.stopPrice
  const notional = fromSteps(lots, order.lotSize) * (limitPrice ?? stopPrice ?? price) * instrument.contractSize
  return notional < instrument.minNotional ? 'below_min_notional' : { lots, limitPrice, stopPrice }
}

function wholeLots(order: OrderRecord, quantity: number): number | OrderReason {
  if (!(quantity > 0 && quantity < Infinity)) return 'bad_quantity'
  const lots = toSteps(quantity, order.lotSize)
  if (lots === null) return 'off_lot'
  return lots > order.filledLots ? lots : 'bad_quantity'
}
