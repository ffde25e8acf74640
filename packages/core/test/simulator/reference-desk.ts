import type { LiquiditySide, OrderReason } from '../../src/index.js'
import {
  isForAuction,
  isOpen,
  meetsEarlier,
  type ReferenceFill,
  type ReferenceOrder,
  type ReferenceTerms,
  type ScriptedOrder,
} from './reference-script.js'
import { booksOf, type ReferenceBooks } from './reference-books.js'
import { trail } from './reference-trail.js'

/** The orders of the reference, the cash account behind them, and what they do to one another. */
export class ReferenceDesk {
  readonly fills: ReferenceFill[] = []
  readonly orders: ReferenceOrder[] = []
  readonly cases: Record<string, number> = {}
  readonly books: ReferenceBooks
  /** Last price of a print, a bar or a fill. */
  last: number = NaN
  /** The first event that an order sees that arrives now. */
  turn = 0
  /** Children that have just been let live. */
  arrived: ReferenceOrder[] = []
  readonly #terms: ReferenceTerms
  readonly #script: readonly ScriptedOrder[]
  #ranks = 0

  constructor(terms: ReferenceTerms, script: readonly ScriptedOrder[]) {
    this.#terms = terms
    this.#script = script
    this.books = booksOf(terms)
  }

  count(name: string): void {
    this.cases[name] = (this.cases[name] ?? 0) + 1
  }

  active(): ReferenceOrder[] {
    return this.#here()
      .filter(({ waits }) => !waits)
      .sort(meetsEarlier)
  }

  waiting(): ReferenceOrder[] {
    return this.#here()
      .filter(({ waits }) => waits)
      .sort((a, b) => a.joined - b.joined)
  }

  /** Orders at the open, or at the close. */
  atAuction(kind: 'OPG' | 'CLS'): ReferenceOrder[] {
    return this.#here(kind).sort(meetsEarlier)
  }

  isFulfillable({ terms: { side }, limit }: ReferenceOrder, price: number): boolean {
    if (limit === null) return true
    return (
      (side === 'buy' ? price < limit : price > limit) || (this.#terms.model.limitFill === 'touch' && price === limit)
    )
  }

  /** Is the order woken by this price? A stop by one against it, an if-touched order by one in its favour. */
  isWokenBy({ terms: { side, touch }, stop }: ReferenceOrder, price: number): boolean {
    if (stop === null) return false
    return (side === 'buy') === (touch === undefined) ? price >= stop : price <= stop
  }

  make(index: number, now: number): ReferenceOrder {
    const terms = this.#script[index] as ScriptedOrder
    const { lots, limit, stop, touch, trail: trailing, display = Infinity, timeInForce, link } = terms
    const { dayMs = Infinity } = this.#terms
    const dayEnd = timeInForce === 'DAY' ? (Math.floor(now / dayMs) + 1) * dayMs : Infinity
    const order: ReferenceOrder = {
      index,
      terms,
      expires: terms.expireTs ?? dayEnd,
      lots,
      left: lots,
      limit,
      stop: stop ?? touch ?? null,
      waits: stop !== null || touch !== undefined || trailing !== undefined,
      held: link !== undefined && link.role !== 'peer' && link.role !== 'entry',
      fresh: terms.postOnly !== true,
      since: NaN,
      sees: NaN,
      joined: 0,
      best: null,
      frozen: false,
      moved: false,
      shown: display,
      status: 'submitted',
      reason: null,
    }
    this.orders.push(order)
    if (order.held) this.#resize(order, this.#entryOf(order)?.terms.lots ?? lots)
    return order
  }

  /** The venue takes it, or not. */
  arrive(order: ReferenceOrder, now: number): void {
    const { postOnly } = order.terms
    if (postOnly === true && this.isFulfillable(order, this.last)) {
      this.count('post-only rejected')
      this.#end(order, 'rejected', 'would_take')
      return
    }
    if (this.reduces(order)) {
      const most = this.#reducible(order)
      if (most === 0) {
        this.count('reduce-only rejected')
        this.#end(order, 'rejected', 'reduce_only')
        return
      }
      if (most < order.left) this.#resize(order, order.lots - order.left + most)
    }
    order.status = 'accepted'
    order.shown = Math.min(order.shown, order.left)
    this.#come(order, now)
    trail(order, this.last)
    if (order.terms.trail !== undefined && order.best === null) this.count('trail waited for its activation')
  }

  reduces({ terms: { reduceOnly, link } }: ReferenceOrder): boolean {
    return reduceOnly === true || link?.role === 'profit' || link?.role === 'loss'
  }

  requeue(order: ReferenceOrder): void {
    order.joined = ++this.#ranks
  }

  wake(order: ReferenceOrder): void {
    order.waits = false
    order.status = 'triggered'
    if (order.moved) this.count('trail moved and triggered')
    if (order.terms.touch !== undefined) this.count('if-touched woken')
    this.requeue(order)
  }

  cancel(order: ReferenceOrder, reason: OrderReason): void {
    this.#end(order, 'canceled', reason)
  }

  expire(order: ReferenceOrder): void {
    this.count(`${order.terms.timeInForce} expired`)
    this.#end(order, 'expired', 'expired')
  }

  endImmediate(order: ReferenceOrder): void {
    const { timeInForce } = order.terms
    if ((timeInForce !== 'IOC' && timeInForce !== 'FOK') || !isOpen(order)) return
    this.count(`${timeInForce} ended unfilled`)
    this.cancel(order, 'not_filled_at_once')
  }

  change(order: ReferenceOrder, now: number): void {
    const { lots, limit, stop } = order.terms.change ?? {}
    if (!isOpen(order)) return
    const isRepriced = (limit !== undefined && limit !== order.limit) || (stop !== undefined && stop !== order.stop)
    if (order.terms.postOnly === true && !order.held && limit !== undefined && limit !== order.limit) {
      if (this.isFulfillable({ ...order, limit }, this.last)) return this.count('change rejected as it would take')
    }
    const most = this.reduces(order) ? order.lots - order.left + this.#reducible(order) : Infinity
    const wanted = order.held ? order.lots : Math.min(most, lots ?? order.lots)
    const isLarger = wanted > order.lots
    this.#resize(order, wanted)
    order.limit = limit ?? order.limit
    order.stop = stop ?? order.stop
    if (isRepriced) order.fresh = order.terms.postOnly !== true
    if ((isRepriced || isLarger) && !order.held) {
      this.count(isRepriced ? 'change of price lost priority' : 'larger size lost priority')
      this.#come(order, now)
    } else if (!isRepriced) this.count('smaller size kept priority')
  }

  /** Fills what the account covers; the rest of an order that it does not cover is canceled. */
  fill(order: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide, ts: number): number {
    if (lots === 0 || !isOpen(order)) return 0
    const { books } = this
    let done = books.covered(order, lots, price, liquidity)
    if (order.terms.timeInForce === 'FOK' && done < lots) {
      done = 0
      this.count('FOK refused by the account')
    }
    if (done > 0 || books.marksRefused) this.last = price
    if (done > 0) {
      const fee = books.book(order, done, price, liquidity)
      if (books.held === 0 && books.marksRefused) this.count('long and short alike')
      order.left -= done
      order.status = order.left === 0 ? 'filled' : 'partially_filled'
      if (order.left > 0) this.count('partial fill')
      this.count(`${liquidity} fill`)
      this.fills.push({ order: order.index, ts, lots: done, price, liquidity, fee })
      this.#tellLinked(order, done, ts)
      const isThere = (other: ReferenceOrder): boolean => isOpen(other) && !other.held && other.status !== 'submitted'
      for (const other of this.orders) if (isThere(other) && this.reduces(other)) this.#shrink(other)
    }
    if (done < lots && isOpen(order)) {
      const reason = books.reasonOfCut(order)
      this.count(reason === 'insufficient_balance' ? 'cut by cash' : 'cut by position')
      this.cancel(order, reason)
    }
    return done
  }

  #here(kind: 'OPG' | 'CLS' | null = null): ReferenceOrder[] {
    const here = this.orders.filter((order) => isOpen(order) && !order.held && !this.arrived.includes(order))
    return here.filter((order) => (isForAuction(order) ? order.terms.timeInForce : null) === kind)
  }

  #come(order: ReferenceOrder, now: number): void {
    order.since = now
    order.sees = this.turn
    this.requeue(order)
  }

  #mates(order: ReferenceOrder): ReferenceOrder[] {
    const { link } = order.terms
    if (link === undefined) return []
    return this.orders.filter((other) => other !== order && other.terms.link?.group === link.group)
  }

  #entryOf(order: ReferenceOrder): ReferenceOrder | undefined {
    return this.#mates(order).find(({ terms }) => terms.link?.role === 'entry')
  }

  #peersOf(order: ReferenceOrder): ReferenceOrder[] {
    const { link } = order.terms
    if (link === undefined || link.role === 'entry' || link.kind === 'oto') return []
    return this.#mates(order).filter((other) => isOpen(other) && other.terms.link?.role !== 'entry')
  }

  #tellLinked(order: ReferenceOrder, lots: number, ts: number): void {
    const { link } = order.terms
    if (link === undefined) return
    if (link.role === 'entry') {
      const children = this.#mates(order).filter(isOpen)
      if (order.left > 0 && children.length > 0) this.count(`partial ${link.kind}`)
      for (const child of children) this.#resize(child, child.held ? order.lots - order.left : child.lots + lots)
      for (const child of children) {
        if (!child.held || !isOpen(child)) continue
        child.held = false
        this.arrive(child, ts)
        if (isOpen(child)) this.arrived.push(child)
      }
      return
    }
    for (const peer of this.#peersOf(order)) {
      if (!isOpen(peer)) continue
      if (!peer.waits && !this.arrived.includes(peer) && this.isFulfillable(peer, this.last))
        this.count(`${link.kind}: the other could have filled too`)
      if (link.kind === 'oco' || order.left === 0 || peer.left <= lots) this.cancel(peer, 'contingency')
      else {
        this.count('the other one updated')
        this.#resize(peer, peer.lots - lots)
      }
    }
    const entry = this.#entryOf(order)
    if (entry === undefined || !isOpen(entry)) return
    this.count('an exit ended the rest of its entry')
    this.cancel(entry, 'contingency')
  }

  #end(order: ReferenceOrder, status: 'canceled' | 'rejected' | 'expired', reason: OrderReason): void {
    order.status = status
    order.reason = reason
    const waiting = this.#mates(order).filter(({ held }) => held)
    const ended = order.terms.link?.role === 'entry' ? (order.left === order.lots ? waiting : []) : this.#peersOf(order)
    if (reason === 'end_of_run' || (reason === 'contingency' && order.terms.link?.role !== 'entry')) return
    for (const other of ended) if (isOpen(other)) this.#end(other, 'canceled', 'contingency')
  }

  #shrink(order: ReferenceOrder): void {
    const most = this.#reducible(order)
    if (most >= order.left) return
    this.count('reduce-only shrunk')
    if (order.terms.link?.kind === 'bracket') this.count('exit of a bracket shrunk')
    if (most === 0) this.cancel(order, 'reduce_only')
    else this.#resize(order, order.lots - order.left + most)
  }

  #reducible(order: ReferenceOrder): number {
    const held = this.books.heldFor(order)
    return Math.max(0, order.terms.side === 'sell' ? held : -held)
  }

  #resize(order: ReferenceOrder, lots: number): void {
    order.left += lots - order.lots
    order.lots = lots
    order.shown = Math.min(order.terms.display === undefined ? Infinity : order.shown, order.left)
  }
}
