import type { InstrumentId } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import { assertMove, isEnded, isPending } from './order-status.js'
import { hasTrigger, isIfTouched, orderTypeOf } from './order-type.js'
import type {
  ContingencyType,
  OrderContingency,
  OrderReason,
  OrderSide,
  OrderStatus,
  OrderTicket,
  OrderType,
  TimeInForce,
  Trail,
} from './order.js'

/** Which order it is, of what, and how much. */
export interface OrderIdentity {
  /** Counts the orders of a run. */
  readonly sequence: number
  readonly clientOrderId: string
  readonly instrumentId: InstrumentId
  readonly side: OrderSide
  /** Quantity in whole lots; `lotSize` base units each. */
  readonly lots: number
  readonly lotSize: number
}

/** On which terms it is sent. */
export interface OrderTerms {
  readonly limitPrice: number | null
  /** The price that wakes it, of stops and of if-touched orders. */
  readonly stopPrice: number | null
  readonly timeInForce: TimeInForce
  readonly tag: string | null
  /** What the prices make it, unless said. */
  readonly type?: OrderType | undefined
  readonly trail?: Trail | null | undefined
  readonly expireTs?: number | null | undefined
  readonly postOnly?: boolean | undefined
  readonly reduceOnly?: boolean | undefined
  /** Lots that it shows at a time; `null` where it shows all. */
  readonly displayLots?: number | null | undefined
  /** The position that it is for, in hedge mode; null elsewhere. */
  readonly positionSide?: 'long' | 'short' | null | undefined
}

/** The orders that one hangs together with. */
export interface OrderLinks {
  readonly type: ContingencyType
  /** The order whose fills let this one live. */
  readonly parent: OrderRecord | null
  /** Those that its own fills let live. */
  readonly children: readonly OrderRecord[]
  /** Those that it cancels or updates, and that cancel or update it. */
  readonly peers: readonly OrderRecord[]
}

/** One order and its life: its terms, a status that only moves forward, and what was filled. */
export class OrderRecord implements OrderTicket {
  readonly sequence: number
  readonly clientOrderId: string
  readonly instrumentId: InstrumentId
  readonly side: OrderSide
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  readonly expireTs: number | null
  readonly tag: string | null
  readonly lotSize: number
  readonly trail: Trail | null
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  readonly displayLots: number | null
  /** Does a price at or above its stop price wake it, rather than one at or below? */
  readonly wakesAbove: boolean
  limitPrice: number | null
  stopPrice: number | null
  readonly positionSide: 'long' | 'short' | null
  status: OrderStatus = 'initialized'
  /** Kept beside the status: strategies ask for it at every print. */
  isOpen = true
  /** Is it at the venue, waiting for its stop price? */
  isDormant = false
  /** Orders without a price that wakes them are awake from the start. */
  isAwake: boolean
  reason: OrderReason | null = null
  leavesLots: number
  /** Lots that may still be met before the shown part is renewed. */
  shownLots: number
  /** When the venue took it, or took its latest change that cost it its place. */
  acceptedTs: number = NaN
  /** A limit order that has not met the market yet may take liquidity; from then on it only makes it. */
  hasMetMarket = false
  /** A trailing stop is deaf until the market reaches this price; NaN while that is unknown. */
  nextMove: number = NaN
  /** The orders that it hangs together with. */
  links: OrderLinks | null = null
  /** Does it wait for the first fill of the order that lets it live? */
  isHeld = false
  #lots: number
  #filledNotional = 0
  /** Where it stood before a change or a cancel was on its way. */
  #stood: OrderStatus = 'initialized'

  constructor(identity: OrderIdentity, terms: OrderTerms) {
    const { limitPrice, stopPrice } = terms
    const trail = terms.trail ?? null
    this.sequence = identity.sequence
    this.clientOrderId = identity.clientOrderId
    this.instrumentId = identity.instrumentId
    this.side = identity.side
    this.type = terms.type ?? orderTypeOf(limitPrice !== null, stopPrice !== null, false, trail)
    this.timeInForce = terms.timeInForce
    this.expireTs = terms.expireTs ?? null
    this.lotSize = identity.lotSize
    this.#lots = identity.lots
    this.limitPrice = limitPrice
    this.stopPrice = stopPrice
    this.trail = trail
    this.postOnly = terms.postOnly ?? false
    this.reduceOnly = terms.reduceOnly ?? false
    this.displayLots = terms.displayLots ?? null
    this.tag = terms.tag
    this.positionSide = terms.positionSide ?? null
    this.leavesLots = identity.lots
    this.shownLots = Math.min(this.displayLots ?? Infinity, identity.lots)
    this.wakesAbove = (identity.side === 'buy') !== isIfTouched(this.type)
    this.isAwake = !hasTrigger(this.type)
  }

  /** Whole quantity, in lots. */
  get lots(): number {
    return this.#lots
  }

  get quantity(): number {
    return fromSteps(this.#lots, this.lotSize)
  }

  get filledLots(): number {
    return this.#lots - this.leavesLots
  }

  get filledQty(): number {
    return fromSteps(this.filledLots, this.lotSize)
  }

  get leavesQty(): number {
    return fromSteps(this.leavesLots, this.lotSize)
  }

  get displayQty(): number | null {
    return this.displayLots === null ? null : fromSteps(this.displayLots, this.lotSize)
  }

  get avgPrice(): number | null {
    const filled = this.filledQty
    return filled > 0 ? this.#filledNotional / filled : null
  }

  get contingency(): OrderContingency | null {
    if (this.links === null) return null
    const { type, parent, children, peers } = this.links
    const linkedIds = [...children, ...peers].map(({ clientOrderId }) => clientOrderId)
    return { type, parentId: parent?.clientOrderId ?? null, linkedIds }
  }

  moveTo(status: OrderStatus, reason: OrderReason | null = null): void {
    assertMove(this.clientOrderId, this.#stood, this.status, status)
    this.status = status
    if (!isPending(status)) this.#stood = status
    this.isOpen = !isEnded(status)
    this.reason = reason
    if (status === 'triggered') this.isAwake = true
    this.isDormant = !this.isAwake && this.#stood === 'accepted'
  }

  /** A change or a cancel that was on its way was refused: the order stands where it stood. */
  resume(): void {
    if (isPending(this.status)) this.moveTo(this.#stood)
  }

  /** Takes an execution of at most `leavesLots`; an ended order refuses it and stays as it is. */
  fill(lots: number, price: number): void {
    const leaves = this.leavesLots - lots
    this.moveTo(leaves === 0 ? 'filled' : 'partially_filled')
    this.leavesLots = leaves
    this.#filledNotional += fromSteps(lots, this.lotSize) * price
  }

  /** Makes the whole quantity another one, with more than what is filled. */
  resize(lots: number): void {
    this.leavesLots += lots - this.#lots
    this.#lots = lots
    this.shownLots = Math.min(this.displayLots === null ? Infinity : this.shownLots, this.leavesLots)
  }
}
