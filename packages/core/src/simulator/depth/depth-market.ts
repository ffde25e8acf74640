import type { BookPicture } from '../../book/book-picture.js'
import type { OrderPicture, QueueListener } from '../../book/order-picture.js'
import type { Instrument } from '../../market/index.js'
import { canMoveTo, isImmediate, type LiquiditySide, type OrderReason, type OrderRecord } from '../../orders/index.js'
import type { ExecutionSink } from '../execution-sink.js'
import { applyChange, type OrderTermsChange } from '../order-change.js'
import { reducibleLots } from '../reduce-only.js'
import { startTrail } from '../trailing-stop.js'
import type { Timers, Venue } from '../venue.js'
import { aggressorAt } from './aggressor.js'
import type { DepthIntake, Suspension } from './depth-intake.js'
import { DepthMatching } from './depth-matching.js'
import type { FullDepthOptions } from './depth-options.js'
import { DormantOrders } from './dormant-orders.js'
import { OrderFlight } from './order-flight.js'
import { OwnOrder } from './own-order.js'
import { OwnOrders } from './own-orders.js'
import { Suspensions } from './suspensions.js'
import { VenueAnswers } from './venue-answers.js'

/** The venue of one instrument that matches own orders against its recorded book and prints. */
export class DepthMarket implements Venue, DepthIntake, QueueListener {
  lowTrigger: number = -Infinity
  highTrigger: number = Infinity
  watchesLevels = false
  readonly depth: DepthIntake = this
  readonly picture: BookPicture
  readonly orders: OrderPicture
  readonly needsOrders: boolean
  readonly #beyondDepth: FullDepthOptions['beyondDepth']
  readonly #tickSize: number
  readonly #sink: ExecutionSink
  readonly #flight: OrderFlight
  readonly #answers: VenueAnswers
  readonly #matching: DepthMatching
  readonly #dormant: DormantOrders
  readonly #gaps = new Suspensions()
  readonly suspensions: readonly Suspension[] = this.#gaps.list
  readonly #orders = new OwnOrders()
  /** Are executions of a message told whose levels are not whole yet? What arrives meanwhile waits for its end. */
  #isWithin = false
  /** Has anything happened to an order since the lists were last looked through? */
  #isUnsettled = false

  constructor(instrument: Instrument, options: FullDepthOptions, sink: ExecutionSink, timers: Timers) {
    const { feedMs, computeMs, latencyModel } = options
    this.#beyondDepth = options.beyondDepth
    this.#tickSize = instrument.tickSize
    this.#sink = sink
    this.#flight = new OrderFlight(timers, { latency: latencyModel.create(instrument.id), feedMs, computeMs })
    this.#answers = new VenueAnswers(this.#flight, sink)
    this.#matching = new DepthMatching(instrument, options, (...fill) => this.#fill(...fill))
    this.#dormant = new DormantOrders(instrument.tickSize)
    this.picture = this.#matching.picture
    this.orders = this.#matching.orders
    this.orders.listener = this
    this.needsOrders = options.queueModel.needsOrders === true
  }

  get open(): readonly OrderRecord[] {
    return this.#orders.open
  }

  get earlyAnswers(): number {
    return this.#flight.earlyAnswers
  }

  submit(record: OrderRecord, now: number): void {
    const order = new OwnOrder(record, this.#tickSize)
    this.#orders.all.push(order)
    // A child of another order has been at the venue before: the fill of its parent lets it live.
    if (record.links?.parent) this.#arrive(order, now)
    else this.#flight.send(now, (ts) => this.#arrive(order, ts))
  }

  requestCancel(record: OrderRecord, reason: OrderReason, now: number): void {
    const order = this.#orders.find(record)
    if (order === undefined) return
    this.#sink.pending(record, 'pending_cancel')
    this.#flight.send(now, (ts) => {
      if (!order.isDone) this.#end(order, reason, ts)
      else this.#answers.cancelRejected(record, reason, ts)
      this.#settle()
    })
  }

  requestModify(record: OrderRecord, change: OrderTermsChange, now: number): void {
    const order = this.#orders.find(record)
    if (order === undefined) return
    // It may be on its way itself, or its cancel may be.
    if (canMoveTo(record.status, 'pending_update')) this.#sink.pending(record, 'pending_update')
    this.#flight.send(now, (ts) => this.#change(order, change, ts))
  }

  forgetEnded(): void {
    this.#isUnsettled = true
    this.#orders.agree()
    this.#settle()
  }

  /** An aggressor that the source does not name is told from the book: who reaches the other side's best price. */
  onTrade(ts: number, price: number, size: number, side: number = 0): void {
    const { picture } = this
    if (!picture.isValid) return
    // Where each order is known its executions say exactly what a print filled.
    if (!this.orders.isFed) {
      const ticks = picture.ticksOf(price)
      this.#matching.print(side === 0 ? aggressorAt(picture, ticks) : side, ticks, size, ts)
    }
    this.#wake(ts, price)
    this.#settle()
  }

  /** Bars say less than the book: nothing is filled by them. */
  onBar(): void {}

  afterBar(): void {}

  fillMarketOrdersAt(ts: number, price: number): void {
    for (const { record } of [...this.#orders.all]) {
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

  onQueuesCleared(): void {
    this.#matching.recount()
  }

  onQueue(side: number, ticks: number, place: number, change: number): void {
    if (this.watchesLevels) this.#matching.refresh(side, ticks)
    if (this.needsOrders) this.#matching.shift(side, ticks, place, change)
  }

  onExecution(side: number, ticks: number, place: number, lots: number, ts: number): void {
    if (this.#orders.all.length === 0) return
    this.#isWithin = true
    this.#matching.execution(side, ticks, place, lots, ts)
    this.#wake(ts, this.picture.priceOf(ticks))
    this.#settle()
  }

  onMessage(ts: number): void {
    const { picture } = this
    this.#isWithin = false
    const isResuming = this.#gaps.isOpen
    if ((this.#orders.all.length === 0 && !isResuming) || !picture.isValid) return
    this.#matching.advanceQueues(isResuming)
    if (isResuming) this.#gaps.end(ts)
    this.#matching.cross(ts)
    for (const order of this.#orders.takeWaiting()) this.#meet(order, ts)
    this.#settle()
  }

  onGap(ts: number): void {
    this.picture.invalidate()
    this.#gaps.begin(ts)
  }

  #arrive(order: OwnOrder, ts: number): void {
    const { record } = order
    if (!record.isOpen || order.isDone) return
    this.#isUnsettled = true
    const lots = record.reduceOnly ? reducibleLots(record, this.#sink.heldLots(record.positionSide)) : Infinity
    const refusal = this.#isRefused(order) ? 'would_take' : lots === 0 ? 'reduce_only' : null
    if (refusal !== null) {
      order.isDone = true
      this.#answers.rejected(record, refusal, ts)
    } else {
      record.acceptedTs = ts
      startTrail(record, this.#sink.lastPrice(), this.#tickSize)
      this.#answers.accepted(record, ts)
      if (lots < order.leaves) this.#cut(order, lots, ts)
      if (order.isDormant) this.#dormant.orders.push(order)
      else this.#meet(order, ts)
    }
    this.#settle()
  }

  /** It may only reduce, and no more is held. */
  #cut(order: OwnOrder, lots: number, ts: number): void {
    const { record } = order
    record.resize(record.filledLots + lots)
    order.resize()
    this.#answers.updated(record, ts)
  }

  /** At its new price or with its new size it stands behind what is there. */
  #change(order: OwnOrder, change: OrderTermsChange, ts: number): void {
    const { record } = order
    if (order.isDone || change.lots <= order.filled) {
      this.#answers.modifyRejected(record, ts)
      return
    }
    this.#isUnsettled = true
    // What became a limit order meanwhile stays one.
    const limitPrice = change.limitPrice ?? record.limitPrice
    const hasLostPlace = applyChange(record, { ...change, limitPrice }, this.#sink.heldLots(record.positionSide))
    order.resize()
    order.reprice(this.#tickSize)
    this.#answers.updated(record, ts)
    if (hasLostPlace && !order.isDormant && !this.#orders.waiting.includes(order)) {
      this.#matching.withdraw(order)
      this.#meet(order, ts)
    }
    this.#settle()
  }

  /** Takes what the book has for it, then rests, waits or ends as its time in force says. */
  #meet(order: OwnOrder, ts: number): void {
    if (order.isDone) return
    this.#isUnsettled = true
    if (!this.picture.isValid || this.#isWithin) {
      this.#orders.waiting.push(order)
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
    if (order.takesOneLevel && worst === worst) this.#becomeLimit(order, this.picture.priceOf(worst), ts)
    if (record.limitPrice === null && this.#beyondDepth === 'last_level' && worst === worst)
      this.#fill(order, order.leaves, this.picture.priceOf(worst), 'taker', ts)
    else if (record.limitPrice === null || isImmediate(record.timeInForce)) this.#end(order, 'not_filled_at_once', ts)
    else {
      this.#matching.rest(order)
      this.#isUnsettled = true
    }
  }

  /** What the best level left of a market-to-limit order waits at that level's price. */
  #becomeLimit(order: OwnOrder, price: number, ts: number): void {
    order.record.limitPrice = price
    order.reprice(this.#tickSize)
    this.#answers.updated(order.record, ts)
  }

  /** May it only make liquidity, and would take? What a message has not told yet is asked at its end. */
  #isRefused(order: OwnOrder): boolean {
    const { isValid } = this.picture
    return order.isPostOnly && !order.isDormant && isValid && !this.#isWithin && this.#matching.wouldTake(order)
  }

  #wake(ts: number, price: number): void {
    for (const order of this.#dormant.wake(price)) {
      this.#isUnsettled = true
      this.#answers.triggered(order.record, ts)
      this.#meet(order, ts)
    }
    this.#dormant.follow(price)
  }

  #fill(order: OwnOrder, lots: number, price: number, liquidity: LiquiditySide, ts: number): void {
    const { record } = order
    this.#isUnsettled = true
    order.fill(lots)
    if (order.leaves === 0) order.isDone = true
    this.#answers.filled(record, { lots, price, liquidity, ts }, () => {
      // What the account cannot take ends the order: no more of it is matched from here on.
      if (!record.isOpen) order.isDone = this.#isUnsettled = true
    })
  }

  #end(order: OwnOrder, reason: OrderReason, ts: number): void {
    order.isDone = this.#isUnsettled = true
    // Those linked to it may have ended with it.
    this.#answers.canceled(order.record, reason, ts, () => this.forgetEnded())
  }

  /** Drops what is done, and says which prints and levels matter from here on. */
  #settle(): void {
    if (!this.#isUnsettled) return
    this.#isUnsettled = false
    this.#matching.sweep()
    this.#dormant.sweep()
    this.#orders.sweep()
    const listens = this.#matching.isResting || this.#dormant.orders.length > 0
    this.lowTrigger = listens ? Infinity : -Infinity
    this.highTrigger = listens ? -Infinity : Infinity
    this.watchesLevels = this.#matching.hasConsumed
  }
}
