import type { OrderSide } from '../../src/index.js'
import { ReferenceAuctions } from './reference-auctions.js'
import { ReferenceDesk } from './reference-desk.js'
import {
  isForAuction,
  isOpen,
  type BarEvent,
  type PrintEvent,
  type ReferenceOrder,
  type ReferenceOutcome,
  type ReferenceTerms,
  type ScriptedOrder,
  type VenueEvent,
} from './reference-script.js'
import { trail } from './reference-trail.js'

/**
 * The venue and the cash account once more: plain objects, one tick at a time, nothing skipped and nothing kept in
 * order. `accepted` says which orders passed the desk, and `changed` which changes did.
 */
export function referenceVenue(
  events: readonly VenueEvent[],
  script: readonly ScriptedOrder[],
  accepted: readonly boolean[],
  terms: ReferenceTerms,
  changed: readonly boolean[] = script.map(() => true),
): ReferenceOutcome {
  const { model } = terms
  const desk = new ReferenceDesk(terms, script)
  const sessions = terms.sessions ?? { period: 86_400_000, from: 0, to: 86_400_000 }
  const auctions = new ReferenceAuctions(events, sessions, desk)

  const follow = (price: number): void => {
    for (const order of desk.waiting()) if (!order.frozen && trail(order, price)) order.moved = true
  }
  const trigger = (order: ReferenceOrder): void => {
    if (order.frozen && order.terms.trail !== undefined) desk.count('trail deaf to the flattering extreme')
    desk.wake(order)
  }
  /** Meets the first price that it sees inside of a bar. */
  const meetInBar = (order: ReferenceOrder, ts: number, price: number): void => {
    if (order.waits) {
      if (!desk.isWokenBy(order, price)) return
      trigger(order)
    }
    const { fresh } = order
    order.fresh = false
    if (desk.isFulfillable(order, price)) {
      desk.count('child met the price at which its entry filled')
      const at = fresh || order.limit === null ? price : order.limit
      desk.fill(order, order.left, at, fresh || order.limit === null ? 'taker' : 'maker', ts)
    }
    desk.endImmediate(order)
  }
  const receiveInBar = (ts: number, price: number, second: number | null): void => {
    while (desk.arrived.length > 0) {
      const order = desk.arrived.shift() as ReferenceOrder
      if (!isOpen(order)) continue
      desk.requeue(order)
      if (isForAuction(order)) continue
      order.frozen = second !== null && desk.isWokenBy(order, second)
      meetInBar(order, ts, price)
    }
  }
  const receive = (): void => {
    for (const order of desk.arrived) desk.requeue(order)
    desk.arrived = []
  }

  const meetPrint = ({ ts, price, lots: size }: PrintEvent, i: number): void => {
    desk.turn = i + 1
    if (auctions.pending?.at === ts) {
      desk.count('a print at the very end of a session')
      auctions.close(ts)
    }
    let left = auctions.open(i, model.consumeLiquidity ? size : Infinity)
    const renewed: ReferenceOrder[] = []
    for (const order of desk.active()) {
      if (!isOpen(order)) continue
      const { fresh, terms, limit } = order
      order.fresh = false
      if (terms.timeInForce === 'FOK' && left < order.left) {
        desk.count('FOK refused by size')
        desk.cancel(order, 'not_filled_at_once')
        continue
      }
      if (desk.isFulfillable(order, price)) {
        const isResting = limit !== null && !fresh
        const shown = isResting && left < Infinity ? Math.min(order.shown, order.left) : order.left
        const lots = Math.min(left, shown)
        if (lots === 0) desk.count('nothing left of a print')
        const filled = desk.fill(order, lots, isResting ? limit : price, isResting ? 'maker' : 'taker', ts)
        left -= filled
        if (filled > 0 && isOpen(order)) {
          if (limit === null && terms.toLimit === true) {
            desk.count('the rest became a limit')
            order.limit = price
            renewed.push(order)
          } else if (isResting && terms.display !== undefined) {
            order.shown -= filled
            if (order.shown === 0) {
              desk.count('iceberg renewed')
              order.shown = Math.min(terms.display, order.left)
              renewed.push(order)
            }
          }
        }
      }
      desk.endImmediate(order)
    }
    for (const order of renewed) desk.requeue(order)
    receive()
    auctions.look(i, left)
    for (const order of desk.waiting()) {
      if (!desk.isWokenBy(order, price)) continue
      desk.count('stop woken by a print')
      trigger(order)
    }
    follow(price)
  }

  const meetOpen = (ts: number, open: number): void => {
    for (const order of desk.waiting()) {
      if (!desk.isWokenBy(order, open)) continue
      if (open !== order.stop) desk.count('gap through a stop')
      trigger(order)
    }
    for (const order of desk.active()) {
      if (!isOpen(order)) continue
      const { fresh, limit, terms } = order
      order.fresh = false
      if (desk.isFulfillable(order, open)) {
        if (limit !== null && !fresh) desk.count('gap through a resting limit')
        if (limit === null || fresh) desk.fill(order, order.left, open, 'taker', ts)
        else if (model.limitGap === 'open')
          desk.fill(order, order.left, open, terms.postOnly === true ? 'maker' : 'taker', ts)
        else desk.fill(order, order.left, limit, 'maker', ts)
      }
      desk.endImmediate(order)
    }
    receiveInBar(ts, open, null)
    follow(open)
  }

  /** Every tick from one price to the other, both included; `second` is the extreme ahead on an adverse path's first leg. */
  const walk = (from: number, to: number, ts: number, second: number | null): string[] => {
    const step = Math.sign(to - from)
    const met: string[] = []
    // Whoever is deaf to the first extreme is woken on the way to the second.
    if (second !== null) for (const order of desk.waiting()) order.frozen = desk.isWokenBy(order, second)
    if (step === 0) return met
    const limitSide: OrderSide = step > 0 ? 'sell' : 'buy'
    const meetLimits = (price: number): void => {
      for (;;) {
        const order = desk.active().find(({ terms, limit }) => terms.side === limitSide && limit === price)
        if (order === undefined) return
        met.push('limit')
        desk.fill(order, order.left, price, 'maker', ts)
        receiveInBar(ts, price, second)
      }
    }
    const meetStops = (price: number): void => {
      for (;;) {
        const isMet = ({ terms: { side, touch }, stop }: ReferenceOrder): boolean =>
          stop === price && ((side === 'buy') === (touch === undefined)) === step > 0
        const order = desk.waiting().find(isMet)
        if (order === undefined) return
        met.push('stop')
        trigger(order)
        order.fresh = false
        if (order.limit !== null) desk.count('stop-limit woken within a bar')
        if (desk.isFulfillable(order, price)) desk.fill(order, order.left, price, 'taker', ts)
        desk.endImmediate(order)
        receiveInBar(ts, price, second)
      }
    }
    for (let price = from; ; price += step) {
      if (model.limitFill === 'through' && price !== from) meetLimits(price - step)
      meetStops(price)
      if (model.limitFill === 'touch') meetLimits(price)
      if (price !== from) follow(price)
      if (price === to) return met
    }
  }

  const meetBar = (bar: BarEvent, i: number): void => {
    desk.turn = i
    const { pending } = auctions
    if (pending !== null && bar.openTime >= pending.session.close) {
      desk.count('close told by the bar after it')
      auctions.close(bar.openTime)
    }
    auctions.open(i, Infinity)
    meetOpen(bar.openTime, bar.open)
    const { held } = desk.books
    const isNearer = bar.open - bar.low < bar.high - bar.open
    const isLowFirst =
      model.barPath === 'olhc' ||
      (model.barPath === 'adaptive' && isNearer) ||
      (model.barPath === 'favorable' && (held < 0 || (held === 0 && isNearer))) ||
      (model.barPath === 'adverse' && (held > 0 || (held === 0 && isNearer)))
    const [first, second] = isLowFirst ? [bar.low, bar.high] : [bar.high, bar.low]
    const met = [
      ...walk(bar.open, first, bar.closeTime, model.barPath === 'adverse' ? second : null),
      ...walk(first, second, bar.closeTime, null),
      ...walk(second, bar.close, bar.closeTime, null),
    ]
    if (met.includes('stop') && met.includes('limit')) desk.count('stop and limit in one bar')
    auctions.look(i, Infinity)
    desk.turn = i + 1
    if (auctions.pending !== null && auctions.pending.at <= bar.closeTime) auctions.close(bar.closeTime)
    receive()
  }

  const send = (index: number, now: number): void => {
    const first = script[index] as ScriptedOrder
    const { link } = first
    const group = script.flatMap((one, i) => (i === index || (link && one.link?.group === link.group) ? [i] : []))
    const sent = group.filter((i) => i >= index).map((i) => desk.make(i, now))
    for (const order of sent) if (!order.held && isOpen(order)) desk.arrive(order, now)
  }

  const act = (i: number, now: number): void => {
    const sent = [...desk.orders].sort((a, b) => a.index - b.index)
    for (const order of sent) if (order.terms.cancelAt === i && isOpen(order)) desk.cancel(order, 'by_user')
    for (const order of sent) if (order.terms.change?.at === i && changed[order.index] === true) desk.change(order, now)
    script.forEach((one, index) => {
      const isFirst = one.link === undefined || one.link.group !== script[index - 1]?.link?.group
      if (one.at === i && isFirst && accepted[index] === true) send(index, now)
    })
  }

  events.forEach((event, i) => {
    const now = event.kind === 'print' ? event.ts : event.closeTime
    const due = desk.orders.filter((order) => isOpen(order) && order.expires < now)
    due.sort((a, b) => a.expires - b.expires)
    const ring = (from: number, to: number): void => {
      for (const order of due) if (isOpen(order) && order.expires >= from && order.expires < to) desk.expire(order)
    }
    const end = auctions.pending?.at ?? Infinity
    ring(-Infinity, end)
    if (end < now) {
      desk.count('close told by the clock')
      desk.turn = i
      auctions.close(end)
      receive()
    }
    ring(end, Infinity)
    if (event.kind === 'print') meetPrint(event, i)
    else meetBar(event, i)
    desk.turn = i + 1
    desk.last = event.kind === 'print' ? event.price : event.close
    act(i, now)
    if (event.kind === 'bar' && model.marketOnBars === 'this_close') {
      for (const order of desk.active()) {
        if (order.limit === null) desk.fill(order, order.left, event.close, 'taker', event.closeTime)
      }
      receive()
    }
  })
  // What falls due at the very instant of the last event still happens.
  const last = events.at(-1)
  const over = last === undefined ? -Infinity : last.kind === 'print' ? last.ts : last.closeTime
  const dueLast = desk.orders.filter((order) => order.expires <= over)
  for (const order of dueLast) {
    if (!isOpen(order)) continue
    desk.count('expired at the last instant')
    desk.expire(order)
  }
  const { fills, orders, cases } = desk
  const { cash, held } = desk.books
  const apart = orders.filter((order) => order.held || isForAuction(order))
  const byEnd = [...apart, ...desk.active(), ...desk.waiting()]
  for (const order of byEnd) if (isOpen(order)) desk.cancel(order, 'end_of_run')
  return { fills, orders, cash, held, cases }
}
