import { demand, demandKnown } from '../errors/index.js'
import { OrderRecord, type OrderReason, type OrderSide } from '../orders/index.js'
import type { PositionLeg } from '../portfolio/index.js'
import type { ChildRequest, OrderRequest, SidedChild, SidedRequest } from '../strategy/index.js'
import type { InstrumentRun } from './instrument-run.js'
import { checkTerms, TERMS, type CheckedTerms } from './order-request.js'
import { SIZES, sizeInLots } from './sizing.js'

/** Fields that a request may have: any, one that says its side, and one that has the size of its entry. */
const REQUEST: readonly string[] = [...SIZES, ...TERMS]
const SIDED: readonly string[] = ['side', ...REQUEST]
const CHILD: readonly string[] = ['side', ...TERMS]

/** An order that was checked, with the reason why it cannot be sent. */
export interface Draft {
  readonly order: OrderRecord
  readonly refusal: OrderReason | null
}

/** What the account says to an order. */
export interface DraftFunds {
  /** The most lots that may be bought or sold at a price. */
  affordableLots(side: OrderSide, price: number, withGapReserve: boolean, leg: PositionLeg | null): number
  /** Why an order of so many lots cannot be sent; `null` where it can. */
  refusal(order: OrderRecord, lots: number, price: number): OrderReason | null
}

/** Makes orders of requests, and sends those that belong together: all or none. */
export class OrderDrafts {
  readonly #run: InstrumentRun
  readonly #funds: DraftFunds

  constructor(run: InstrumentRun, funds: DraftFunds) {
    this.#run = run
    this.#funds = funds
  }

  /** Does the account hold a long and a short position of an instrument at once? */
  get isHedged(): boolean {
    return this.#run.position.legs !== null
  }

  ofRequest(owner: string, side: OrderSide, request: OrderRequest): Draft {
    demandKnown(owner, request, REQUEST)
    return this.#draft(owner, side, request)
  }

  ofSided(owner: string, request: SidedRequest): Draft {
    demandKnown(owner, request, SIDED)
    return this.#draft(owner, checkSide(owner, request.side), request)
  }

  /** An order that has the size of its entry's fills, whatever they will be. */
  ofChild(owner: string, request: SidedChild, entry: OrderRecord): Draft {
    demandKnown(owner, request, CHILD)
    const side = checkSide(owner, request.side)
    const terms = this.#check(owner, side, request)
    const order = this.#record(side, entry.lots, terms)
    // Nothing is held yet that it could reduce, and nothing is needed for what closes: only its prices can be wrong.
    return { order, refusal: terms.refusal }
  }

  /** The one that cannot be has its reason; the others are denied for its sake. */
  send(drafts: readonly Draft[]): void {
    const run = this.#run
    const { market, held, core } = run
    const isRoom = market.open.length + held.length + drafts.length <= core.maxOpenOrders
    const isRefused = drafts.some(({ refusal }) => refusal !== null)
    if (isRoom && !isRefused) {
      run.submit(drafts.map(({ order }) => order))
      return
    }
    const others = isRefused ? 'contingency' : 'too_many_orders'
    for (const { order, refusal } of drafts) run.deny(order, refusal ?? others)
  }

  #draft(owner: string, side: OrderSide, request: OrderRequest): Draft {
    const { instrument, core, index } = this.#run
    const { account } = core
    const terms = this.#check(owner, side, request)
    const price = request.limit ?? request.stop ?? request.touch ?? account.markOf(index)
    // A quantity is what it is: only money and fractions depend on what can be paid.
    const most =
      request.quantity === undefined
        ? this.#funds.affordableLots(side, price, request.limit === undefined, terms.positionSide)
        : Infinity
    const unitValue = account.unitValue(index, price)
    const sized = terms.refusal ?? sizeInLots(request, instrument, unitValue, account.equity, most)
    const order = this.#record(side, typeof sized === 'number' ? sized : 0, terms)
    return { order, refusal: typeof sized === 'string' ? sized : this.#funds.refusal(order, sized, price) }
  }

  #check(owner: string, side: OrderSide, request: ChildRequest): CheckedTerms {
    const { instrument, core } = this.#run
    return checkTerms(owner, request, instrument, core.clock.now, core.dayEnd, side, this.isHedged)
  }

  #record(side: OrderSide, lots: number, terms: CheckedTerms): OrderRecord {
    const { instrument, core } = this.#run
    const sequence = ++core.orderCount
    const clientOrderId = `${core.strategyName}-${sequence}`
    const { id: instrumentId, lotSize } = instrument
    // Two objects rather than one that is spread out of both: spreading takes ten times as long as the order itself.
    return new OrderRecord({ sequence, clientOrderId, instrumentId, side, lots, lotSize }, terms)
  }
}

function checkSide(owner: string, side: OrderSide): OrderSide {
  demand(side === 'buy' || side === 'sell', owner, 'side', side, 'buy or sell')
  return side
}
