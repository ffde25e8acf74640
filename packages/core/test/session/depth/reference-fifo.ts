import type { FifoCase, FifoOrder } from './fifo-cases.js'
import type { OrderChange } from './recorded-orders.js'
import { ReferenceWay } from './reference-way.js'

export interface FifoFill {
  readonly order: number
  readonly price: number
  readonly lots: number
  readonly liquidity: 'maker' | 'taker'
  readonly ts: number
}

interface Own {
  readonly index: number
  readonly terms: FifoOrder
  whole: number
  leaves: number
  part: number
  state: 'away' | 'waiting' | 'resting' | 'over'
  isRenewed: boolean
}

/** Who stands at a price, first to be filled first: orders of the market by their id, and own ones among them. */
type Line = ({ id: number; lots: number } | { own: Own })[]

/**
 * A market that keeps one list of people at each price and fills lot by lot; nothing is counted that could be looked at.
 */
export function referenceFifo(given: FifoCase, cases: Record<string, number>): FifoFill[] {
  const count = (name: string): void => void (cases[name] = (cases[name] ?? 0) + 1)
  const fills: { order: number; price: number; lots: number; liquidity: 'maker' | 'taker'; ts: number }[] = []
  const lines: Record<number, Record<number, Line>> = { 1: {}, [-1]: {} }
  const taken: Record<number, Record<number, number>> = { 1: {}, [-1]: {} }
  const own: Own[] = given.orders.map((terms, index) => ({
    index,
    terms,
    whole: terms.lots,
    leaves: terms.lots,
    part: Infinity,
    state: 'away',
    isRenewed: false,
  }))
  const { entryMs, responseMs, feedMs, computeMs } = given.latency
  const way = new ReferenceWay(computeMs + entryMs + feedMs)
  const back = Math.max(0, responseMs - feedMs)
  const canceled = new Map<Own, number>()
  const over = given.messages.at(-1)!.ts
  let valid = false
  let waiting: Own[] = []

  const lineAt = (side: number, price: number): Line => (lines[side]![price] ??= [])
  const sideOf = ({ terms }: Own): number => (terms.side === 'buy' ? 1 : -1)
  const shown = (side: number, price: number): number =>
    lineAt(side, price).reduce((sum, one) => sum + ('id' in one ? one.lots : 0), 0)
  const pricesOf = (side: number): number[] =>
    Object.keys(lines[side]!)
      .map(Number)
      .sort((a, b) => (side > 0 ? b - a : a - b))
  const bestFirst = (side: number): number[] => pricesOf(side).filter((price) => shown(side, price) > 0)
  const reaches = ({ terms }: Own, price: number): boolean =>
    terms.limit === null || (terms.side === 'buy' ? price <= terms.limit : price >= terms.limit)
  const restingOn = (side: number): Own[] =>
    pricesOf(side).flatMap((price) => lineAt(side, price).flatMap((one) => ('own' in one ? [one.own] : [])))

  function drop(one: Own): void {
    const line = lineAt(sideOf(one), one.terms.limit!)
    lines[sideOf(one)]![one.terms.limit!] = line.filter((other) => !('own' in other && other.own === one))
  }

  function fill(one: Own, lots: number, price: number, liquidity: 'maker' | 'taker', ts: number): void {
    if (lots === 0) return
    if (ts + back <= over) fills.push({ order: one.index, price, lots, liquidity, ts: ts + back })
    else count('filled too late to be heard of')
    for (let lot = 0; lot < lots; lot++) {
      one.leaves--
      one.part--
      if (one.part > 0) continue
      one.part = one.terms.display ?? Infinity
      one.isRenewed = true
    }
    if (one.leaves > 0) return
    one.state = 'over'
    if (one.terms.limit !== null) drop(one)
  }

  /** New parts of icebergs go to the end of their lines. */
  function renew(): void {
    for (const one of [...restingOn(1), ...restingOn(-1)]) {
      if (!one.isRenewed) continue
      one.isRenewed = false
      count('iceberg shown anew')
      drop(one)
      lineAt(sideOf(one), one.terms.limit!).push({ own: one })
    }
  }

  function takeLevels(one: Own, priceOf: (price: number) => number, liquidity: 'maker' | 'taker', ts: number): void {
    const other = -sideOf(one)
    for (const price of bestFirst(other)) {
      if (!reaches(one, price) || one.leaves === 0) break
      const lots = Math.min(one.leaves, Math.max(0, shown(other, price) - (taken[other]![price] ?? 0)))
      if (given.liquidityConsumption) taken[other]![price] = (taken[other]![price] ?? 0) + lots
      fill(one, lots, priceOf(price), liquidity, ts)
    }
  }

  function end(one: Own, ts: number): void {
    one.state = 'over'
    canceled.set(one, ts + back)
  }

  function meet(one: Own, ts: number): void {
    if (one.state === 'over') return
    if (!valid) {
      count('arrived in a gap')
      one.state = 'waiting'
      waiting.push(one)
      return
    }
    takeLevels(one, (price) => price, 'taker', ts)
    if (one.leaves === 0) return
    if (one.terms.limit === null) end(one, ts)
    else {
      one.state = 'resting'
      one.part = one.terms.display ?? Infinity
      one.isRenewed = false
      lineAt(sideOf(one), one.terms.limit).push({ own: one })
    }
  }

  /** Who shrinks keeps their place; who grows stands at the end. */
  function resize(one: Own, to: number, ts: number): void {
    const isLarger = to > one.whole
    one.leaves += to - one.whole
    one.whole = to
    if (one.state !== 'resting') return
    count(isLarger ? 'grew itself' : 'shrank itself')
    if (!isLarger) return
    drop(one)
    meet(one, ts)
  }

  function find(id: number): { side: number; price: number; line: Line; at: number } {
    for (const side of [1, -1])
      for (const price of pricesOf(side)) {
        const line = lineAt(side, price)
        const at = line.findIndex((one) => 'id' in one && one.id === id)
        if (at >= 0) return { side, price, line, at }
      }
    throw new Error(`no order ${id}`)
  }

  function execute(id: number, lots: number, ts: number): void {
    const { side, price, line, at } = find(id)
    let available = lots
    const before = [
      ...restingOn(side).filter(({ terms }) => (side > 0 ? terms.limit! > price : terms.limit! < price)),
      ...line.slice(0, at).flatMap((one) => ('own' in one ? [one.own] : [])),
    ]
    if (line.slice(at).some((one) => 'own' in one)) count('executed ahead')
    for (const one of before) {
      const most = given.throughFill === 'whole' ? one.leaves : Math.min(one.part, one.leaves, available)
      if (most > 0) count(one.terms.limit === price ? 'executed behind' : 'executed beyond')
      if (most > 0 && most < one.leaves) count('filled in part')
      available = Math.max(0, available - most)
      fill(one, most, one.terms.limit!, 'maker', ts)
    }
    const market = line[at] as { id: number; lots: number }
    market.lots -= lots
    if (market.lots === 0) lines[side]![price] = lineAt(side, price).filter((one) => one !== market)
    renew()
  }

  function change(one: OrderChange, ts: number): void {
    const [kind, id] = one
    if (kind === 'add') {
      lineAt(one[2], one[3]).push({ id, lots: one[4] })
      delete taken[one[2]]![one[3]]
      return
    }
    const { side, price, line, at } = find(id)
    if (kind === 'execute') execute(id, one[2], ts)
    else if (kind === 'delete') {
      const ahead = line.slice(at).some((other) => 'own' in other)
      count(ahead ? 'canceled ahead' : line.some((other) => 'own' in other) ? 'canceled behind' : 'canceled elsewhere')
      line.splice(at, 1)
    } else {
      const market = line[at] as { id: number; lots: number }
      const [, , newPrice, lots] = one
      const isSame = newPrice === price && lots === market.lots
      if (newPrice === price && lots <= market.lots) {
        if (lots < market.lots && line.slice(at).some((other) => 'own' in other)) count('shrank ahead')
        market.lots = lots
      } else {
        if (line.slice(at).some((other) => 'own' in other))
          count(newPrice === price ? 'grew and fell back' : 'moved away')
        line.splice(at, 1)
        lineAt(side, newPrice).push({ id, lots })
        delete taken[side]![newPrice]
      }
      if (isSame) return
    }
    delete taken[side]![price]
  }

  /** Whom the snapshot names where they were, and no larger, keeps their place; all others come after. */
  function snapshot(changes: readonly OrderChange[]): void {
    const told = new Map(changes.map((one) => [one[1], one as Extract<OrderChange, readonly ['add', ...unknown[]]>]))
    const stays = new Set<number>()
    for (const side of [1, -1]) {
      taken[side] = {}
      for (const price of pricesOf(side)) {
        lines[side]![price] = lineAt(side, price).filter((one) => {
          if ('own' in one) return true
          const now = told.get(one.id)
          if (now === undefined || now[2] !== side || now[3] !== price || now[4] > one.lots) return false
          one.lots = now[4]
          stays.add(one.id)
          return true
        })
      }
    }
    for (const [id, [, , side, price, lots]] of told) if (!stays.has(id)) lineAt(side, price).push({ id, lots })
    if (restingOn(1).length + restingOn(-1).length > 0) count(valid ? 'snapshot' : 'snapshot after a gap')
    valid = true
  }

  function cross(ts: number): void {
    for (const side of [1, -1]) {
      for (const one of restingOn(side)) {
        const best = bestFirst(-side)[0]
        if (best === undefined || !reaches(one, best)) continue
        count('crossed by the other side')
        if (given.throughFill === 'whole') fill(one, one.leaves, one.terms.limit!, 'maker', ts)
        else takeLevels(one, () => one.terms.limit!, 'maker', ts)
      }
    }
    renew()
  }

  const idsAt = (one: Own): number[] =>
    (lines[sideOf(one)]![one.terms.limit ?? NaN] ?? []).flatMap((other) => ('id' in other ? [other.id] : []))

  function send(one: Own, now: number): void {
    const before = idsAt(one)
    way.send(now, (ts) => {
      if (given.messages.some((message) => message.ts === ts)) count('arrived with a message')
      meet(one, ts)
      if (one.state === 'resting' && idsAt(one).some((id) => !before.includes(id)))
        count('others came first while it was on its way')
    })
  }

  function sendCancel(one: Own, now: number): void {
    const { leaves } = one
    way.send(now, (ts) => {
      if (one.state === 'over') return count('cancel came too late')
      if (one.leaves < leaves) count('filled in part while its cancel was on its way')
      if (one.state === 'resting') drop(one)
      end(one, ts)
    })
  }

  function sendResize(one: Own, to: number, now: number): void {
    const { leaves } = one
    way.send(now, (ts) => {
      if (one.state === 'over' || to <= one.whole - one.leaves) return count('change came too late')
      if (one.leaves < leaves) count('filled in part while its change was on its way')
      resize(one, to, ts)
    })
  }

  given.messages.forEach(({ ts, kind, changes = [] }, at) => {
    way.arrive(ts - 1e-6)
    if (kind === 'gap') valid = false
    else {
      if (kind === 'snapshot') snapshot(changes)
      else if (valid) for (const one of changes) change(one, ts)
      if (valid) {
        cross(ts)
        const late = waiting
        waiting = []
        for (const one of late) meet(one, ts)
      }
    }
    // What its owner has heard of an order by now.
    const heard = (one: Own): number =>
      fills.reduce((sum, { order, lots, ts: at }) => (order === one.index && at <= ts ? sum + lots : sum), 0)
    const isKnownOver = (one: Own): boolean => heard(one) === one.whole || (canceled.get(one) ?? Infinity) <= ts
    for (const one of own) {
      const { cancelAt, resizeAt, resizeTo } = one.terms
      if (one.terms.at >= at || isKnownOver(one)) continue
      if (cancelAt === at) sendCancel(one, ts)
      else if (resizeAt === at && resizeTo > heard(one) && resizeTo !== one.whole) sendResize(one, resizeTo, ts)
    }
    for (const one of own) if (one.terms.at === at) send(one, ts)
    way.arrive(ts)
  })
  return fills
}
