import type { Instrument } from '../market/index.js'
import type { LiquiditySide, OrderRecord } from '../orders/index.js'
import { floorSteps } from '../symbols/index.js'
import { walkBar } from './bar-path.js'
import type { ExecutionSink } from './execution-sink.js'
import type { FillModel } from './fill-model.js'
import { isThrough } from './limit-fill.js'
import { RestingOrders } from './resting-orders.js'

/**
 * The simulated venue of one instrument: matches open orders against recorded prints and bars. An order meets the
 * market from the next event after its decision on, never with the event that caused it.
 *
 * `lowTrigger` and `highTrigger` let the hot loop skip it: while prices stay strictly between them nothing can happen.
 */
export class SimulatedMarket {
  readonly orders: RestingOrders = new RestingOrders()
  lowTrigger: number = -Infinity
  highTrigger: number = Infinity
  readonly #instrument: Instrument
  readonly #model: FillModel
  readonly #sink: ExecutionSink

  constructor(instrument: Instrument, model: FillModel, sink: ExecutionSink) {
    this.#instrument = instrument
    this.#model = model
    this.#sink = sink
  }

  accept(order: OrderRecord, now: number): void {
    order.acceptedTs = now
    this.orders.add(order)
    this.#watch()
  }

  /** Takes out orders that were ended from outside. */
  forgetEnded(): void {
    this.orders.removeEnded()
    this.#watch()
  }

  /** A trade print. Stops that it triggers become active for the next print: this one's size was another's. */
  onTrade(ts: number, price: number, size: number): void {
    let available = this.#model.consumeLiquidity ? floorSteps(size, this.#instrument.lotSize) : Infinity
    for (const order of this.orders.active) available -= this.#meetPrint(order, ts, price, available)
    const woken = this.orders.dormant.filter((order) => isStopReached(order, price))
    for (const order of woken) this.#wake(order, ts)
    this.orders.removeEnded()
    this.#watch()
  }

  /**
   * A whole bar, known at its close: the open first, then the path through its extremes. Orders that were sent while it
   * was already running wait for the next one: which of its prices came after them cannot be known.
   */
  onBar(openTime: number, closeTime: number, open: number, high: number, low: number, close: number): void {
    const tooLate = this.orders.takeAcceptedAfter(openTime)
    this.#meetOpen(openTime, open)
    walkBar(this.orders, { open, high, low, close }, this.#model, this.#sink, closeTime)
    this.orders.removeEnded()
    for (const order of tooLate) this.orders.add(order)
    this.#watch()
  }

  /** Fills market orders at once, at a price that the strategy has already seen: the flattering `this_close`, and closing at the end. */
  fillMarketOrdersAt(ts: number, price: number): void {
    for (const order of this.orders.active) {
      if (order.limitPrice === null) this.#take(order, order.leavesLots, price, ts)
    }
    this.orders.removeEnded()
    this.#watch()
  }

  #meetPrint(order: OrderRecord, ts: number, price: number, available: number): number {
    const fresh = !order.hasMetMarket
    order.hasMetMarket = true
    let filled = 0
    if (order.timeInForce === 'FOK' && available < order.leavesLots) {
      this.#sink.cancel(order, 'not_filled_at_once', ts)
      return 0
    }
    if (order.limitPrice === null) {
      filled = this.#take(order, Math.min(available, order.leavesLots), price, ts)
    } else if (isThrough(order, price, this.#model)) {
      const lots = Math.min(available, order.leavesLots)
      filled = fresh ? this.#take(order, lots, price, ts) : this.#fill(order, lots, order.limitPrice, 'maker', ts)
    }
    this.#endImmediate(order, ts)
    return filled
  }

  #meetOpen(ts: number, open: number): void {
    for (const order of [...this.orders.dormant]) if (isStopReached(order, open)) this.#wake(order, ts)
    for (const order of this.orders.active) {
      const fresh = !order.hasMetMarket
      order.hasMetMarket = true
      if (order.limitPrice === null) this.#take(order, order.leavesLots, open, ts)
      else if (isThrough(order, open, this.#model)) {
        if (fresh || this.#model.limitGap === 'open') this.#take(order, order.leavesLots, open, ts)
        else this.#fill(order, order.leavesLots, order.limitPrice, 'maker', ts)
      }
      this.#endImmediate(order, ts)
    }
    this.orders.removeEnded()
  }

  #wake(order: OrderRecord, ts: number): void {
    this.#sink.triggered(order, ts)
    this.orders.wake(order)
  }

  #take(order: OrderRecord, lots: number, price: number, ts: number): number {
    return this.#fill(order, lots, price, 'taker', ts)
  }

  #fill(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    return lots > 0 && order.isOpen ? this.#sink.execute(order, lots, price, liquidity, ts) : 0
  }

  #endImmediate(order: OrderRecord, ts: number): void {
    if (order.timeInForce !== 'GTC' && order.isOpen) this.#sink.cancel(order, 'not_filled_at_once', ts)
  }

  #watch(): void {
    let low = -Infinity
    let high = Infinity
    for (const order of this.orders.active) {
      if (order.limitPrice === null || !order.hasMetMarket) {
        low = Infinity
      } else if (order.side === 'buy') {
        if (order.limitPrice > low) low = order.limitPrice
      } else if (order.limitPrice < high) high = order.limitPrice
    }
    for (const order of this.orders.dormant) {
      const stop = order.stopPrice as number
      if (order.side === 'sell') {
        if (stop > low) low = stop
      } else if (stop < high) high = stop
    }
    this.lowTrigger = low
    this.highTrigger = high
  }
}

function isStopReached(order: OrderRecord, price: number): boolean {
  const stop = order.stopPrice as number
  return order.side === 'buy' ? price >= stop : price <= stop
}
