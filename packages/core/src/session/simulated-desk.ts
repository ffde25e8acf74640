import { demand, demandKnown } from '../errors/index.js'
import { OrderRecord, type OrderReason, type OrderSide, type OrderTicket } from '../orders/index.js'
import type { PositionLeg } from '../portfolio/index.js'
import type { OrderTermsChange } from '../simulator/index.js'
import {
  staleView,
  type BracketRequest,
  type BracketTickets,
  type OrderChange,
  type OrderDesk,
  type OrderRequest,
  type OrderSize,
  type SidedChild,
  type SidedRequest,
  type TriggeredTickets,
} from '../strategy/index.js'
import { floorSteps, fromSteps } from '../symbols/index.js'
import { checkChange } from './check-change.js'
import { freeFunds } from './free-funds.js'
import type { InstrumentRun } from './instrument-run.js'
import { OrderDrafts } from './order-drafts.js'
import { placeBracket, placeLinked, placeTriggered } from './order-groups.js'
import { givenSize, opposite, SIZES, sizeInLots } from './sizing.js'

const NOTHING: OrderSize = Object.freeze({ quantity: 0 })

/** The strategy's order desk on the simulated venue: checks, sizes and sends; every refusal has a typed reason. */
export class SimulatedDesk implements OrderDesk {
  readonly #run: InstrumentRun
  readonly #drafts: OrderDrafts

  constructor(run: InstrumentRun) {
    this.#run = run
    this.#drafts = new OrderDrafts(run, {
      affordableLots: (side, price, withGapReserve, leg) => this.#affordableLots(side, price, withGapReserve, leg),
      refusal: (order, lots, price) => this.#refusal(order, lots, price),
    })
  }

  get open(): readonly OrderTicket[] {
    const { market, held } = this.#run
    return [...market.open, ...held].sort((a, b) => a.sequence - b.sequence)
  }

  buy(request: OrderRequest): OrderTicket {
    return this.#place('buy', request)
  }

  sell(request: OrderRequest): OrderTicket {
    return this.#place('sell', request)
  }

  bracket(request: BracketRequest): BracketTickets {
    this.#assertInHandler()
    return placeBracket(this.#drafts, request)
  }

  oco(requests: readonly SidedRequest[]): readonly OrderTicket[] {
    this.#assertInHandler()
    return placeLinked(this.#drafts, 'OCO', requests)
  }

  ouo(requests: readonly SidedRequest[]): readonly OrderTicket[] {
    this.#assertInHandler()
    return placeLinked(this.#drafts, 'OUO', requests)
  }

  oto(entry: SidedRequest, children: readonly SidedChild[]): TriggeredTickets {
    this.#assertInHandler()
    return placeTriggered(this.#drafts, entry, children)
  }

  target(size: OrderSize): OrderTicket | null {
    demandKnown('orders.target', size, SIZES)
    const { core, index, instrument, position } = this.#run
    demand(position.legs === null, 'orders.target', 'size', size, 'an account in net mode: hedged positions are two')
    // Market orders count as done, so that asking twice does not trade twice.
    const coming = position.lots + this.#lotsOf((order) => order.limitPrice === null && order.isAwake)
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

  modify(order: OrderTicket, change: OrderChange): void {
    this.#assertOurs('orders.modify', order)
    const run = this.#run
    const { clock, account } = run.core
    const checked = checkChange(order, change, run.instrument, account.markOf(run.index))
    const refusal = typeof checked === 'string' ? checked : this.#growthRefusal(order, checked)
    if (typeof checked === 'string' || refusal !== null) run.modifyRejected(order, refusal as OrderReason, clock.now)
    else run.requestModify(order, checked)
  }

  cancel(order: OrderTicket): void {
    this.#assertOurs('orders.cancel', order)
    if (order.isOpen) this.#run.requestCancel(order)
  }

  cancelAll(): void {
    for (const order of this.open) this.cancel(order)
  }

  #place(side: OrderSide, request: OrderRequest): OrderTicket {
    this.#assertInHandler()
    const draft = this.#drafts.ofRequest(`orders.${side}`, side, request)
    this.#drafts.send([draft])
    return draft.order
  }

  /** Orders are decisions of a handler's moment: from anywhere else they would come at a moment of chance. */
  #assertInHandler(): void {
    if (!this.#run.core.gate.isOpen) throw staleView('order desk')
  }

  #assertOurs(owner: string, order: OrderTicket): asserts order is OrderRecord {
    this.#assertInHandler()
    const isOurs = order instanceof OrderRecord && order.instrumentId === this.#run.instrument.id
    demand(isOurs, owner, 'order', order, 'a ticket of this instrument')
  }

  #refusal(order: OrderRecord, lots: number, price: number): OrderReason | null {
    const { instrument, core, index } = this.#run
    if (lots <= 0) return 'bad_quantity'
    if (!(price > 0)) return 'no_price'
    const unitPrice = instrument.contractType === 'inverse' ? 1 : price
    if (order.quantity * unitPrice * instrument.contractSize < instrument.minNotional) return 'below_min_notional'
    const { account, feeModel } = core
    if (order.reduceOnly) return null
    if (order.side === 'sell' && !account.canShort) {
      const sellable = account.closableLots(index, 'sell') + this.#lotsOf((open) => open.side === 'buy')
      if (lots > sellable) return 'short_not_allowed'
    }
    const opening = Math.max(0, lots - account.closableLots(index, order.side, order.positionSide))
    const unit = account.unitCost(index, order.side, price, feeModel.worstRate)
    const cost = fromSteps(opening, instrument.lotSize) * unit
    return cost > 0 && cost > freeFunds(core, account.payCurrency(index, order.side)) ? 'insufficient_balance' : null
  }

  /** Can the account carry what an order becomes beyond what it was? */
  #growthRefusal(order: OrderRecord, change: OrderTermsChange): OrderReason | null {
    const { core, index } = this.#run
    const { account, feeModel } = core
    const leaves = change.lots - order.filledLots
    if (order.isHeld || order.reduceOnly) return null
    if (order.side === 'sell' && !account.canShort && leaves > order.leavesLots) {
      if (leaves > account.closableLots(index, 'sell') + this.#lotsOf((open) => open.side === 'buy'))
        return 'short_not_allowed'
    }
    const closable = account.closableLots(index, order.side, order.positionSide)
    const costOf = (lots: number, limitPrice: number | null, stopPrice: number | null): number => {
      const price = limitPrice ?? (stopPrice ?? account.markOf(index)) * (1 + core.gapReserve)
      const unit = account.unitCost(index, order.side, price, feeModel.worstRate)
      return fromSteps(Math.max(0, lots - closable), order.lotSize) * unit
    }
    const more =
      costOf(leaves, change.limitPrice, change.stopPrice) - costOf(order.leavesLots, order.limitPrice, order.stopPrice)
    const free = freeFunds(core, account.payCurrency(index, order.side))
    return more > 0 && more > free ? 'insufficient_balance' : null
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
