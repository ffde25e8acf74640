import { demand, demandKnown } from '../errors/index.js'
import { OrderRecord, type OrderReason, type OrderSide, type OrderTicket, type TimeInForce } from '../orders/index.js'
import type { PositionLeg } from '../portfolio/index.js'
import { staleView, type OrderDesk, type OrderRequest, type OrderSize } from '../strategy/index.js'
import { floorSteps, fromSteps, toSteps } from '../symbols/index.js'
import { freeFunds } from './free-funds.js'
import type { InstrumentRun } from './instrument-run.js'
import { givenSize, opposite, SIZES, sizeInLots } from './sizing.js'

const TIMES_IN_FORCE: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK']
const REQUEST: readonly string[] = [...SIZES, 'limit', 'stop', 'timeInForce', 'tag', 'positionSide']
const NOTHING: OrderSize = Object.freeze({ quantity: 0 })

/** The strategy's order desk on the simulated venue: checks, sizes and sends; every refusal has a typed reason. */
export class SimulatedDesk implements OrderDesk {
  readonly #run: InstrumentRun

  constructor(run: InstrumentRun) {
    this.#run = run
  }

  get open(): readonly OrderTicket[] {
    return [...this.#run.market.open].sort((a, b) => a.sequence - b.sequence)
  }

  buy(request: OrderRequest): OrderTicket {
    return this.#place('buy', request)
  }

  sell(request: OrderRequest): OrderTicket {
    return this.#place('sell', request)
  }

  target(size: OrderSize): OrderTicket | null {
    demandKnown('orders.target', size, SIZES)
    const { core, index, instrument, position } = this.#run
    demand(position.legs === null, 'orders.target', 'size', size, 'an account in net mode: hedged positions are two')
    // Market orders count as done, so that asking twice does not trade twice.
    const coming = position.lots + this.#lotsOf((order) => order.limitPrice === null && !order.isDormant)
    const price = core.account.markOf(index)
    const { account } = core
    const given = givenSize(size)
    // Where the account may sell short, less than nothing is a short position.
    const sign = account.canShort && given !== undefined && given < 0 ? -1 : 1
    const most = sign * coming + this.#affordableLots(sign < 0 ? 'sell' : 'buy', price, true)
    const absolute = sign < 0 ? opposite(size) : size
    const sized =
      given === 0 ? 0 : sizeInLots(absolute, instrument, account.unitValue(index, price), account.equity, most)
    const wanted = sized === 'below_one_lot' ? 0 : sized
    // A size that makes no sense is denied with its reason, not taken for a target of nothing.
    if (typeof wanted === 'string') return this.#place('buy', size)
    const difference = sign * wanted - coming
    if (difference === 0) return null
    return this.#place(difference > 0 ? 'buy' : 'sell', {
      quantity: fromSteps(Math.abs(difference), instrument.lotSize),
    })
  }

  close(): OrderTicket | null {
    const { legs } = this.#run.position
    if (legs === null) return this.target(NOTHING)
    const sell = legs.long.isFlat ? null : this.#place('sell', { quantity: legs.long.quantity, positionSide: 'long' })
    if (legs.short.isFlat) return sell
    return this.#place('buy', { quantity: -legs.short.quantity, positionSide: 'short' })
  }

  cancel(order: OrderTicket): void {
    this.#assertInHandler()
    const isOurs = order instanceof OrderRecord && order.instrumentId === this.#run.instrument.id
    demand(isOurs, 'orders.cancel', 'order', order, 'a ticket of this instrument')
    if (!order.isOpen) return
    this.#run.market.requestCancel(order, 'by_user', this.#run.core.clock.now)
  }

  cancelAll(): void {
    for (const order of this.open) this.cancel(order)
  }

  #place(side: OrderSide, request: OrderRequest): OrderTicket {
    const run = this.#run
    const { instrument, core } = run
    this.#assertInHandler()
    const owner = `orders.${side}`
    demandKnown(owner, request, REQUEST)
    const timeInForce = request.timeInForce ?? 'GTC'
    const isKnown = TIMES_IN_FORCE.includes(timeInForce)
    demand(isKnown, owner, 'timeInForce', timeInForce, `one of ${TIMES_IN_FORCE.join(', ')}`)
    const { positionSide } = request
    const isSide = positionSide === undefined || (run.position.legs !== null && positionSide in run.position.legs)
    demand(isSide, owner, 'positionSide', positionSide, 'long or short in hedge mode, nothing in net mode')
    const price = request.limit ?? request.stop ?? core.account.markOf(run.index)
    const sized =
      this.#priceRefusal(request) ??
      sizeInLots(
        request,
        instrument,
        core.account.unitValue(run.index, price),
        core.account.equity,
        this.#affordableLots(side, price, request.limit === undefined, positionSide),
      )
    const sequence = ++core.orderCount
    const order = new OrderRecord({
      sequence,
      clientOrderId: `${core.strategyName}-${sequence}`,
      instrumentId: instrument.id,
      side,
      lots: typeof sized === 'number' ? sized : 0,
      lotSize: instrument.lotSize,
      limitPrice: this.#onTick(request.limit),
      stopPrice: this.#onTick(request.stop),
      timeInForce,
      tag: request.tag ?? null,
      positionSide: positionSide ?? null,
    })
    const refusal = typeof sized === 'string' ? sized : this.#refusal(order, sized, price)
    if (refusal === null) run.submit(order)
    else run.deny(order, refusal)
    return order
  }

  /** Orders are decisions of a handler's moment: from anywhere else they would come at a moment of chance. */
  #assertInHandler(): void {
    if (!this.#run.core.gate.isOpen) throw staleView('order desk')
  }

  #priceRefusal({ limit, stop }: OrderRequest): OrderReason | null {
    for (const given of [limit, stop]) {
      if (given === undefined) continue
      if (!(given > 0 && given < Infinity)) return 'bad_price'
      if (toSteps(given, this.#run.instrument.tickSize) === null) return 'off_tick'
    }
    return null
  }

  #refusal(order: OrderRecord, lots: number, price: number): OrderReason | null {
    const { instrument, core, market, index } = this.#run
    if (lots <= 0) return 'bad_quantity'
    if (!(price > 0)) return 'no_price'
    const unitPrice = instrument.contractType === 'inverse' ? 1 : price
    if (order.quantity * unitPrice * instrument.contractSize < instrument.minNotional) return 'below_min_notional'
    if (market.open.length >= core.maxOpenOrders) return 'too_many_orders'
    const { account, feeModel } = core
    if (order.side === 'sell' && !account.canShort) {
      const sellable = account.closableLots(index, 'sell') + this.#lotsOf((open) => open.side === 'buy')
      if (lots > sellable) return 'short_not_allowed'
    }
    const opening = Math.max(0, lots - account.closableLots(index, order.side, order.positionSide))
    const unit = account.unitCost(index, order.side, price, feeModel.worstRate)
    const cost = fromSteps(opening, instrument.lotSize) * unit
    return cost > 0 && cost > freeFunds(core, account.payCurrency(index, order.side)) ? 'insufficient_balance' : null
  }

  /** A price a hair off its tick is that tick, without its binary noise; any other is left as it is, to be refused. */
  #onTick(price: number | undefined): number | null {
    if (price === undefined) return null
    const { tickSize } = this.#run.instrument
    const ticks = toSteps(price, tickSize)
    if (ticks !== null) return fromSteps(ticks, tickSize)
    return Number.isFinite(price) ? price : null
  }

  /** Lots that close what is held need no money; Infinity where none of them does. */
  #affordableLots(side: OrderSide, price: number, withGapReserve: boolean, leg: PositionLeg | null = null): number {
    const { core, instrument, index } = this.#run
    const unit = core.account.unitCost(index, side, price, core.feeModel.worstRate)
    if (unit === 0) return Infinity
    const reserved = withGapReserve ? unit * (1 + core.gapReserve) : unit
    const free = freeFunds(core, core.account.payCurrency(index, side))
    return core.account.closableLots(index, side, leg) + floorSteps(Math.max(0, free) / reserved, instrument.lotSize)
  }

  /** Signed lots that some of the open orders are still to trade. */
  #lotsOf(isCounted: (order: OrderRecord) => boolean): number {
    let lots = 0
    for (const order of this.#run.market.open)
      if (isCounted(order)) lots += order.side === 'buy' ? order.leavesLots : -order.leavesLots
    return lots
  }
}
