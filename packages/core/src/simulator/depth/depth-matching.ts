import { BookPicture } from '../../book/book-picture.js'
import { OrderPicture } from '../../book/order-picture.js'
import type { Instrument } from '../../market/index.js'
import type { LiquiditySide } from '../../orders/index.js'
import { floorSteps } from '../../symbols/index.js'
import { ConsumedLevels } from './consumed-levels.js'
import type { FullDepthOptions } from './depth-options.js'
import type { OwnOrder } from './own-order.js'
import { OwnQueue } from './own-queue.js'

/** Told of every execution, in whole lots. */
export type FillListener = (order: OwnOrder, lots: number, price: number, liquidity: LiquiditySide, ts: number) => void

type Rules = Pick<FullDepthOptions, 'queueModel' | 'throughFill' | 'liquidityConsumption'>

/** Own orders against one book and its prints: what takes walks the levels, what rests waits in their queues. */
export class DepthMatching {
  readonly picture: BookPicture
  readonly orders: OrderPicture
  readonly #rules: Rules
  readonly #lotSize: number
  readonly #onFill: FillListener
  readonly #bids: ConsumedLevels
  readonly #asks: ConsumedLevels
  readonly #buys: OwnQueue
  readonly #sells: OwnQueue

  constructor({ tickSize, lotSize }: Instrument, rules: Rules, onFill: FillListener) {
    this.picture = new BookPicture(tickSize)
    this.orders = new OrderPicture(this.picture, lotSize)
    this.#rules = rules
    this.#lotSize = lotSize
    this.#onFill = onFill
    this.#bids = new ConsumedLevels(this.picture.bids, lotSize)
    this.#asks = new ConsumedLevels(this.picture.asks, lotSize)
    this.#buys = new OwnQueue(true, this.orders, rules.queueModel, lotSize)
    this.#sells = new OwnQueue(false, this.orders, rules.queueModel, lotSize)
  }

  /** Do own orders rest? */
  get isResting(): boolean {
    return this.#buys.orders.length + this.#sells.orders.length > 0
  }

  /** Has any level been taken from since it was told? */
  get hasConsumed(): boolean {
    return !(this.#bids.isEmpty && this.#asks.isEmpty)
  }

  /** A level was told anew: what was taken from it no longer counts. */
  refresh(side: number, ticks: number): void {
    if (side > 0) this.#bids.refresh(-ticks)
    else this.#asks.refresh(ticks)
  }

  refreshAll(): void {
    this.#bids.clear()
    this.#asks.clear()
  }

  /** Levels have changed; after a gap nobody knows how. */
  advanceQueues(afterGap: boolean): void {
    if (afterGap) {
      this.#buys.restart()
      this.#sells.restart()
    } else {
      this.#buys.advance()
      this.#sells.advance()
    }
  }

  /** Queues of single orders are told anew. */
  recount(): void {
    this.#buys.recount()
    this.#sells.recount()
  }

  /** An order of the market grew or shrank; bids are 1. */
  shift(side: number, ticks: number, place: number, change: number): void {
    if (side > 0) this.#buys.shift(-ticks, place, change)
    else this.#sells.shift(ticks, place, change)
  }

  rest(order: OwnOrder): void {
    order.show()
    if (order.isBuy) this.#buys.add(order)
    else this.#sells.add(order)
  }

  withdraw(order: OwnOrder): void {
    if (order.isBuy) this.#buys.remove(order)
    else this.#sells.remove(order)
  }

  sweep(): void {
    this.#buys.sweep()
    this.#sells.sweep()
  }

  wouldTake(order: OwnOrder): boolean {
    return (order.isBuy ? this.picture.asks : this.picture.bids).bestRank <= order.reach
  }

  /** Walks the other side level by level; returns the last rank that it came to, NaN where there is none. */
  take(order: OwnOrder, ts: number): number {
    const levels = order.isBuy ? this.#asks : this.#bids
    const { reach, takesOneLevel } = order
    if (order.record.timeInForce === 'FOK' && !covers(levels, reach, order.leaves, takesOneLevel)) return NaN
    let worst = NaN
    levels.each((rank, lots) => {
      if (rank > reach || order.isDone) return false
      if (takesOneLevel && worst === worst) return false
      if (takesOneLevel && lots === 0) return true
      worst = rank
      this.#takeFrom(levels, rank, order, lots, this.picture.priceOf(rank), 'taker', ts)
      return true
    })
    return worst
  }

  /** A print; `aggressor` is 1 for a buyer, -1 for a seller, 0 where it may have been either. */
  print(aggressor: number, ticks: number, size: number, ts: number): void {
    if (aggressor <= 0) this.#print(this.#buys, -ticks, size, ts)
    if (aggressor >= 0) this.#print(this.#sells, ticks, size, ts)
  }

  /** Lots of an order of the market, at its place, are executed: what stood before it was filled first. */
  execution(side: number, ticks: number, place: number, lots: number, ts: number): void {
    const { queueModel, throughFill } = this.#rules
    if (queueModel.needsOrders !== true) {
      this.print(-side, ticks, lots * this.#lotSize, ts)
      return
    }
    const queue = side > 0 ? this.#buys : this.#sells
    const rank = side > 0 ? -ticks : ticks
    let available = lots
    for (const order of queue.orders) {
      if (order.rank > rank) break
      if (order.isDone || (order.rank === rank && order.place > place)) continue
      const filled = throughFill === 'whole' ? order.leaves : Math.min(order.meetable, available)
      available = Math.max(0, available - filled)
      this.#fillResting(order, filled, ts)
    }
    queue.renew()
  }

  /** Fills orders whose price the other side has come to, or beyond. */
  cross(ts: number): void {
    if (!this.#rules.queueModel.fillsAtPrice) return
    const { bids, asks } = this.picture
    if (this.#buys.orders.length > 0) this.#cross(this.#buys, this.#asks, asks.bestRank, ts)
    if (this.#sells.orders.length > 0) this.#cross(this.#sells, this.#bids, bids.bestRank, ts)
  }

  /** Prints fill orders beyond their price first; at their price they take what stood ahead before they reach the order. */
  #print(queue: OwnQueue, rank: number, size: number, ts: number): void {
    const { queueModel, throughFill } = this.#rules
    const printed = size / this.#lotSize
    let available = floorSteps(size, this.#lotSize)
    for (const order of queue.orders) {
      if (order.rank > rank) break
      if (order.isDone) continue
      if (order.rank < rank) {
        const lots = throughFill === 'whole' ? order.leaves : Math.min(order.meetable, available)
        available = Math.max(0, available - lots)
        this.#fillResting(order, lots, ts)
      } else if (queueModel.fillsAtPrice) {
        order.front -= printed
        order.traded += printed
        if (order.front >= 0) continue
        const lots = Math.min(order.meetable, available, floorSteps(-order.front * this.#lotSize, this.#lotSize))
        order.front = 0
        available -= lots
        this.#fillResting(order, lots, ts)
      }
    }
    queue.renew()
  }

  #cross(queue: OwnQueue, levels: ConsumedLevels, bestRank: number, ts: number): void {
    for (const order of queue.orders) {
      if (!(bestRank <= order.reach)) break
      if (order.isDone) continue
      if (this.#rules.throughFill === 'whole') {
        this.#fillResting(order, order.leaves, ts)
        continue
      }
      levels.each((rank, lots) => {
        if (rank > order.reach || order.isDone) return false
        this.#takeFrom(levels, rank, order, lots, order.record.limitPrice as number, 'maker', ts)
        return true
      })
    }
    queue.renew()
  }

  #takeFrom(
    levels: ConsumedLevels,
    rank: number,
    order: OwnOrder,
    shown: number,
    price: number,
    liquidity: LiquiditySide,
    ts: number,
  ): void {
    const lots = Math.min(shown, order.leaves)
    if (lots === 0) return
    if (this.#rules.liquidityConsumption) levels.take(rank, lots)
    this.#onFill(order, lots, price, liquidity, ts)
  }

  #fillResting(order: OwnOrder, lots: number, ts: number): void {
    if (lots > 0) this.#onFill(order, lots, order.record.limitPrice as number, 'maker', ts)
  }
}

function covers(levels: ConsumedLevels, reach: number, wanted: number, inOneLevel: boolean): boolean {
  let found = 0
  levels.each((rank, lots) => {
    if (rank <= reach) found += lots
    return rank <= reach && found < wanted && !(inOneLevel && found > 0)
  })
  return found >= wanted
}
