import type { OrderRecord } from '../../orders/index.js'

/** An order as the venue has it: what its owner knows of it may be older. */
export class OwnOrder {
  readonly record: OrderRecord
  readonly isBuy: boolean
  /** Its limit as its own side of a book ranks it, lower is better; NaN at market. */
  rank: number
  /** Lots not filled at the venue yet. */
  leaves: number
  /** Lots that rest at its price before it; Infinity while the data do not show its level. */
  front: number = Infinity
  /** Lots of its level as it was last told; NaN while the data do not show it. */
  shown: number = NaN
  /** Lots printed at its price since its level was last told. */
  traded = 0
  /** Its place in the line of a market whose orders are known one by one. */
  place = 0
  /** Lots that an iceberg shows at a time; Infinity for other orders. */
  readonly #display: number
  /** Lots of the part that it shows. */
  #part = Infinity
  /** Does it show a new part, which has yet to go behind the others at its price? */
  isRenewed = false
  /** Does it rather end than take? */
  readonly isPostOnly: boolean
  /** Its whole quantity, as the venue has it. */
  #whole: number
  /** Does it wait for its stop price? */
  isDormant: boolean
  /** Nothing can happen to it at the venue any more. */
  isDone = false

  constructor(record: OrderRecord, tickSize: number) {
    this.record = record
    this.isBuy = record.side === 'buy'
    this.rank = this.#rankAt(tickSize)
    this.#whole = record.lots
    this.leaves = record.leavesLots
    this.#display = record.displayLots ?? Infinity
    this.isPostOnly = record.postOnly
    this.isDormant = !record.isAwake
  }

  /** Does it take the best level alone, and rest at its price with what is left? */
  get takesOneLevel(): boolean {
    return this.record.type === 'market_to_limit' && this.record.limitPrice === null
  }

  /** Lots that one print can meet while it rests. */
  get meetable(): number {
    return Math.min(this.#part, this.leaves)
  }

  /** Lots filled at the venue, of which its owner may not have heard. */
  get filled(): number {
    return this.#whole - this.leaves
  }

  /**
   * Takes over the whole quantity that its record has by now, which linked orders change too. Says whether there is
   * something to fill again.
   */
  resize(): boolean {
    const { lots } = this.record
    const wasFilled = this.leaves === 0
    this.leaves = Math.max(0, this.leaves + lots - this.#whole)
    this.#whole = lots
    if (this.leaves === 0) this.isDone = true
    else if (wasFilled) this.isDone = false
    return wasFilled && this.leaves > 0
  }

  /** It comes to rest, and shows its first part. */
  show(): void {
    this.#part = this.#display
    this.isRenewed = false
  }

  /** Lots of it are filled; an iceberg shows the next part when one is gone. */
  fill(lots: number): void {
    this.leaves -= lots
    const beyond = lots - this.#part
    this.#part = beyond < 0 ? -beyond : this.#display - (beyond % this.#display)
    if (beyond >= 0) this.isRenewed = true
  }

  /** The market has reached its stop price; a trail may have moved its limit meanwhile. */
  wake(tickSize: number): void {
    this.isDormant = false
    this.reprice(tickSize)
  }

  /** Its owner has given it another limit. */
  reprice(tickSize: number): void {
    this.rank = this.#rankAt(tickSize)
  }

  /** The worst rank of the other side that it takes. */
  get reach(): number {
    return this.record.limitPrice === null ? Infinity : -this.rank
  }

  #rankAt(tickSize: number): number {
    const { limitPrice } = this.record
    const ticks = limitPrice === null ? NaN : Math.round(limitPrice / tickSize)
    return this.isBuy ? -ticks : ticks
  }
}
