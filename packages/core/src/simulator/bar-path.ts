import { isImmediate, type OrderRecord } from '../orders/index.js'
import type { ExecutionSink } from './execution-sink.js'
import type { FillModel } from './fill-model.js'
import { isThrough } from './limit-fill.js'
import type { RestingOrders } from './resting-orders.js'
import { followPrice } from './trailing-stop.js'

export interface BarPrices {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** The venue, as far as a walk through a bar looks at it. */
export interface WalkedVenue {
  readonly orders: RestingOrders
  readonly model: FillModel
  readonly sink: ExecutionSink
  readonly tickSize: number
  /** Lets orders in that a fill has let live: they meet the price at which the walk stands. */
  receive(ts: number, price: number): void
}

/**
 * Leads the price from a bar's open through both extremes to its close and fills what it meets, in the order in
 * which the price meets it. The open itself has been dealt with before.
 *
 * Trailing stops follow at the end of each leg. With the adverse path one that the second extreme reaches as it stands
 * does not follow to the first: which of the two came first is not known, and following would flatter.
 */
export function walkBar(venue: WalkedVenue, bar: BarPrices, ts: number): void {
  const { orders, model, sink } = venue
  if (orders.size === 0) return
  const [first, second] = isLowFirst(bar, model, sink.heldLots()) ? [bar.low, bar.high] : [bar.high, bar.low]
  walkLeg(venue, bar.open, first, ts)
  follow(venue, first, model.barPath === 'adverse' ? second : null)
  walkLeg(venue, first, second, ts)
  follow(venue, second, null)
  walkLeg(venue, second, bar.close, ts)
  follow(venue, bar.close, null)
}

function isLowFirst(bar: BarPrices, model: FillModel, heldLots: number): boolean {
  const { barPath } = model
  if (barPath === 'ohlc' || barPath === 'olhc') return barPath === 'olhc'
  if (barPath !== 'adaptive' && heldLots !== 0) return barPath === 'adverse' ? heldLots > 0 : heldLots < 0
  return bar.open - bar.low < bar.high - bar.open
}

function follow({ orders, tickSize }: WalkedVenue, price: number, ahead: number | null): void {
  for (const order of orders.dormant)
    if (ahead === null || !isReached(order, ahead)) followPrice(order, price, tickSize)
}

/** Does this price wake the order? */
export function isReached({ stopPrice, wakesAbove }: OrderRecord, price: number): boolean {
  return stopPrice !== null && (wakesAbove ? price >= stopPrice : price <= stopPrice)
}

/** One straight leg: the next order on the way is filled or triggered, until the leg's end is reached. */
function walkLeg(venue: WalkedVenue, from: number, to: number, ts: number): void {
  const { orders, model, sink } = venue
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
      if (isImmediate(order.timeInForce) && order.isOpen) sink.cancel(order, 'not_filled_at_once', ts)
    } else {
      at = order.limitPrice as number
      sink.execute(order, order.leavesLots, at, 'maker', ts)
    }
    venue.receive(ts, at)
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
  for (const order of orders.dormant)
    if (order.wakesAbove === up && order.stopPrice !== null) look(order, order.stopPrice, true)
  for (const order of orders.active)
    if (order.limitPrice !== null && (order.side === 'sell') === up)
      look(order, order.limitPrice, model.limitFill === 'touch')
  return next
}
