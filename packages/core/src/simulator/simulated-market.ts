import type { Instrument } from '../market/index.js'
import type { LiquiditySide, OrderReason, OrderRecord } from '../orders/index.js'
import { floorSteps } from '../symbols/index.js'
import { walkBar } from './bar-path.js'
import type { ExecutionSink } from './execution-sink.js'
import type { FillModel } from './fill-model.js'
import { isThrough } from './limit-fill.js'
import { RestingOrders } from './resting-orders.js'
import type { Venue } from './venue.js'

/**
 * The simulated venue of one instrument: matches open orders against recorded prints and bars. An order meets the
 * market from the next event after its decision on, never with the event that caused it.
 *
 * `lowTrigger` and `highTrigger` let the hot loop skip it: while prices stay strictly between them nothing can happen.
 */
export class SimulatedMarket implements Venue {
  lowTrigger: number = -Infinity
  highTrigger: number = Infinity
  readonly #orders: RestingOrders = new RestingOrders()
  readonly #instrument: Instrument
  readonly #model: FillModel
  readonly #sink: ExecutionSink

  constructor(instrument: Instrument, model: FillModel, sink: ExecutionSink) {
    this.#instrument = instrument
    this.#model = model
    this.#sink = sink
  }

  get open(): readonly OrderRecord[] {
    return this.#orders.all
  }

  submit(order: OrderRecord, now: number): void {
    this.#sink.accepted(order, now)
    order.acceptedTs = now
    this.#orders.add(order)
    this.#watch()
  }

  requestCancel(order: OrderRecord, reason: OrderReason, now: number): void {
    this.#sink.cancel(order, reason, now)
    this.forgetEnded()
  }

  /** Takes out orders that were ended from outside. */
  forgetEnded(): void {
    this.#orders.removeEnded()
    this.#watch()
  }

  /** A trade print. Stops that it triggers become active for the next print: this one's size was another's. */
  onTrade(ts: number, price: number, size: number): void {
    let available = this.#model.consumeLiquidity ? floorSteps(size, this.#instrument.lotSize) : Infinity
    for (const order of this.#orders.active) available -= this.#meet(order, ts, price, available)
    this.#wake(ts, price)
    this.forgetEnded()
  }

  /**
   * A whole bar, known at its close: the open first, then the path through its extremes. Orders that were sent while it
   * was already running wait for the next one: which of its prices came after them cannot be known.
   */
  onBar(openTime: number, closeTime: number, open: number, high: number, low: number, close: number): void {
    const tooLate = this.#orders.takeAcceptedAfter(openTime)
    this.#wake(openTime, open)
    for (const order of this.#orders.active)
      this.#meet(order, openTime, open, Infinity, this.#model.limitGap === 'open')
    this.#orders.removeEnded()
    walkBar(this.#orders, { open, high, low, close }, this.#model, this.#sink, closeTime)
    for (const order of tooLate) this.#orders.add(order)
    this.forgetEnded()
  }

  /** With the flattering `this_close` market orders that were decided on a bar still fill at its close. */
  afterBar(ts: number, price: number): void {
    if (this.#model.marketOnBars === 'this_close') this.fillMarketOrdersAt(ts, price)
  }

  /** Fills market orders at once, at a price that the strategy has already seen. */
  fillMarketOrdersAt(ts: number, price: number): void {
    for (const order of this.#orders.active) {
      if (order.limitPrice === null) this.#fill(order, order.leavesLots, price, 'taker', ts)
    }
    this.forgetEnded()
  }

  /** A resting limit fills at its own price, or, with `takesGap`, at the better one that it meets. */
  #meet(order: OrderRecord, ts: number, price: number, available: number, takesGap: boolean = false): number {
    const isFresh = !order.hasMetMarket
    order.hasMetMarket = true
    const lots = Math.min(available, order.leavesLots)
    const limit = order.limitPrice
    let filled = 0
    if (order.timeInForce !== 'FOK' || lots === order.leavesLots) {
      if (limit === null) filled = this.#fill(order, lots, price, 'taker', ts)
      else if (isThrough(order, price, this.#model))
        filled =
          isFresh || takesGap
            ? this.#fill(order, lots, price, 'taker', ts)
            : this.#fill(order, lots, limit, 'maker', ts)
    }
    if (order.timeInForce !== 'GTC' && order.isOpen) this.#sink.cancel(order, 'not_filled_at_once', ts)
    return filled
  }

  #wake(ts: number, price: number): void {
    for (const order of [...this.#orders.dormant]) {
      if (!isStopReached(order, price)) continue
      this.#sink.triggered(order, ts)
      this.#orders.wake(order)
    }
  }

  #fill(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    return lots > 0 && order.isOpen ? this.#sink.execute(order, lots, price, liquidity, ts) : 0
  }

  #watch(): void {
    let low = -Infinity
    let high = Infinity
    for (const order of this.#orders.active) {
      if (order.limitPrice === null || !order.hasMetMarket) {
        low = Infinity
      } else if (order.side === 'buy') {
        if (order.limitPrice > low) low = order.limitPrice
      } else if (order.limitPrice < high) high = order.limitPrice
    }
    for (const order of this.#orders.dormant) {
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
