import type { OrderRecord } from '../orders/index.js'
import type { ExecutionSink } from './execution-sink.js'
import { RestingOrders } from './resting-orders.js'
import type { TradingSession } from './trading-sessions.js'

/**
 * The orders of one instrument that meet the market once: at the open of a session (`OPG`) or at its close (`CLS`). What
 * does not fill there expires. The opening price is that of the first event of a session, the closing price that of the
 * last before its end, so a close is dealt with when the session is over. An order takes part where it was there before
 * the event that made the price; a session without such an event has no auction for it.
 */
export class Auctions {
  /** Is a session over at whose last price orders are to be filled? From this moment on; Infinity for none. */
  due: number = Infinity
  readonly #opening = new RestingOrders()
  readonly #closing = new RestingOrders()
  readonly #sessionAt: (ts: number) => TradingSession
  readonly #sink: ExecutionSink
  #session: TradingSession = { open: Infinity, close: -Infinity }
  /** The last price within a session, what is left of its size, and when that session ends. */
  #price = NaN
  #left = 0
  #end = Infinity

  constructor(sessionAt: (ts: number) => TradingSession, sink: ExecutionSink) {
    this.#sessionAt = sessionAt
    this.#sink = sink
  }

  get size(): number {
    return this.#opening.size + this.#closing.size
  }

  get all(): OrderRecord[] {
    return [...this.#opening.all, ...this.#closing.all]
  }

  /** Is there a session at or after a moment? */
  hasSession(now: number): boolean {
    return this.#find(now).close < Infinity
  }

  add(order: OrderRecord): void {
    this.#ofKind(order).add(order)
  }

  /** A changed order was not there before. */
  requeue(order: OrderRecord): void {
    order.hasMetMarket = false
    this.#ofKind(order).requeue(order)
  }

  removeEnded(): void {
    this.#opening.removeEnded()
    this.#closing.removeEnded()
  }

  /** A print, before other orders meet it; returns the lots that orders at the open take of it. */
  openPrint(ts: number, price: number, available: number): number {
    // At the very end of a session it belongs to the next one.
    if (ts >= this.due) this.close(ts)
    const { open } = this.#find(ts)
    return ts < open ? 0 : this.#open(open, ts, price, available)
  }

  /** What other orders left of a print. */
  seePrint(ts: number, price: number, left: number): void {
    const { open, close } = this.#find(ts)
    if (ts >= open) this.#see(price, left, close, close, Infinity)
  }

  /** The open of a bar. One that is as long as its session is a session of its own, whatever the clocks say. */
  openBar(openTime: number, closeTime: number, price: number): void {
    if (openTime >= this.#end && this.due < Infinity) this.close(openTime)
    const { open, close } = this.#find(openTime)
    if (closeTime <= open) return
    const isWhole = closeTime - openTime >= close - open
    this.#open(isWhole ? openTime : Math.min(open, openTime), openTime, price, Infinity)
  }

  /** The close of a bar. Where it ends before its session another one may still follow, which ends after it. */
  seeBar(openTime: number, closeTime: number, price: number): void {
    const { open, close } = this.#find(openTime)
    if (closeTime <= open) return
    const due = closeTime >= close ? closeTime : close + (closeTime - openTime)
    this.#see(price, Infinity, close, due, Math.min(closeTime, close))
  }

  /** The session is over: one price for all that were there before it was made. */
  close(ts: number): void {
    this.due = Infinity
    this.#cross(this.#closing, ({ hasMetMarket }) => hasMetMarket, ts, this.#price, this.#left)
  }

  #open(latest: number, ts: number, price: number, available: number): number {
    return this.#cross(this.#opening, ({ acceptedTs }) => acceptedTs <= latest, ts, price, available)
  }

  #see(price: number, left: number, end: number, due: number, until: number): void {
    if (this.#closing.size === 0) return
    this.#price = price
    this.#left = left
    this.#end = end
    this.due = due
    for (const order of this.#closing.active) if (order.acceptedTs < until) order.hasMetMarket = true
  }

  /** Those that the price suits are filled as far as its size goes, and what is left of them expires. */
  #cross(
    orders: RestingOrders,
    takesPart: (order: OrderRecord) => boolean,
    ts: number,
    price: number,
    available: number,
  ): number {
    let filled = 0
    for (const order of orders.active) {
      if (!order.isOpen || !takesPart(order)) continue
      const lots = suits(order, price) ? Math.min(available - filled, order.leavesLots) : 0
      if (lots > 0) filled += this.#sink.execute(order, lots, price, 'taker', ts)
      if (order.isOpen) this.#sink.expired(order, ts)
    }
    return filled
  }

  #find(ts: number): TradingSession {
    const { open, close } = this.#session
    if (ts < open || ts >= close) this.#session = this.#sessionAt(ts)
    return this.#session
  }

  #ofKind({ timeInForce }: OrderRecord): RestingOrders {
    return timeInForce === 'OPG' ? this.#opening : this.#closing
  }
}

function suits({ side, limitPrice }: OrderRecord, price: number): boolean {
  return limitPrice === null || (side === 'buy' ? price <= limitPrice : price >= limitPrice)
}
