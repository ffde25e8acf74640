import type { Instrument } from '../market/index.js'
import { legOf, type AccountPosition, type BookedFill, type Charge, type PositionLeg } from '../portfolio/index.js'
import {
  isForAuction,
  OrderRecord,
  type LiquiditySide,
  type OrderEvent,
  type OrderReason,
  type OrderSide,
  type OrderStatus,
} from '../orders/index.js'
import {
  afterEnd,
  afterFill,
  applyChange,
  type ContingencyPort,
  type ExecutionSink,
  type FeeBasis,
  type OrderTermsChange,
  type Venue,
} from '../simulator/index.js'
import { trackExposure } from './exposure.js'
import { OrderNews } from './order-news.js'
import { ReducingOrders } from './reducing-orders.js'
import type { RunCore } from './run-core.js'

/** A bar fills any size; from this share of its volume on the market would have noticed. */
const LARGE_SHARE = 0.1

/** What an event tells beside its order and time. */
interface EventFacts {
  readonly reason?: OrderReason
  readonly [fact: string]: unknown
}

/** One instrument of a run: its venue, its position, and the bookkeeping of everything that happens to its orders. */
export class InstrumentRun implements ExecutionSink, ContingencyPort {
  readonly index: number
  readonly instrument: Instrument
  readonly position: AccountPosition
  readonly market: Venue
  readonly core: RunCore
  readonly news: OrderNews
  /** Sent orders that wait for the first fill of their entry. */
  readonly held: OrderRecord[] = [] // bound: maxOpenOrders
  readonly #reducing = new ReducingOrders()
  /** Base units that the bar which is being met traded; NaN outside of bars. */
  barVolume: number = NaN
  /** Data are missing: orders meet no market until they are valid again. */
  isSuspended = false

  constructor(core: RunCore, index: number, position: AccountPosition) {
    this.core = core
    this.index = index
    this.instrument = position.instrument
    this.position = position
    this.news = new OrderNews(core)
    this.market = core.venueModel.create(position.instrument, this, core.timers)
  }

  readonly #held = (leg: PositionLeg | null): number => this.heldLots(leg)

  heldLots(leg: PositionLeg | null = null): number {
    const { legs, lots } = this.position
    return leg === null || legs === null ? lots : legs[leg].lots
  }

  lastPrice(): number {
    return this.core.account.markOf(this.index)
  }

  /** Sends orders that hang together: all of them are on their way before the venue hears of the first. */
  submit(orders: readonly OrderRecord[]): void {
    const { clock, log, timers } = this.core
    const { now } = clock
    for (const order of orders) {
      log.order(order)
      this.#move(order, 'submitted', 'OrderSubmitted', now)
      if (order.isHeld) this.held.push(order)
      if (order.expireTs !== null) timers.at(order.expireTs, () => this.#expire(order))
    }
    for (const order of orders) if (order.isOpen && !order.isHeld) this.#reach(order, now)
  }

  release(order: OrderRecord, ts: number): void {
    this.#dropHeld()
    this.#reach(order, ts)
  }

  requestModify(order: OrderRecord, change: OrderTermsChange): void {
    const { now } = this.core.clock
    if (!order.isHeld) {
      this.market.requestModify(order, change, now)
      return
    }
    applyChange(order, change, this.heldLots(order.positionSide))
    this.updated(order, now)
  }

  requestCancel(order: OrderRecord): void {
    const { now } = this.core.clock
    if (!order.isHeld) {
      this.market.requestCancel(order, 'by_user', now)
      return
    }
    this.cancel(order, 'by_user', now)
    this.market.forgetEnded()
  }

  accepted(order: OrderRecord, ts: number): void {
    this.#move(order, 'accepted', 'OrderAccepted', ts)
    if (order.reduceOnly && this.#reducing.heard(order, ts)) this.updated(order, ts)
  }

  rejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#move(order, 'rejected', 'OrderRejected', ts, reason)
    this.#ended(order, ts)
    this.market.forgetEnded()
  }

  deny(order: OrderRecord, reason: OrderReason): void {
    this.core.log.order(order)
    this.#move(order, 'denied', 'OrderDenied', this.core.clock.now, reason)
  }

  triggered(order: OrderRecord, ts: number): void {
    this.#move(order, 'triggered', 'OrderTriggered', ts)
  }

  pending(order: OrderRecord, status: 'pending_update' | 'pending_cancel'): void {
    order.moveTo(status)
  }

  updated(order: OrderRecord, ts: number): void {
    order.resume()
    const { quantity, limitPrice, stopPrice } = order
    this.#emit(order, 'OrderUpdated', ts, { quantity, limitPrice, stopPrice })
  }

  modifyRejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    order.resume()
    this.#emit(order, 'OrderModifyRejected', ts, { reason })
  }

  cancelRejected(order: OrderRecord, reason: OrderReason, ts: number): void {
    order.resume()
    this.#emit(order, 'OrderCancelRejected', ts, { reason })
  }

  cancel(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#move(order, 'canceled', 'OrderCanceled', ts, reason)
    this.#ended(order, ts)
  }

  expired(order: OrderRecord, ts: number): void {
    order.moveTo('expired', 'expired')
    this.#emit(order, 'OrderExpired', ts)
    this.#ended(order, ts)
  }

  resize(order: OrderRecord, lots: number, ts: number): void {
    if (lots === order.lots) return
    order.resize(lots)
    this.updated(order, ts)
  }

  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    const { account } = this.core
    const least = order.timeInForce === 'FOK' ? lots : 1
    const charge = this.#chargeFor(order, price, liquidity, ts)
    const booked = account.execute(this.index, ts, order.side, lots, price, charge, least, order.positionSide)
    if (booked !== null) this.#book(order, booked, price, liquidity, ts)
    const done = booked?.lots ?? 0
    if (done < lots) this.#cutShort(order, ts)
    return done
  }

  /** Ends every open order, from outside of the venue. */
  cancelAll(reason: OrderReason): void {
    for (const order of [...this.market.open]) this.cancel(order, reason, this.core.clock.now)
    this.market.forgetEnded()
  }

  /** An order of the venue's own, filled at once: it closes a position by force. */
  liquidate(side: OrderSide, lots: number, price: number, positionSide: PositionLeg | null): void {
    const { core, instrument } = this
    const { now } = core.clock
    const sequence = ++core.orderCount
    const { id: instrumentId, lotSize } = instrument
    const order = new OrderRecord(
      { sequence, clientOrderId: `liquidation-${sequence}`, instrumentId, side, lots, lotSize },
      { limitPrice: null, stopPrice: null, timeInForce: 'GTC', tag: 'liquidation', positionSide },
    )
    core.log.order(order)
    this.#move(order, 'submitted', 'OrderSubmitted', now)
    this.accepted(order, now)
    this.execute(order, lots, price, 'taker', now)
  }

  /** The strategy has answered a main bar. */
  barIsOver(): void {
    const { clock, account } = this.core
    this.market.afterBar(clock.now, account.markOf(this.index))
  }

  /** Tells the strategy what happened, once the venue has done with the instant, until it is quiet. */
  tell(): void {
    if (this.news.isWaiting) this.news.tell()
  }

  #reach(order: OrderRecord, ts: number): void {
    this.#reducing.sent(order)
    if (this.market.hasAuctions !== true && isForAuction(order.timeInForce)) this.rejected(order, 'not_supported', ts)
    else this.market.submit(order, ts)
  }

  #chargeFor({ filledQty }: OrderRecord, price: number, liquidity: LiquiditySide, ts: number): Charge {
    const { feeModel } = this.core
    const { contractSize } = this.instrument
    const isFirst = filledQty === 0
    return (quantity, scale, value, one) => {
      const basis: FeeBasis = { liquidity, price, quantity, contractSize, scale, ts, value, one, isFirst }
      return feeModel.charge(basis)
    }
  }

  #book(order: OrderRecord, booked: BookedFill, price: number, liquidity: LiquiditySide, ts: number): void {
    const { core } = this
    const { account } = core
    const { side, instrumentId, clientOrderId } = order
    const { quantity, feeAmount: fee, feeCurrency } = booked
    order.fill(booked.lots, price)
    core.feeModel.filled?.(booked.value, ts)
    core.tradedNotional += booked.value
    if (this.barVolume > 0 && quantity * this.instrument.contractSize > LARGE_SHARE * this.barVolume)
      core.warnings.add('a fill was more than a tenth of what its bar traded', instrumentId)
    const fill = { ts, instrumentId, clientOrderId, side, quantity, price, fee, liquidity }
    core.log.fill(order, feeCurrency === account.currency ? fill : { ...fill, feeCurrency }, account.cashText())
    const { leavesQty } = order
    this.#emit(order, 'OrderFilled', ts, { side, lastQty: quantity, lastPrice: price, fee, liquidity, leavesQty })
    core.trips.push(...booked.ended)
    trackExposure(core.clock, account.openPositions, ts)
    afterFill(order, booked.lots, ts, this)
    this.#reducing.shrink(this.#held, ts, this)
    this.market.forgetEnded()
  }

  #expire(order: OrderRecord): void {
    if (!order.isOpen) return
    this.expired(order, this.core.clock.now)
    this.market.forgetEnded()
  }

  #ended(order: OrderRecord, ts: number): void {
    this.#dropHeld()
    this.#reducing.ended(order)
    afterEnd(order, ts, this)
  }

  #dropHeld(): void {
    let kept = 0
    for (const order of this.held) if (order.isHeld && order.isOpen) this.held[kept++] = order
    while (this.held.length > kept) this.held.pop()
  }

  #cutShort(order: OrderRecord, ts: number): void {
    // What is linked to it may have ended it already.
    if (!order.isOpen) return
    // A sale that the position covers was cut because neither its proceeds nor cash pay its fee.
    const { account } = this.core
    const isShort =
      !account.canShort && order.side === 'sell' && order.leavesLots > account.closableLots(this.index, 'sell')
    const closes = order.positionSide !== null && order.positionSide !== legOf(order.side)
    const reason = isShort ? 'short_not_allowed' : closes ? 'reduce_only' : 'insufficient_balance'
    this.core.warnings.add(`an order was cut short: ${reason}`, this.instrument.id)
    this.cancel(order, reason, ts)
  }

  #move(order: OrderRecord, status: OrderStatus, type: OrderEvent['type'], ts: number, reason?: OrderReason): void {
    order.moveTo(status, reason)
    this.#emit(order, type, ts, reason && { reason })
  }

  #emit(order: OrderRecord, type: OrderEvent['type'], ts: number, facts?: EventFacts): void {
    this.core.log.event(order, type, ts, facts?.reason)
    if (!this.news.isHeard) return
    const { instrumentId, clientOrderId } = order
    this.news.add({ type, ts, instrumentId, clientOrderId, ...facts } as OrderEvent)
  }
}
