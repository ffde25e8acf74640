import type { BookPicture } from '../../book/book-picture.js'
import type { Instrument } from '../../market/index.js'
import { isImmediate, type LiquiditySide, type OrderReason, type OrderRecord } from '../../orders/index.js'
import type { ExecutionSink } from '../execution-sink.js'
import { applyChange, type OrderTermsChange } from '../order-change.js'
import { followPrice, startTrail } from '../trailing-stop.js'
import type { Timers, Venue } from '../venue.js'
import type { DepthIntake, Suspension } from './depth-intake.js'
import { DepthMatching } from './depth-matching.js'
import type { FullDepthOptions } from './depth-options.js'
import { OrderFlight } from './order-flight.js'
import { OwnOrder } from './own-order.js'

/** Suspensions that are kept one by one. */
const MAX_SUSPENSIONS = 1_000

/** The venue of one instrument that matches own orders against its recorded book and prints. */
export class DepthMarket implements Venue, DepthIntake {
  lowTrigger: number = -Infinity
  highTrigger: number = Infinity
  watchesLevels = false
  readonly picture: BookPicture
  readonly suspensions: Suspension[] = [] // bound: MAX_SUSPENSIONS
  readonly #beyondDepth: FullDepthOptions['beyondDepth']
  readonly #tickSize: number
  readonly #sink: ExecutionSink
  readonly #flight: OrderFlight
  readonly #matching: DepthMatching
  /** Orders that their owner takes for open, as they were sent. */
  #all: OwnOrder[] = [] // bound: maxOpenOrders of the run
  /** Stops that sleep. */
  #dormant: OwnOrder[] = [] // bound: maxOpenOrders of the run
  /** Orders that arrived while there was no valid book. */
  #waiting: OwnOrder[] = [] // bound: maxOpenOrders of the run
  #isInGap = false
  /** Has anything happened to an order since the lists were last looked through? */
  #isUnsettled = false

  constructor(instrument: Instrument, options: FullDepthOptions, sink: ExecutionSink, timers: Timers) {
    const { feedMs, computeMs, latencyModel } = options
    this.#beyondDepth = options.beyondDepth
    this.#tickSize = instrument.tickSize
    this.#sink = sink
    this.#flight = new OrderFlight(timers, { latency: latencyModel.create(instrument.id), feedMs, computeMs })
    this.#matching = new DepthMatching(instrument, options, (...fill) => this.#fill(...fill))
    this.picture = this.#matching.picture
  }

  get depth(): DepthIntake {
    return this
  }

  get open(): readonly OrderRecord[] {
    return this.#all.filter(({ record }) => record.isOpen).map(({ record }) => record)
  }

  get earlyAnswers(): number {
    return this.#flight.earlyAnswers
  }

  submit(record: OrderRecord, now: number): void {
    const order = new OwnOrder(record, this.#tickSize)
    this.#all.push(order)
    // A child of another order has been at the venue before: the fill of its parent lets it live.
    if (record.links?.parent) this.#arrive(order, now)
    else this.#flight.send(now, (ts) => this.#arrive(order, ts))
  }

  requestCancel(record: OrderRecord, reason: OrderReason, now: number): void {
    const order = this.#all.find((one) => one.record === record)
    if (order === undefined) return
    this.#sink.pending(record, 'pending_cancel')
    this.#flight.send(now, (ts) => {
      if (!order.isDone) this.#end(order, reason, ts)
      else this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.cancelRejected(record, reason, heard))
      this.#settle()
    })
  }

  requestModify(record: OrderRecord, change: OrderTermsChange, now: number): void {
    const order = this.#all.find((one) => one.record === record)
    if (order === undefined) return
    this.#sink.pending(record, 'pending_update')
    this.#flight.send(now, (ts) => this.#change(order, change, ts))
  }

  forgetEnded(): void {
    this.#isUnsettled = true
    for (const order of this.#all) {
      const { record } = order
      if (!record.isOpen) order.isDone = true
      // One that only reduces has shrunk with its position.
      else order.leaves = Math.min(order.leaves, record.leavesLots)
    }
    this.#settle()
  }

  /** An aggressor that the source does not name is told from the book: who reaches the other side's best price. */
  onTrade(ts: number, price: number, size: number, side: number = 0): void {
    const { picture } = this
    if (!picture.isValid) return
    const ticks = picture.ticksOf(price)
    this.#matching.print(side === 0 ? aggressorAt(picture, ticks) : side, ticks, size, ts)
    this.#wake(ts, price)
    this.#settle()
  }

  /** Bars say less than the book: nothing is filled by them. */
  onBar(): void {}

  afterBar(): void {}

  fillMarketOrdersAt(ts: number, price: number): void {
    for (const { record } of [...this.#all]) {
      if (!record.isOpen || record.limitPrice !== null) continue
      if (record.status === 'submitted') this.#sink.accepted(record, ts)
      this.#sink.execute(record, record.leavesLots, price, 'taker', ts)
    }
    this.forgetEnded()
  }

  onLevel(side: number, ticks: number): void {
    this.#matching.refresh(side, ticks)
  }

  onClear(): void {
    this.#matching.refreshAll()
  }

  onMessage(ts: number): void {
    const { picture } = this
    if ((this.#all.length === 0 && !this.#isInGap) || !picture.isValid) return
    this.#matching.advanceQueues(this.#isInGap)
    if (this.#isInGap) this.#resume(ts)
    this.#matching.cross(ts)
    if (this.#waiting.length > 0) {
      const waiting = this.#waiting
      this.#waiting = []
      for (const order of waiting) this.#meet(order, ts)
    }
    this.#settle()
  }

  onGap(ts: number): void {
    this.picture.invalidate()
    if (this.#isInGap) return
    this.#isInGap = true
    if (this.suspensions.length < MAX_SUSPENSIONS) this.suspensions.push({ fromTs: ts, untilTs: null })
  }

  #resume(ts: number): void {
    this.#isInGap = false
    const last = this.suspensions.at(-1)
    if (last?.untilTs === null) this.suspensions[this.suspensions.length - 1] = { ...last, untilTs: ts }
  }

  #arrive(order: OwnOrder, ts: number): void {
    const { record } = order
    if (!record.isOpen || order.isDone) return
    this.#isUnsettled = true
    const refusal = isUnknown(record) ? 'not_supported' : this.#isRefused(order) ? 'would_take' : null
    if (refusal !== null) {
      order.isDone = true
      this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.rejected(record, refusal, heard))
    } else {
      record.acceptedTs = ts
      startTrail(record, this.#sink.lastPrice(), this.#tickSize)
      this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.accepted(record, heard))
      if (order.isDormant) this.#dormant.push(order)
      else this.#meet(order, ts)
    }
    this.#settle()
  }

  /** At its new price or with its new size it stands behind what is there. */
  #change(order: OwnOrder, change: OrderTermsChange, ts: number): void {
    const { record } = order
    const filled = record.lots - order.leaves
    if (order.isDone || change.lots <= filled) {
      this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.modifyRejected(record, 'order_ended', heard))
      return
    }
    this.#isUnsettled = true
    const hasLostPlace = applyChange(record, change, this.#sink.heldLots(record.positionSide))
    order.leaves = record.lots - filled
    order.reprice(this.#tickSize)
    this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.updated(record, heard))
    if (hasLostPlace && !order.isDormant && !this.#waiting.includes(order)) {
      this.#matching.withdraw(order)
      this.#meet(order, ts)
    }
    this.#settle()
  }

  /** Takes what the book has for it, then rests, waits or ends as its time in force says. */
  #meet(order: OwnOrder, ts: number): void {
    if (order.isDone) return
    this.#isUnsettled = true
    if (!this.picture.isValid) {
      this.#waiting.push(order)
      return
    }
    if (this.#isRefused(order)) {
      this.#end(order, 'would_take', ts)
      return
    }
    const { record } = order
    const worst = this.#matching.take(order, ts)
    record.hasMetMarket = true
    if (order.isDone) return
    if (record.limitPrice === null && this.#beyondDepth === 'last_level' && worst === worst)
      this.#fill(order, order.leaves, this.picture.priceOf(worst), 'taker', ts)
    else if (record.limitPrice === null || isImmediate(record.timeInForce)) this.#end(order, 'not_filled_at_once', ts)
    else this.#matching.rest(order)
  }

  /** May it only make liquidity, and would take? */
  #isRefused(order: OwnOrder): boolean {
    return order.isPostOnly && !order.isDormant && this.picture.isValid && this.#matching.wouldTake(order)
  }

  #wake(ts: number, price: number): void {
    if (this.#dormant.length === 0) return
    const woken = this.#dormant.filter((order) => !order.isDone && isStopReached(order, price))
    for (const order of woken) {
      const { record } = order
      order.isDormant = false
      order.reprice(this.#tickSize)
      this.#flight.answer(ts, (heard) => record.isOpen && this.#sink.triggered(record, heard))
      this.#meet(order, ts)
    }
    for (const order of this.#dormant) if (order.isDormant) followPrice(order.record, price, this.#tickSize)
    if (woken.length === 0) return
    this.#isUnsettled = true
    this.#dormant = this.#dormant.filter(({ isDormant }) => isDormant)
  }

  #fill(order: OwnOrder, lots: number, price: number, liquidity: LiquiditySide, ts: number): void {
    const { record } = order
    this.#isUnsettled = true
    order.leaves -= lots
    if (order.leaves === 0) order.isDone = true
    this.#flight.answer(ts, (heard) => {
      if (record.isOpen) this.#sink.execute(record, lots, price, liquidity, heard)
      // What the account cannot take ends the order: no more of it is matched from here on.
      if (!record.isOpen) order.isDone = this.#isUnsettled = true
    })
  }

  #end(order: OwnOrder, reason: OrderReason, ts: number): void {
    const { record } = order
    order.isDone = this.#isUnsettled = true
    this.#flight.answer(ts, (heard) => {
      this.#isUnsettled = true
      if (record.isOpen) this.#sink.cancel(record, reason, heard)
    })
  }

  /** Drops what is done, and says which prints and levels matter from here on. */
  #settle(): void {
    if (!this.#isUnsettled) return
    this.#isUnsettled = false
    this.#matching.sweep()
    this.#dormant = without(this.#dormant, isDone)
    this.#waiting = without(this.#waiting, isDone)
    this.#all = without(this.#all, isToldDone)
    const listens = this.#matching.isResting || this.#dormant.length > 0
    this.lowTrigger = listens ? Infinity : -Infinity
    this.highTrigger = listens ? -Infinity : Infinity
    this.watchesLevels = this.#matching.hasConsumed
  }
}

function isDone(order: OwnOrder): boolean {
  return order.isDone
}

function isToldDone({ record }: OwnOrder): boolean {
  return !record.isOpen
}

function without(orders: OwnOrder[], isGone: (order: OwnOrder) => boolean): OwnOrder[] {
  return orders.some(isGone) ? orders.filter((order) => !isGone(order)) : orders
}

/** A trailing stop that waits for its activation has no stop price yet. */
function isStopReached({ record }: OwnOrder, price: number): boolean {
  const { stopPrice } = record
  return stopPrice !== null && (record.wakesAbove ? price >= stopPrice : price <= stopPrice)
}

/** What a book shows of an iceberg, and what becomes of the rest of a market-to-limit order, differs from venue to venue. */
function isUnknown({ displayLots, type }: OrderRecord): boolean {
  return displayLots !== null || type === 'market_to_limit'
}

function aggressorAt({ bids, asks }: BookPicture, ticks: number): number {
  if (ticks >= asks.bestRank) return 1
  return ticks <= -bids.bestRank ? -1 : 0
}
