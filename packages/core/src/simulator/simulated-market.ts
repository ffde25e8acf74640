import type { Instrument } from '../market/index.js'
import { isForAuction, isImmediate, type LiquiditySide, type OrderReason, type OrderRecord } from '../orders/index.js'
import { floorSteps } from '../symbols/index.js'
import { admit } from './admission.js'
import { Auctions } from './auctions.js'
import { isReached, walkBar, type WalkedVenue } from './bar-path.js'
import type { ExecutionSink } from './execution-sink.js'
import type { FillModel } from './fill-model.js'
import { meetableLots, renewShown } from './iceberg.js'
import { isBeyondLimit, isThrough } from './limit-fill.js'
import { applyChange, type OrderTermsChange } from './order-change.js'
import { RestingOrders } from './resting-orders.js'
import { followPrice } from './trailing-stop.js'
import type { TradingSession } from './trading-sessions.js'
import type { Timers, Venue } from './venue.js'

/**
 * The simulated venue of one instrument: matches open orders against recorded prints and bars. An order meets the
 * market from the next event after its decision on, never with the event that caused it.
 *
 * `lowTrigger` and `highTrigger` let the hot loop skip it: while prices stay strictly between them nothing can happen.
 */
export class SimulatedMarket implements Venue, WalkedVenue {
  lowTrigger: number = -Infinity
  highTrigger: number = Infinity
  readonly orders: RestingOrders = new RestingOrders()
  readonly model: FillModel
  readonly sink: ExecutionSink
  readonly tickSize: number
  readonly #lotSize: number
  readonly #auctions: Auctions
  readonly #timers: Timers
  /** When the timer rings that was armed last. */
  #armed = NaN
  readonly hasAuctions: boolean = true
  /** Is an event being matched? What it sends or ends waits for its end. */
  #isMatching = false
  #arrived: OrderRecord[] = [] // bound: maxOpenOrders, together with the resting ones
  /** Orders that lost their place in the queue to the event that is being matched. */
  #moved: OrderRecord[] = [] // bound: maxOpenOrders

  constructor(
    instrument: Instrument,
    model: FillModel,
    sink: ExecutionSink,
    timers: Timers,
    sessionAt: (ts: number) => TradingSession,
  ) {
    this.#auctions = new Auctions(sessionAt, sink)
    this.#timers = timers
    this.tickSize = instrument.tickSize
    this.#lotSize = instrument.lotSize
    this.model = model
    this.sink = sink
  }

  get open(): readonly OrderRecord[] {
    const isPlain = this.#arrived.length === 0 && this.#auctions.size === 0
    return isPlain ? this.orders.all : [...this.orders.all, ...this.#auctions.all, ...this.#arrived]
  }

  submit(order: OrderRecord, now: number): void {
    if (isForAuction(order.timeInForce) && !this.#auctions.hasSession(now)) {
      this.sink.rejected(order, 'no_session', now)
      return
    }
    const wouldTake = order.postOnly && isThrough(order, this.sink.lastPrice(), this.model)
    if (!admit(order, wouldTake, this.tickSize, this.sink, now)) return
    if (this.#isMatching) {
      this.#arrived.push(order)
      return
    }
    this.#rest(order)
    this.#watch()
  }

  requestCancel(order: OrderRecord, reason: OrderReason, now: number): void {
    this.sink.cancel(order, reason, now)
    this.forgetEnded()
  }

  requestModify(order: OrderRecord, change: OrderTermsChange, now: number): void {
    const { limitPrice } = change
    const { sink, model } = this
    const isRepriced = limitPrice !== null && limitPrice !== order.limitPrice
    if (order.postOnly && isRepriced && isBeyondLimit(order.side, limitPrice, sink.lastPrice(), model)) {
      sink.modifyRejected(order, 'would_take', now)
      return
    }
    if (applyChange(order, change, sink.heldLots(order.positionSide))) {
      order.acceptedTs = now
      if (isForAuction(order.timeInForce)) this.#auctions.requeue(order)
      else this.orders.requeue(order)
    }
    sink.updated(order, now)
    this.#watch()
  }

  forgetEnded(): void {
    if (this.#isMatching) return
    this.orders.removeEnded()
    this.#auctions.removeEnded()
    this.#watch()
  }

  /** A trade print. Stops that it triggers become active for the next print: this one's size was another's. */
  onTrade(ts: number, price: number, size: number): void {
    this.#isMatching = true
    let available = this.model.consumeLiquidity ? floorSteps(size, this.#lotSize) : Infinity
    const auctions = this.#auctions
    const hasAuction = auctions.size > 0
    if (hasAuction) available -= auctions.openPrint(ts, price, available)
    for (const order of this.orders.active) available -= this.#meet(order, ts, price, available)
    if (hasAuction) {
      auctions.seePrint(ts, price, available)
      this.#armClose()
    }
    this.#requeueMoved()
    this.#letIn()
    this.#wake(ts, price)
    for (const order of this.orders.dormant) if (order.isOpen) followPrice(order, price, this.tickSize)
    this.#isMatching = false
    this.forgetEnded()
  }

  /**
   * A whole bar, known at its close: the open first, then the path through its extremes. Orders that were sent while it
   * was already running wait for the next one: which of its prices came after them cannot be known.
   */
  onBar(openTime: number, closeTime: number, open: number, high: number, low: number, close: number): void {
    this.#isMatching = true
    const { orders } = this
    const tooLate = orders.takeAcceptedAfter(openTime)
    if (this.#auctions.size > 0) this.#auctions.openBar(openTime, closeTime, open)
    this.#wake(openTime, open)
    for (const order of orders.active) this.#meet(order, openTime, open, Infinity, this.model.limitGap === 'open')
    orders.removeEnded()
    this.receive(openTime, open)
    for (const order of orders.dormant) followPrice(order, open, this.tickSize)
    walkBar(this, { open, high, low, close }, closeTime)
    if (this.#auctions.size > 0) {
      this.#auctions.seeBar(openTime, closeTime, close)
      this.#armClose()
    }
    for (const order of tooLate) orders.add(order)
    this.#isMatching = false
    this.forgetEnded()
  }

  /** A session is over: what waits for its close is filled at the last price before it. */
  onTime(ts: number): void {
    if (ts < this.#auctions.due) return
    this.#isMatching = true
    this.#auctions.close(ts)
    this.#letIn()
    this.#isMatching = false
    this.forgetEnded()
  }

  /** With the flattering `this_close` market orders that were decided on a bar still fill at its close. */
  afterBar(ts: number, price: number): void {
    if (this.model.marketOnBars === 'this_close') this.fillMarketOrdersAt(ts, price)
  }

  /** Fills market orders at once, at a price that the strategy has already seen. */
  fillMarketOrdersAt(ts: number, price: number): void {
    this.#isMatching = true
    for (const order of this.orders.active) {
      if (order.limitPrice === null) this.#fill(order, order.leavesLots, price, 'taker', ts)
    }
    this.#letIn()
    this.#isMatching = false
    this.forgetEnded()
  }

  /** Inside a bar the price stands somewhere: orders that a fill lets live meet it at once. */
  receive(ts: number, price: number): void {
    while (this.#arrived.length > 0) {
      const order = this.#arrived.shift() as OrderRecord
      if (!order.isOpen) continue
      this.#rest(order)
      if (isForAuction(order.timeInForce)) continue
      if (order.isDormant && !isReached(order, price)) continue
      if (order.isDormant) {
        this.sink.triggered(order, ts)
        this.orders.wake(order)
      }
      this.#meet(order, ts, price, Infinity)
    }
    this.orders.removeEnded()
  }

  /** A resting limit fills at its own price, or, with `takesGap`, at the better one that it meets. */
  #meet(order: OrderRecord, ts: number, price: number, available: number, takesGap: boolean = false): number {
    if (!order.isOpen) return 0
    const isFresh = !order.hasMetMarket
    order.hasMetMarket = true
    const lots = Math.min(available, order.leavesLots)
    const limit = order.limitPrice
    let filled = 0
    if (order.timeInForce !== 'FOK' || lots === order.leavesLots) {
      if (limit === null) {
        filled = this.#fill(order, lots, price, 'taker', ts)
        if (filled > 0 && order.isOpen && order.type === 'market_to_limit') this.#becomeLimit(order, ts, price)
      } else if (isThrough(order, price, this.model)) {
        if (isFresh) filled = this.#fill(order, lots, price, 'taker', ts)
        else if (takesGap) filled = this.#fill(order, lots, price, order.postOnly ? 'maker' : 'taker', ts)
        else filled = this.#meetResting(order, ts, limit, available)
      }
    }
    if (isImmediate(order.timeInForce) && order.isOpen) this.sink.cancel(order, 'not_filled_at_once', ts)
    return filled
  }

  #meetResting(order: OrderRecord, ts: number, limit: number, available: number): number {
    const most = available === Infinity ? order.leavesLots : meetableLots(order)
    const filled = this.#fill(order, Math.min(available, most), limit, 'maker', ts)
    if (filled > 0 && renewShown(order, filled)) this.#moved.push(order)
    return filled
  }

  /** What is left of a `market_to_limit` order waits at the price that it got. */
  #becomeLimit(order: OrderRecord, ts: number, price: number): void {
    order.limitPrice = price
    this.#moved.push(order)
    this.sink.updated(order, ts)
  }

  #wake(ts: number, price: number): void {
    for (const order of [...this.orders.dormant]) {
      if (!order.isOpen || !isReached(order, price)) continue
      this.sink.triggered(order, ts)
      this.orders.wake(order)
    }
  }

  #fill(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    return lots > 0 && order.isOpen ? this.sink.execute(order, lots, price, liquidity, ts) : 0
  }

  #requeueMoved(): void {
    if (this.#moved.length === 0) return
    for (const order of this.#moved) this.orders.requeue(order)
    this.#moved = []
  }

  #letIn(): void {
    if (this.#arrived.length === 0) return
    for (const order of this.#arrived) this.#rest(order)
    this.#arrived = []
  }

  #rest(order: OrderRecord): void {
    if (isForAuction(order.timeInForce)) this.#auctions.add(order)
    else this.orders.add(order)
  }

  /** Where no bar ends with the session, a timer deals with its close. */
  #armClose(): void {
    const { due } = this.#auctions
    if (due === this.#armed || due === Infinity) return
    this.#armed = due
    this.#timers.at(due, () => this.onTime(due))
  }

  #watch(): void {
    // What waits for an auction has to see every price.
    let low = this.#auctions.size > 0 ? Infinity : -Infinity
    let high = Infinity
    for (const order of this.orders.active) {
      if (order.limitPrice === null || !order.hasMetMarket) {
        low = Infinity
      } else if (order.side === 'buy') {
        if (order.limitPrice > low) low = order.limitPrice
      } else if (order.limitPrice < high) high = order.limitPrice
    }
    for (const order of this.orders.dormant) {
      const { stopPrice, nextMove } = order
      if (stopPrice !== null) {
        if (!order.wakesAbove) low = Math.max(low, stopPrice)
        else high = Math.min(high, stopPrice)
      }
      if (order.trail === null) continue
      if (order.side === 'buy') low = Math.max(low, nextMove)
      else high = Math.min(high, nextMove)
    }
    this.lowTrigger = low
    this.highTrigger = high
  }
}
