import type { OrderRecord } from '../orders/index.js'
import type { ExecutionSink } from './execution-sink.js'
import type { FillModel } from './fill-model.js'
import { isThrough } from './limit-fill.js'
import type { RestingOrders } from './resting-orders.js'

export interface BarPrices {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/**
 * Leads the price from a bar's open through both extremes to its close and fills what it meets, in the order in
 * which the price meets it. The open itself has been dealt with before.
 */
export function walkBar(
  orders: RestingOrders,
  bar: BarPrices,
  model: FillModel,
  sink: ExecutionSink,
  ts: number,
): void {
  if (orders.size === 0) return
  const [first, second] = isLowFirst(bar, model, sink.heldLots()) ? [bar.low, bar.high] : [bar.high, bar.low]
  walkLeg(orders, bar.open, first, model, sink, ts)
  walkLeg(orders, first, second, model, sink, ts)
  walkLeg(orders, second, bar.close, model, sink, ts)
}

function isLowFirst(bar: BarPrices, model: FillModel, heldLots: number): boolean {
  const { barPath } = model
  if (barPath === 'ohlc' || barPath === 'olhc') return barPath === 'olhc'
  if (barPath !== 'adaptive' && heldLots !== 0) return barPath === 'adverse' ? heldLots > 0 : heldLots < 0
  return bar.open - bar.low < bar.high - bar.open
}

/** One straight leg: the next order on the way is filled or triggered, until the leg's end is reached. */
function walkLeg(
  orders: RestingOrders,
  from: number,
  to: number,
  model: FillModel,
  sink: ExecutionSink,
  ts: number,
): void {
  const up = to > from
  let at = from
  for (;;) {
    const order = nextOnTheWay(orders, at, to, up, model)
    if (order === null) return
    if (order.isDormant) {
      at = order.stopPrice as number
      sink.triggered(order, ts)
      orders.wake(order)
      order.hasMetMarket = true
      if (order.limitPrice === null || isThrough(order, at, model))
        sink.execute(order, order.leavesLots, at, 'taker', ts)
      // Woken by a price in the bar, it had its one chance.
      if (order.timeInForce !== 'GTC' && order.isOpen) sink.cancel(order, 'not_filled_at_once', ts)
    } else {
      at = order.limitPrice as number
      sink.execute(order, order.leavesLots, at, 'maker', ts)
    }
    orders.removeEnded()
  }
}

/** The order that the price meets first between `at` and `to`; at one price a stop comes before a limit. */
function nextOnTheWay(
  orders: RestingOrders,
  at: number,
  to: number,
  up: boolean,
  model: FillModel,
): OrderRecord | null {
  let next: OrderRecord | null = null
  let nextPrice = up ? Infinity : -Infinity
  const look = (order: OrderRecord, price: number, reachesEnd: boolean): void => {
    const isAhead = up ? price >= at && price < nextPrice : price <= at && price > nextPrice
    if (!isAhead || (!(up ? price < to : price > to) && !(reachesEnd && price === to))) return
    next = order
    nextPrice = price
  }
  for (const order of orders.dormant) if ((order.side === 'buy') === up) look(order, order.stopPrice as number, true)
  for (const order of orders.active)
    if (order.limitPrice !== null && (order.side === 'sell') === up)
      look(order, order.limitPrice, model.limitFill === 'touch')
  return next
}
