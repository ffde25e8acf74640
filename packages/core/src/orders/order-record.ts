import type { InstrumentId } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import type { OrderReason, OrderSide, OrderStatus, OrderTicket, OrderType, TimeInForce } from './order.js'
import { assertMove, isEnded } from './order-status.js'

/** What an order is made of; none of it changes in its life. */
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
  /** The position that it is for, in hedge mode; null elsewhere. */
  readonly positionSide?: 'long' | 'short' | null | undefined
}

/** One order and its life: terms that never change, a status that only moves forward, and what was filled. */
export class OrderRecord implements OrderTicket {
  readonly sequence: number
  readonly clientOrderId: string
  readonly instrumentId: InstrumentId
  readonly side: OrderSide
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  readonly quantity: number
  readonly limitPrice: number | null
  readonly stopPrice: number | null
  readonly tag: string | null
  readonly lotSize: number
  readonly positionSide: 'long' | 'short' | null
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

  constructor(terms: OrderTerms) {
    this.sequence = terms.sequence
    this.clientOrderId = terms.clientOrderId
    this.instrumentId = terms.instrumentId
    this.side = terms.side
    this.type = orderType(terms.limitPrice, terms.stopPrice)
    this.timeInForce = terms.timeInForce
    this.lotSize = terms.lotSize
    this.quantity = fromSteps(terms.lots, terms.lotSize)
    this.#lots = terms.lots
    this.limitPrice = terms.limitPrice
    this.stopPrice = terms.stopPrice
    this.tag = terms.tag
    this.positionSide = terms.positionSide ?? null
    this.leavesLots = terms.lots
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
