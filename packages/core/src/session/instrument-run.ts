import { TapelineError } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { moneyToNumber, type BookedFill, type Charge, type Position } from '../portfolio/index.js'
import type { LiquiditySide, OrderEvent, OrderReason, OrderRecord, OrderStatus } from '../orders/index.js'
import type { ExecutionSink, Venue } from '../simulator/index.js'
import type { RunCore } from './run-core.js'
import { roundTrip } from './trips.js'

/** Called for each order event once the venue has done with the instant. */
export type OrderHandler = (event: OrderEvent) => void

/** An answer to an event may cause further events in the same instant; more than this many at one instant is a loop. */
const MAX_CASCADE = 1_000

/** One instrument of a run: its venue, its position, and the bookkeeping of everything that happens to its orders. */
export class InstrumentRun implements ExecutionSink {
  readonly index: number
  readonly instrument: Instrument
  readonly position: Position
  readonly market: Venue
  readonly core: RunCore
  /** Set by whoever runs the strategy; without one nobody is told. */
  onOrder: OrderHandler | null = null
  /** Data are missing: orders meet no market until they are valid again. */
  isSuspended = false
  /** The strategy is not to be told anything for a while. */
  isPaused = false
  #pending: OrderEvent[] = [] // bound: what one call and one event of the market cause, and MAX_CASCADE answers; while paused what open orders cause

  constructor(core: RunCore, index: number, position: Position) {
    this.core = core
    this.index = index
    this.instrument = position.instrument
    this.position = position
    this.market = core.venueModel.create(position.instrument, this, core.timers)
  }

  heldLots(): number {
    return this.position.lots
  }

  submit(order: OrderRecord): void {
    this.core.log.order(order)
    const { now } = this.core.clock
    this.#move(order, 'submitted', 'OrderSubmitted', now)
    this.market.submit(order, now)
  }

  accepted(order: OrderRecord, ts: number): void {
    this.#move(order, 'accepted', 'OrderAccepted', ts)
  }

  deny(order: OrderRecord, reason: OrderReason): void {
    this.core.log.order(order)
    this.#move(order, 'denied', 'OrderDenied', this.core.clock.now, reason)
  }

  triggered(order: OrderRecord, ts: number): void {
    this.#move(order, 'triggered', 'OrderTriggered', ts)
  }

  cancel(order: OrderRecord, reason: OrderReason, ts: number): void {
    this.#move(order, 'canceled', 'OrderCanceled', ts, reason)
  }

  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    const { account } = this.core
    const least = order.timeInForce === 'FOK' ? lots : 1
    const charge = this.#chargeFor(price, liquidity)
    const booked = account.execute(this.index, ts, order.side, lots, price, charge, least)
    if (booked !== null) this.#book(order, booked, price, liquidity, ts)
    const done = booked?.lots ?? 0
    if (done < lots) this.#cutShort(order, ts)
    return done
  }

  /** The strategy has answered a main bar. */
  barIsOver(): void {
    const { clock, account } = this.core
    this.market.afterBar(clock.now, account.markOf(this.index))
  }

  /** Is there anything that the strategy has not been told? */
  get hasNews(): boolean {
    return this.#pending.length > 0
  }

  /** Tells the strategy what happened, once the venue has done with the instant, until it is quiet. */
  tell(): void {
    if (this.isPaused) return
    // What the market and the other handlers caused may be much; only answers to events can go on for ever.
    let answers = 0
    while (this.#pending.length > 0) {
      const events = this.#pending
      this.#pending = []
      for (const event of events) {
        this.onOrder?.(event)
        if (answers + this.#pending.length > MAX_CASCADE) throw cascadeError(this.core)
      }
      answers += this.#pending.length
    }
  }

  #chargeFor(price: number, liquidity: LiquiditySide): Charge {
    const { feeModel, account } = this.core
    const { contractSize } = this.instrument
    const { scale } = account
    return (quantity) => feeModel.charge({ liquidity, price, quantity, contractSize, scale })
  }

  #book(order: OrderRecord, booked: BookedFill, price: number, liquidity: LiquiditySide, ts: number): void {
    const { core } = this
    const { account } = core
    const { scale } = account
    const { side, instrumentId, clientOrderId } = order
    const { quantity } = booked
    order.fill(booked.lots, price)
    const fee = moneyToNumber(booked.fee, scale)
    core.tradedNotional += moneyToNumber(booked.notional, scale)
    core.log.fill(order, { ts, instrumentId, clientOrderId, side, quantity, price, fee, liquidity }, account.cashText())
    const { leavesQty } = order
    this.#emit(order, 'OrderFilled', ts, { side, lastQty: quantity, lastPrice: price, fee, liquidity, leavesQty })
    if (booked.ended !== null) core.trips.push(roundTrip(booked.ended, this.instrument, scale, { ts }))
    this.#trackExposure(ts)
  }

  #cutShort(order: OrderRecord, ts: number): void {
    // A sale that the position covers was cut because neither its proceeds nor cash pay its fee.
    const reason =
      order.side === 'sell' && order.leavesLots > this.position.lots ? 'short_not_allowed' : 'insufficient_balance'
    this.core.warnings.add(`an order was cut short: ${reason}`, this.instrument.id)
    this.cancel(order, reason, ts)
  }

  #move(order: OrderRecord, status: OrderStatus, type: OrderEvent['type'], ts: number, reason?: OrderReason): void {
    order.moveTo(status, reason)
    this.#emit(order, type, ts, reason && { reason })
  }

  #emit(order: OrderRecord, type: OrderEvent['type'], ts: number, facts?: object): void {
    const { log, events$ } = this.core
    const { instrumentId, clientOrderId } = order
    const event = { type, ts, instrumentId, clientOrderId, ...facts } as OrderEvent
    log.event(order, event)
    if (events$.observed) events$.next(event)
    if (this.onOrder !== null) this.#pending.push(event)
  }

  #trackExposure(ts: number): void {
    const { clock, account } = this.core
    const open = account.openPositions
    // One instrument leaves within a bar that another entered at its open: no moment counts twice.
    if (clock.openPositions === 0 && open > 0) clock.exposedSince = Math.max(ts, clock.exposedUntil)
    if (clock.openPositions > 0 && open === 0) {
      clock.exposedUntil = Math.max(ts, clock.exposedSince)
      clock.exposedMs += clock.exposedUntil - clock.exposedSince
    }
    clock.openPositions = open
  }
}

function cascadeError(core: RunCore): TapelineError {
  return new TapelineError(
    `${core.strategyName}: onOrder caused more than ${MAX_CASCADE} order events at one instant.`,
    {
      code: 'ORDER_CASCADE',
      hint: 'It probably answers each event with another order.',
    },
  )
}
