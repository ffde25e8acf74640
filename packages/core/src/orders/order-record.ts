import type { InstrumentId } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import type { OrderReason, OrderSide, OrderStatus, OrderTicket, OrderType, TimeInForce } from './order.js'
import { assertMove, isEnded } from './order-status.js'

export interface OrderTerms {
  /** Counts the orders of a run. */
  readonly sequence: number
  readonly clientOrderId: string
  readonly instrumentId: InstrumentId
  readonly side: OrderSide
  /** Quantity in whole lots; `lotSize` base units each. */
  readonly lots: number
  readonly lotSize: number
  readonly limitPrice: number | null
  readonly stopPrice: number | null
  readonly timeInForce: TimeInForce
  readonly tag: string | null
}

/** One order and its life: terms that never change, a status that only moves forward, and what was filled. */
export class OrderRecord implements OrderTicket {
  declare readonly sequence: number
  declare readonly clientOrderId: string
  declare readonly instrumentId: InstrumentId
  declare readonly side: OrderSide
  declare readonly type: OrderType
  declare readonly timeInForce: TimeInForce
  declare readonly quantity: number
  declare readonly limitPrice: number | null
  declare readonly stopPrice: number | null
  declare readonly tag: string | null
  declare readonly lotSize: number
  status: OrderStatus = 'initialized'
  /** Kept beside the status: strategies ask for it at every print. */
  isOpen = true
  reason: OrderReason | null = null
  leavesLots: number
  /** When the venue took it. */
  acceptedTs: number = NaN
  /** A limit order that has not met the market yet may take liquidity; from then on it only makes it. */
  hasMetMarket = false
  readonly #lots: number
  #filledNotional = 0

  constructor({ lots, ...terms }: OrderTerms) {
    const { lotSize, limitPrice, stopPrice } = terms
    const quantity = fromSteps(lots, lotSize)
    Object.assign(this, { ...terms, quantity, type: orderType(limitPrice, stopPrice) })
    this.#lots = lots
    this.leavesLots = lots
  }

  get filledQty(): number {
    return fromSteps(this.#lots - this.leavesLots, this.lotSize)
  }

  get leavesQty(): number {
    return fromSteps(this.leavesLots, this.lotSize)
  }

  get avgPrice(): number | null {
    const filled = this.filledQty
    return filled > 0 ? this.#filledNotional / filled : null
  }

  /** Does it wait for its stop price? */
  get isDormant(): boolean {
    return this.stopPrice !== null && this.status === 'accepted'
  }

  moveTo(status: OrderStatus, reason: OrderReason | null = null): void {
    assertMove(this.clientOrderId, this.status, status)
    this.status = status
    this.isOpen = !isEnded(status)
    this.reason = reason
  }

  /** Takes an execution of at most `leavesLots`; an ended order refuses it and stays as it is. */
  fill(lots: number, price: number): void {
    const leaves = this.leavesLots - lots
    this.moveTo(leaves === 0 ? 'filled' : 'partially_filled')
    this.leavesLots = leaves
    this.#filledNotional += fromSteps(lots, this.lotSize) * price
  }
}

function orderType(limitPrice: number | null, stopPrice: number | null): OrderType {
  if (stopPrice !== null) return limitPrice === null ? 'stop_market' : 'stop_limit'
  return limitPrice === null ? 'market' : 'limit'
}
