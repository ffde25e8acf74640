import { TapelineError } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { moneyToNumber, type Position } from '../portfolio/index.js'
import type { LiquiditySide, OrderEvent, OrderReason, OrderRecord } from '../orders/index.js'
import { SimulatedMarket, type ExecutionSink } from '../simulator/index.js'
import { fromSteps } from '../symbols/index.js'
import type { RunCore } from './run-core.js'
import { roundTrip } from './trips.js'

/** Called for each order event once the venue has done with the instant. */
export type OrderHandler = (event: OrderEvent) => void

/** An answer to an event may cause further events in the same instant; more than this many is a loop. */
const MAX_CASCADE = 1_000

/** One instrument of a run: its venue, its position, and the bookkeeping of everything that happens to its orders. */
export class InstrumentRun implements ExecutionSink {
  readonly index: number
  readonly instrument: Instrument
  readonly position: Position
  readonly market: SimulatedMarket
  readonly core: RunCore
  /** Set by whoever runs the strategy; without one nobody is told. */
  onOrder: OrderHandler | null = null
  #pending: OrderEvent[] = [] // bound: MAX_CASCADE

  constructor(core: RunCore, index: number, position: Position) {
    this.core = core
    this.index = index
    this.instrument = position.instrument
    this.position = position
    this.market = new SimulatedMarket(position.instrument, core.fillModel, this)
  }

  heldLots(): number {
    return this.position.lots
  }

  submit(order: OrderRecord): void {
    this.core.log.order(order)
    order.moveTo('submitted')
    this.emit({ type: 'OrderSubmitted', ...this.#stamp(order) })
    order.moveTo('accepted')
    this.emit({ type: 'OrderAccepted', ...this.#stamp(order) })
    this.market.accept(order)
  }

  deny(order: OrderRecord, reason: OrderReason): void {
    this.core.log.order(order)
    order.moveTo('denied', reason)
    this.emit({ type: 'OrderDenied', ...this.#stamp(order), reason })
  }

  triggered(order: OrderRecord, ts: number): void {
    order.moveTo('triggered')
    this.emit({ type: 'OrderTriggered', ...this.#stamp(order, ts) })
  }

  cancel(order: OrderRecord, reason: OrderReason, ts: number): void {
    order.moveTo('canceled', reason)
    this.emit({ type: 'OrderCanceled', ...this.#stamp(order, ts), reason })
  }

  execute(order: OrderRecord, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    const { account, feeModel, log } = this.core
    const { contractSize, lotSize } = this.instrument
    const { scale } = account.ledger
    const booked = account.execute(this.index, ts, order.side, lots, price, (quantity) =>
      feeModel.charge({ liquidity, price, quantity, contractSize, scale }),
    )
    if (booked !== null) {
      order.fill(booked.lots, price)
      const fee = moneyToNumber(booked.fee, scale)
      this.core.tradedNotional += moneyToNumber(booked.notional, scale)
      const at = this.#stamp(order, ts)
      const { side } = order
      log.fill({ ...at, side, quantity: booked.quantity, price, fee, liquidity }, account.ledger.cash)
      this.emit({ type: 'OrderFilled', ...at, side, lastQty: booked.quantity, lastPrice: price, fee, liquidity, leavesQty: order.leavesQty })
      if (booked.ended !== null) this.core.trips.push(roundTrip(booked.ended, this.instrument, scale, { ts }))
      this.#trackExposure(ts)
    }
    const done = booked?.lots ?? 0
    if (done < lots) {
      const reason = order.side === 'buy' ? 'insufficient_balance' : 'short_not_allowed'
      this.core.warnings.add(`an order was cut short: ${reason} at ${fromSteps(done, lotSize)} of ${fromSteps(lots, lotSize)}`, this.instrument.id)
      this.cancel(order, reason, ts)
    }
    return done
  }

  /** Tells the strategy what happened, once the venue has done with the instant, until it is quiet. */
  tell(): void {
    if (this.#pending.length === 0) return
    let told = 0
    while (this.#pending.length > 0) {
      const events = this.#pending
      this.#pending = []
      for (const event of events) {
        this.onOrder?.(event)
        if (++told > MAX_CASCADE) throw cascadeError(this.core)
      }
    }
  }

  emit(event: OrderEvent): void {
    this.core.log.event(event)
    this.core.events$.next(event)
    if (this.onOrder !== null) this.#pending.push(event)
  }

  #stamp(order: OrderRecord, ts: number = this.core.clock.now): { ts: number; instrumentId: string; clientOrderId: string } {
    return { ts, instrumentId: this.instrument.id, clientOrderId: order.clientOrderId }
  }

  #trackExposure(ts: number): void {
    const { clock, account } = this.core
    const open = account.openPositions
    if (clock.openPositions === 0 && open > 0) clock.exposedSince = ts
    if (clock.openPositions > 0 && open === 0) clock.exposedMs += ts - clock.exposedSince
    clock.openPositions = open
  }
}

function cascadeError(core: RunCore): TapelineError {
  return new TapelineError(`${core.strategyName}: onOrder caused more than ${MAX_CASCADE} order events at one instant.`, {
    code: 'ORDER_CASCADE',
    hint: 'It probably answers each event with another order.',
  })
}
