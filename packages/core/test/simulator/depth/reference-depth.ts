import type { DepthCase, DepthEvent, ScriptOrder } from './depth-cases.js'
import { moved } from './reference-queue.js'

export interface DepthFill {
  readonly order: number
  readonly ticks: number
  readonly lots: number
  readonly liquidity: 'maker' | 'taker'
  readonly ts: number
}

export interface DepthOutcome {
  readonly fills: readonly DepthFill[]
  readonly ends: readonly { readonly order: number; readonly reason: string; readonly ts: number }[]
}

interface Resting {
  readonly index: number
  readonly terms: ScriptOrder
  leaves: number
  state: 'away' | 'asleep' | 'waiting' | 'resting' | 'over'
  ahead: number
  level: number
  printed: number
  arrived: number
}

/**
 * The rules of the venue, as slowly and plainly as they can be written: sizes are counted unit by unit, every level and
 * every order is looked at each time, and what is on its way lies in one list.
 */
export function referenceDepth(given: DepthCase, cases: Record<string, number>): DepthOutcome {
  const count = (name: string): void => void (cases[name] = (cases[name] ?? 0) + 1)
  const fills: { order: number; ticks: number; lots: number; liquidity: 'maker' | 'taker'; ts: number }[] = []
  const ends: { order: number; reason: string; ts: number }[] = []
  const book: Record<number, Record<number, number>> = { 1: {}, [-1]: {} }
  const taken: Record<number, Record<number, number>> = { 1: {}, [-1]: {} }
  const orders: Resting[] = given.orders.map((terms, index) => ({
    index,
    terms,
    leaves: terms.lots,
    state: 'away',
    ahead: 0,
    level: 0,
    printed: 0,
    arrived: -1,
  }))
  const way: { ts: number; act: (ts: number) => void }[] = []
  const later = Math.max(0, given.responseMs - given.feedMs)
  let valid = false
  let inGap = false
  let arrivals = 0

  const own = (one: Resting): number => (one.terms.side === 'buy' ? 1 : -1)
  /** How much better than the limit a price is, in ticks; any price for an order at market. */
  const reaches = (one: Resting, ticks: number): boolean =>
    one.terms.limit === null || (own(one) > 0 ? ticks <= one.terms.limit : ticks >= one.terms.limit)
  const bestFirst = (of: number): number[] =>
    Object.keys(book[of]!)
      .map(Number)
      .filter((ticks) => book[of]![ticks]! > 0)
      .sort((a, b) => (of > 0 ? b - a : a - b))
  const left = (of: number, ticks: number): number => (book[of]![ticks] ?? 0) - (taken[of]![ticks] ?? 0)

  function fillUnit(one: Resting, ticks: number, liquidity: 'maker' | 'taker', ts: number): void {
    one.leaves--
    const last = fills.at(-1)
    const isSame =
      last?.order === one.index && last.ticks === ticks && last.liquidity === liquidity && last.ts === ts + later
    if (isSame && unitsBelongTogether) last.lots++
    else fills.push({ order: one.index, ticks, lots: 1, liquidity, ts: ts + later })
    unitsBelongTogether = true
    if (one.leaves === 0) one.state = 'over'
  }
  let unitsBelongTogether = false

  function end(one: Resting, reason: string, ts: number): void {
    one.state = 'over'
    ends.push({ order: one.index, reason, ts: ts + later })
  }

  function takeLevels(
    one: Resting,
    priceOf: (ticks: number) => number,
    liquidity: 'maker' | 'taker',
    ts: number,
  ): number | null {
    let last: number | null = null
    let swept = 0
    for (const ticks of bestFirst(-own(one))) {
      if (!reaches(one, ticks) || one.leaves === 0) break
      last = ticks
      unitsBelongTogether = false
      let units = left(-own(one), ticks)
      if (units > 0) swept++
      while (units > 0 && one.leaves > 0) {
        units--
        if (given.liquidityConsumption) taken[-own(one)]![ticks] = (taken[-own(one)]![ticks] ?? 0) + 1
        fillUnit(one, priceOf(ticks), liquidity, ts)
      }
    }
    if (swept > 1 && one.terms.timeInForce === 'IOC') count('IOC swept several levels')
    return last
  }

  function meet(one: Resting, ts: number): void {
    if (one.state === 'over') return
    if (!valid) {
      one.state = 'waiting'
      count('arrived in a gap')
      return
    }
    const { limit, timeInForce } = one.terms
    const best = bestFirst(-own(one))[0]
    if (one.terms.postOnly && best !== undefined && reaches(one, best)) {
      count('post-only refused')
      end(one, 'would_take', ts)
      return
    }
    let reachable = 0
    for (const ticks of bestFirst(-own(one))) if (reaches(one, ticks)) reachable += Math.max(0, left(-own(one), ticks))
    let last: number | null = null
    if (timeInForce !== 'FOK' || reachable >= one.leaves) last = takeLevels(one, (ticks) => ticks, 'taker', ts)
    else count('FOK refused')
    if (one.leaves === 0) return
    if (limit === null && given.beyondDepth === 'last_level' && last !== null) {
      count('filled beyond the known book')
      unitsBelongTogether = false
      while (one.leaves > 0) fillUnit(one, last, 'taker', ts)
    } else if (limit === null || timeInForce !== 'GTC') end(one, 'not_filled_at_once', ts)
    else {
      one.state = 'resting'
      one.arrived = arrivals++
      one.level = book[own(one)]![limit] ?? 0
      one.ahead = one.level
      one.printed = 0
    }
  }

  function inTurn(): Resting[] {
    return orders
      .filter(({ state }) => state === 'resting')
      .sort((a, b) => own(b) - own(a) || (b.terms.limit! - a.terms.limit!) * own(a) || a.arrived - b.arrived)
  }

  function levelsChanged(ts: number): void {
    if (!valid) return
    for (const one of inTurn()) {
      const now = book[own(one)]![one.terms.limit!] ?? 0
      if (inGap) one.ahead = Math.min(one.ahead, now)
      else if (now !== one.level || one.printed > 0) one.ahead = moved(given.queue, one, now, count)
      one.level = now
      one.printed = 0
    }
    if (inGap) count('gap ended')
    inGap = false
    if (given.queue !== 'tradeThrough') {
      for (const one of inTurn()) {
        const best = bestFirst(-own(one))[0]
        if (best === undefined || !reaches(one, best)) continue
        count('crossed by the other side')
        if (given.throughFill === 'shown') takeLevels(one, () => one.terms.limit!, 'maker', ts)
        else {
          unitsBelongTogether = false
          while (one.leaves > 0) fillUnit(one, one.terms.limit!, 'maker', ts)
        }
      }
    }
    for (const one of waitingInTurn()) meet(one, ts)
  }

  let waitingOrder: Resting[] = []
  function waitingInTurn(): Resting[] {
    const list = waitingOrder.filter(({ state }) => state === 'waiting')
    waitingOrder = []
    return list
  }

  function print(event: Extract<DepthEvent, { kind: 'print' }>): void {
    if (!valid) {
      if (inTurn().length > 0) count('print in a gap')
      return
    }
    let units = event.lots
    for (const one of inTurn()) {
      if (own(one) === event.side) continue
      const limit = one.terms.limit!
      const isBeyond = own(one) > 0 ? event.ticks < limit : event.ticks > limit
      unitsBelongTogether = false
      if (isBeyond) {
        while (one.leaves > 0 && (units > 0 || given.throughFill === 'whole')) {
          units = Math.max(0, units - 1)
          fillUnit(one, limit, 'maker', event.ts)
        }
      } else if (event.ticks === limit && given.queue !== 'tradeThrough') {
        one.printed += event.lots
        let rest = event.lots - one.ahead
        one.ahead = Math.max(0, one.ahead - event.lots)
        if (rest > 0 && one.leaves > Math.min(rest, units)) count('partial fill from the queue')
        while (rest >= 1 - 1e-9 && units > 0 && one.leaves > 0) {
          rest--
          units--
          fillUnit(one, limit, 'maker', event.ts)
        }
      }
    }
    for (const one of [...orders].sort((a, b) => a.arrived - b.arrived)) {
      const { stop } = one.terms
      if (one.state !== 'asleep' || stop === null) continue
      if (own(one) > 0 ? event.ticks < stop : event.ticks > stop) continue
      count('stop woken')
      one.state = 'away'
      meet(one, event.ts)
      if ((one.state as string) === 'waiting') waitingOrder.push(one)
    }
  }

  function happen(event: DepthEvent): void {
    if (event.kind === 'print') print(event)
    else if (event.kind === 'gap') {
      valid = false
      inGap = true
    } else {
      if (event.isSnapshot) {
        book[1] = {}
        book[-1] = {}
        taken[1] = {}
        taken[-1] = {}
        valid = true
      }
      for (const [of, ticks, lots] of event.levels) {
        book[of]![ticks] = lots
        delete taken[of]![ticks]
      }
      levelsChanged(event.ts)
    }
  }

  function runWay(until: number): void {
    for (;;) {
      const due = way.filter(({ ts }) => ts <= until)
      const next = due.reduce<(typeof way)[number] | null>((a, b) => (a === null || b.ts < a.ts ? b : a), null)
      if (next === null) return
      way.splice(way.indexOf(next), 1)
      next.act(next.ts)
    }
  }

  const there = given.entryMs + given.feedMs + given.computeMs
  given.events.forEach((event, at) => {
    runWay(event.ts - 0.5)
    happen(event)
    // What the owner knows of an order by now: it cancels only what it takes for open.
    const isKnownOver = (one: Resting): boolean =>
      ends.some(({ order, ts }) => order === one.index && ts <= event.ts) ||
      (one.leaves === 0 && fills.every(({ order, ts }) => order !== one.index || ts <= event.ts))
    for (const one of orders) {
      if (one.terms.cancelAt === at && one.terms.at < at && !isKnownOver(one)) {
        way.push({
          ts: event.ts + there,
          act: (ts) => {
            if (one.state !== 'over') end(one, 'by_user', ts)
            else count('cancel came too late')
          },
        })
      }
    }
    for (const one of orders) {
      if (one.terms.at !== at) continue
      way.push({
        ts: event.ts + there,
        act: (ts) => {
          if (one.state === 'over') return
          if (one.terms.stop !== null) {
            one.state = 'asleep'
            one.arrived = arrivals++
          } else meet(one, ts)
          if (one.state === 'waiting') waitingOrder.push(one)
        },
      })
    }
    if (given.events[at + 1]?.ts !== event.ts) runWay(event.ts)
  })
  runWay(Infinity)
  return { fills, ends }
}
