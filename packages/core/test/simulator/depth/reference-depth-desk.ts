import { ReferenceDesk } from '../reference-desk.js'
import { isOpen, type ReferenceOrder, type ReferenceOutcome } from '../reference-script.js'
import { trail } from '../reference-trail.js'
import type { DeskCase, DeskEvent } from './desk-cases.js'
import { moved } from './reference-queue.js'

interface Standing {
  ahead: number
  level: number
  printed: number
  arrived: number
}

const sign = ({ terms }: ReferenceOrder): 1 | -1 => (terms.side === 'buy' ? 1 : -1)

/** A desk whose orders meet a book the moment they arrive; each level and each order is looked at each time. */
class ReferenceDepthDesk extends ReferenceDesk {
  readonly #given: DeskCase
  readonly #book: Record<number, Record<number, number>> = { 1: {}, [-1]: {} }
  readonly #taken: Record<number, Record<number, number>> = { 1: {}, [-1]: {} }
  readonly #standings = new Map<ReferenceOrder, Standing>()
  readonly #arrivals: ReferenceOrder[] = []
  #count = 0
  #now = 0

  constructor(given: DeskCase, money: { readonly cash: bigint; readonly moneyPerTickLot: bigint }) {
    const model = {
      marketOnBars: 'next_open',
      limitFill: 'touch',
      limitGap: 'limit',
      barPath: 'adverse',
      consumeLiquidity: true,
    } as const
    super({ ...money, model, maker: 0n, taker: 0n, dayMs: given.dayMs }, given.script)
    this.#given = given
  }

  /** What happens, and then what the script does at `turn`; null before it has heard of anything. */
  happen(event: DeskEvent): void {
    this.#now = event.ts
    if (event.kind === 'print') {
      this.#print(event)
      this.last = event.ticks
    } else this.#message(event)
  }

  override arrive(order: ReferenceOrder, ts: number): void {
    super.arrive(order, ts)
    if (!isOpen(order)) return
    this.#arrivals.push(order)
    if (!order.waits) this.#meet(order)
  }

  override change(order: ReferenceOrder, ts: number): void {
    const before = order.joined
    const lots = order.terms.change?.lots
    if (isOpen(order) && lots !== undefined && lots <= order.lots - order.left) return
    super.change(order, ts)
    if (order.joined === before || order.waits || !isOpen(order)) return
    this.count('met the book anew')
    this.#standings.delete(order)
    this.#meet(order)
  }

  #rank(order: ReferenceOrder): number {
    return -sign(order) * (order.limit as number)
  }

  /** Those that rest on one side, best price first, then who stood there first. */
  #resting(side: 1 | -1): ReferenceOrder[] {
    const here = [...this.#standings.keys()].filter((order) => isOpen(order) && sign(order) === side)
    const arrived = (order: ReferenceOrder): number => this.#standings.get(order)!.arrived
    return here.sort((a, b) => this.#rank(a) - this.#rank(b) || arrived(a) - arrived(b))
  }

  #levels(side: number): number[] {
    return Object.keys(this.#book[side]!)
      .map(Number)
      .filter((ticks) => this.#book[side]![ticks]! > 0)
      .sort((a, b) => (side > 0 ? b - a : a - b))
  }

  #left(side: number, ticks: number): number {
    return Math.max(0, this.#book[side]![ticks]! - (this.#taken[side]![ticks] ?? 0))
  }

  #reaches(order: ReferenceOrder, ticks: number): boolean {
    return order.limit === null || (sign(order) > 0 ? ticks <= order.limit : ticks >= order.limit)
  }

  #fill(order: ReferenceOrder, lots: number, price: number, liquidity: 'maker' | 'taker'): void {
    this.fill(order, lots, price, liquidity, this.#now)
    // They have met the book already.
    this.arrived = []
  }

  #takeLevels(order: ReferenceOrder, liquidity: 'maker' | 'taker', isOneLevel: boolean): number | null {
    const other = -sign(order)
    let last: number | null = null
    for (const ticks of this.#levels(other)) {
      if (!this.#reaches(order, ticks) || !isOpen(order)) break
      const shown = this.#left(other, ticks)
      if (isOneLevel && shown === 0) continue
      last = ticks
      const lots = Math.min(order.left, shown)
      if (this.#given.liquidityConsumption) this.#taken[other]![ticks] = (this.#taken[other]![ticks] ?? 0) + lots
      const price = liquidity === 'taker' ? ticks : (order.limit as number)
      if (liquidity === 'maker') this.#showMore(order, lots)
      this.#fill(order, lots, price, liquidity)
      if (isOneLevel) break
    }
    return last
  }

  #meet(order: ReferenceOrder): void {
    const { timeInForce, toLimit } = order.terms
    const isOneLevel = toLimit === true && order.limit === null
    const reachable = this.#levels(-sign(order))
      .filter((ticks) => this.#reaches(order, ticks))
      .map((ticks) => this.#left(-sign(order), ticks))
    const most = isOneLevel ? (reachable.find((lots) => lots > 0) ?? 0) : reachable.reduce((a, b) => a + b, 0)
    let last: number | null = null
    if (timeInForce !== 'FOK' || most >= order.left) last = this.#takeLevels(order, 'taker', isOneLevel)
    else this.count('FOK refused by the book')
    if (!isOpen(order)) return
    if (isOneLevel && last !== null) {
      this.count('the rest became a limit')
      order.limit = last
    }
    if (order.limit === null && this.#given.beyondDepth === 'last_level' && last !== null) {
      this.#fill(order, order.left, last, 'taker')
    } else if (order.limit === null || timeInForce === 'IOC' || timeInForce === 'FOK') {
      this.cancel(order, 'not_filled_at_once')
    } else {
      order.shown = order.terms.display ?? Infinity
      this.#stand(order, 0)
    }
  }

  /** Last at its price. */
  #stand(order: ReferenceOrder, printed: number): void {
    const level = this.#book[sign(order)]![order.limit as number] ?? 0
    this.#standings.set(order, { ahead: Math.max(0, level - printed), level, printed, arrived: ++this.#count })
  }

  /** Lots of a resting order are filled, part after part. */
  #showMore(order: ReferenceOrder, lots: number): void {
    const { display } = order.terms
    if (display === undefined) return
    for (let lot = 0; lot < lots; lot++) {
      order.shown--
      if (order.shown > 0) continue
      order.shown = display
      order.moved = true
    }
  }

  /** Icebergs that show a new part stand behind everything. */
  #renew(side: 1 | -1): void {
    for (const order of this.#resting(side)) {
      if (order.terms.display === undefined || !order.moved) continue
      order.moved = false
      this.count('iceberg renewed')
      this.#stand(order, this.#standings.get(order)!.printed)
    }
  }

  #message({ levels }: Extract<DeskEvent, { kind: 'message' }>): void {
    for (const [side, ticks, lots] of levels) {
      this.#book[side]![ticks] = lots
      delete this.#taken[side]![ticks]
    }
    for (const side of [1, -1] as const) {
      for (const order of this.#resting(side)) {
        const one = this.#standings.get(order)!
        const now = this.#book[side]![order.limit as number] ?? 0
        if (now !== one.level || one.printed > 0) one.ahead = moved(this.#given.queue, one, now, () => undefined)
        one.level = now
        one.printed = 0
      }
    }
    if (this.#given.queue === 'tradeThrough') return
    for (const side of [1, -1] as const) {
      for (const order of this.#resting(side)) {
        const best = this.#levels(-side)[0]
        if (!isOpen(order) || best === undefined || !this.#reaches(order, best)) continue
        this.count('crossed by the other side')
        if (this.#given.throughFill === 'shown') this.#takeLevels(order, 'maker', false)
        else this.#fill(order, order.left, order.limit as number, 'maker')
      }
      this.#renew(side)
    }
  }

  #print({ side, ticks, lots }: Extract<DeskEvent, { kind: 'print' }>): void {
    const own = side > 0 ? -1 : 1
    let available = lots
    for (const order of this.#resting(own)) {
      if (!isOpen(order)) continue
      const limit = order.limit as number
      const one = this.#standings.get(order)!
      if (own > 0 ? ticks < limit : ticks > limit) {
        const most = Math.min(order.left, order.shown, available)
        const filled = this.#given.throughFill === 'whole' ? order.left : most
        available = Math.max(0, available - filled)
        this.#showMore(order, filled)
        this.#fill(order, filled, limit, 'maker')
      } else if (ticks === limit && this.#given.queue !== 'tradeThrough') {
        one.printed += lots
        const beyond = lots - one.ahead
        one.ahead = Math.max(0, -beyond)
        if (beyond <= 0) continue
        const filled = Math.min(order.left, order.shown, available, Math.floor(beyond + 1e-9))
        available -= filled
        if (filled > 0) this.count('filled from its queue')
        this.#showMore(order, filled)
        this.#fill(order, filled, limit, 'maker')
      }
    }
    this.#renew(own)
    const woken = this.#arrivals.filter((order) => isOpen(order) && order.waits && this.isWokenBy(order, ticks))
    for (const order of woken) {
      if (!isOpen(order)) continue
      this.count('stop woken by a print')
      this.wake(order)
      order.moved = false
      this.#meet(order)
    }
    for (const order of this.#arrivals) if (isOpen(order) && order.waits && trail(order, ticks)) order.moved = true
  }
}

/** Everything that happens to a script in a market of books and prints. */
export function referenceDepthDesk(
  given: DeskCase,
  accepted: readonly boolean[],
  changed: readonly boolean[],
  money: { readonly cash: bigint; readonly moneyPerTickLot: bigint },
): ReferenceOutcome {
  const { events, script } = given
  const desk = new ReferenceDepthDesk(given, money)
  const send = (index: number, now: number): void => {
    const { link } = script[index]!
    const group = script.flatMap((one, i) => (i === index || (link && one.link?.group === link.group) ? [i] : []))
    const sent = group.filter((i) => i >= index).map((i) => desk.make(i, now))
    for (const order of sent.filter(({ held }) => !held)) if (isOpen(order)) desk.arrive(order, now)
  }
  events.forEach((event, turn) => {
    const due = desk.orders.filter((order) => isOpen(order) && order.expires < event.ts)
    due.sort((a, b) => a.expires - b.expires)
    for (const order of due) if (isOpen(order)) desk.expire(order)
    desk.happen(event)
    // Handlers wait for the first message of the book.
    if (turn === 0) return
    const sent = [...desk.orders].sort((a, b) => a.index - b.index)
    for (const order of sent) if (order.terms.cancelAt === turn && isOpen(order)) desk.cancel(order, 'by_user')
    for (const order of sent)
      if (order.terms.change?.at === turn && changed[order.index] === true) desk.change(order, event.ts)
    script.forEach((one, index) => {
      const isFirst = one.link === undefined || one.link.group !== script[index - 1]?.link?.group
      if (one.at === turn && isFirst && accepted[index] === true) send(index, event.ts)
    })
  })
  const { fills, orders, cases } = desk
  const { cash, held } = desk.books
  // What falls due at the very instant of the last event still happens.
  const over = events.at(-1)?.ts ?? -Infinity
  for (const order of orders) if (isOpen(order) && order.expires <= over) desk.expire(order)
  for (const order of orders) if (isOpen(order)) desk.cancel(order, 'end_of_run')
  return { fills, orders, cash, held, cases }
}
