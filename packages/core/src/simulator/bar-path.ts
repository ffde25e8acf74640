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
  const lowFirst = isLowFirst(bar, model, sink.heldLots())
  const [first, second] = lowFirst ? [bar.low, bar.high] : [bar.high, bar.low]
  walkLeg(orders, bar.open, first, model, sink, ts)
  walkLeg(orders, first, second, model, sink, ts)
  walkLeg(orders, second, bar.close, model, sink, ts)
}

function isLowFirst(bar: BarPrices, model: FillModel, heldLots: number): boolean {
  switch (model.barPath) {
    case 'olhc':
      return true
    case 'ohlc':
      return false
    case 'adverse':
      if (heldLots !== 0) return heldLots > 0
      return isLowNearer(bar)
    case 'adaptive':
      return isLowNearer(bar)
  }
}

function isLowNearer(bar: BarPrices): boolean {
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
      if (order.limitPrice === null) sink.execute(order, order.leavesLots, at, 'taker', ts)
      else if (isThrough(order, at, model)) sink.execute(order, order.leavesLots, at, 'taker', ts)
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
  for (const order of orders.dormant) {
    const stop = order.stopPrice as number
    const met = up
      ? order.side === 'buy' && stop >= at && stop <= to
      : order.side === 'sell' && stop <= at && stop >= to
    if (met && (up ? stop < nextPrice : stop > nextPrice)) {
      next = order
      nextPrice = stop
    }
  }
  for (const order of orders.active) {
    const limit = order.limitPrice
    if (limit === null) continue
    const touch = model.limitFill === 'touch'
    const met = up
      ? order.side === 'sell' && limit >= at && (limit < to || (touch && limit === to))
      : order.side === 'buy' && limit <= at && (limit > to || (touch && limit === to))
    if (met && (up ? limit < nextPrice : limit > nextPrice)) {
      next = order
      nextPrice = limit
    }
  }
  return next
}
