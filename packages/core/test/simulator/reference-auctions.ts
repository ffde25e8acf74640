import type { ReferenceDesk } from './reference-desk.js'
import {
  isOpen,
  type BarEvent,
  type ReferenceOrder,
  type ScriptedSessions,
  type VenueEvent,
} from './reference-script.js'

interface Session {
  readonly open: number
  readonly close: number
}

/** What the last event of a session left to its close. */
interface Close {
  readonly event: number
  readonly session: Session
  readonly price: number
  readonly left: number
  /** When it is dealt with, unless a bar of another session comes first. */
  readonly at: number
}

/** Orders at the open and at the close, by hindsight: which event is a session's last is read from those after it. */
export class ReferenceAuctions {
  pending: Close | null = null
  readonly #events: readonly VenueEvent[]
  readonly #sessions: ScriptedSessions
  readonly #desk: ReferenceDesk

  constructor(events: readonly VenueEvent[], sessions: ScriptedSessions, desk: ReferenceDesk) {
    this.#events = events
    this.#sessions = sessions
    this.#desk = desk
  }

  /** Meets the first price of a session; returns what is left of it. */
  open(i: number, left: number): number {
    const session = this.#sessionOf(i)
    const event = this.#events[i] as VenueEvent
    if (session === null) return left
    const [ts, price] = event.kind === 'bar' ? [event.openTime, event.open] : [event.ts, event.price]
    const isLong = event.kind === 'bar' && lengthOf(event) >= session.close - session.open
    const latest = isLong ? ts : Math.min(session.open, ts)
    if (isLong) this.#desk.count('a bar as long as its session')
    return this.#cross('OPG', (order) => order.since <= latest && order.sees <= i, ts, price, left)
  }

  /** After event `i`: is it the last of its session? */
  look(i: number, left: number): void {
    const session = this.#sessionOf(i)
    if (session === null) return
    const next = this.#events.slice(i + 1).findIndex((_, n) => this.#sessionOf(i + 1 + n)?.open === session.open)
    if (next >= 0) return
    const event = this.#events[i] as VenueEvent
    const isBar = event.kind === 'bar'
    const after = isBar ? (event.closeTime < session.close ? lengthOf(event) : event.closeTime - session.close) : 0
    const price = isBar ? event.close : event.price
    this.pending = { event: i, session, price, left, at: session.close + after }
  }

  /** The session is over. */
  close(ts: number): void {
    const { event, session, price, left } = this.pending as Close
    this.pending = null
    const last = this.#events[event] as VenueEvent
    const until = last.kind === 'bar' ? Math.min(last.closeTime, session.close) : Infinity
    this.#cross('CLS', (order) => order.sees <= event && order.since < until, ts, price, left)
  }

  /** One price for all. */
  #cross(
    kind: 'OPG' | 'CLS',
    takesPart: (order: ReferenceOrder) => boolean,
    ts: number,
    price: number,
    available: number,
  ): number {
    const desk = this.#desk
    let left = available
    for (const order of desk.atAuction(kind)) {
      if (!isOpen(order)) continue
      if (!takesPart(order)) {
        desk.count(`${kind} waited for another session`)
        continue
      }
      const { side } = order.terms
      const isGood = order.limit === null || (side === 'buy' ? price <= order.limit : price >= order.limit)
      if (order.limit === price) desk.count(`${kind} at its very limit`)
      if (isGood && left < order.left) desk.count(`${kind} cut by size`)
      if (isGood) {
        const filled = desk.fill(order, Math.min(left, order.left), price, 'taker', ts)
        if (filled > 0) desk.count(`${kind} filled`)
        if (filled > 0 && order.terms.link !== undefined) desk.count(`${kind} filled, linked`)
        left -= filled
      }
      if (isOpen(order)) desk.expire(order)
    }
    return left
  }

  /** The session that an event is of; a bar is of the one that it reaches into first. */
  #sessionOf(i: number): Session | null {
    const event = this.#events[i] as VenueEvent
    const { period, from, to } = this.#sessions
    const ts = event.kind === 'bar' ? event.openTime : event.ts
    let start = 0
    while (start + to <= ts) start += period
    const session = { open: start + from, close: start + to }
    const reached = event.kind === 'bar' ? event.closeTime > session.open : ts >= session.open
    return reached ? session : null
  }
}

function lengthOf({ openTime, closeTime }: BarEvent): number {
  return closeTime - openTime
}
