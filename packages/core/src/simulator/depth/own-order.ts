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
  /** Does it rather end than take? */
  readonly isPostOnly: boolean
  /** Does it wait for its stop price? */
  isDormant: boolean
  /** Nothing can happen to it at the venue any more. */
  isDone = false

  constructor(record: OrderRecord, tickSize: number) {
    this.record = record
    this.isBuy = record.side === 'buy'
    this.rank = this.#rankAt(tickSize)
    this.leaves = record.leavesLots
    this.isPostOnly = record.postOnly
    this.isDormant = !record.isAwake
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
