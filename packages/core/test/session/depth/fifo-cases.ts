import fc from 'fast-check'
import type { OrderChange, OrderMessage } from './recorded-orders.js'

/** An order of the script, sent right after a message. Prices in ticks of 1, sizes in lots of 1. */
export interface FifoOrder {
  readonly at: number
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly limit: number | null
  readonly display: number | null
  readonly cancelAt: number | null
  /** After which message it is to have how many lots. */
  readonly resizeAt: number | null
  readonly resizeTo: number
}

/** Milliseconds of the ways between us and the venue. */
export interface FifoLatency {
  readonly entryMs: number
  readonly responseMs: number
  readonly feedMs: number
  readonly computeMs: number
}

export interface FifoCase {
  readonly latency: FifoLatency
  readonly messages: readonly OrderMessage[]
  readonly orders: readonly FifoOrder[]
  readonly throughFill: 'shown' | 'whole'
  readonly liquidityConsumption: boolean
}

/** What the market is to do next; which order it means is found when its orders are known. */
const move = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'shrink', 'grow', 'move', 'delete', 'delete', 'execute', 'execute'),
  pick: fc.nat(1_000),
  side: fc.constantFrom(1 as const, -1 as const),
  away: fc.integer({ min: -1, max: 3 }),
  lots: fc.integer({ min: 1, max: 9 }),
})

const message = fc.record({
  kind: fc.constantFrom('changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'snapshot', 'gap'),
  moves: fc.array(move, { minLength: 1, maxLength: 4 }),
})

/** Messages of a random market of single orders. */
export const orderMessages: fc.Arbitrary<readonly OrderMessage[]> = fc
  .array(message, { minLength: 10, maxLength: 40 })
  .map((plans) => marketOf(plans))

const order = fc.record({
  at: fc.integer({ min: 0, max: 25 }),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  lots: fc.integer({ min: 1, max: 12 }),
  limit: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 8 }),
  display: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
  cancelAt: fc.option(fc.integer({ min: 0, max: 40 })),
  resizeAt: fc.option(fc.integer({ min: 0, max: 40 })),
  resizeTo: fc.integer({ min: 1, max: 12 }),
})

/** Random markets of single orders, and own orders among them. */
export const fifoCase: fc.Arbitrary<FifoCase> = fc
  .record({
    messages: orderMessages,
    orders: fc.array(order, { minLength: 1, maxLength: 8 }),
    throughFill: fc.constantFrom('shown' as const, 'shown' as const, 'whole' as const),
    liquidityConsumption: fc.constantFrom(true, true, false),
  })
  .map(({ messages, orders, ...rules }) => ({
    ...rules,
    latency: { entryMs: 0, responseMs: 0, feedMs: 0, computeMs: 0 },
    messages,
    orders: orders.map((one) => ({
      ...one,
      // What is sent at the last message of all is lost.
      at: one.at % (messages.length - 1),
      resizeAt: one.resizeAt === null ? null : one.resizeAt % (messages.length - 1),
      limit: one.limit === null ? null : one.side === 'buy' ? 99 - one.limit + (one.lots % 2) : 100 + one.limit,
      display: one.limit === null ? null : one.display,
    })),
  }))

/** The same where everything takes its time: less than from message to message, as long, and much longer. */
export const lateFifoCase: fc.Arbitrary<FifoCase> = fc
  .record({
    given: fifoCase,
    latency: fc.record({
      entryMs: fc.constantFrom(0, 3, 8, 10, 25),
      responseMs: fc.constantFrom(0, 2, 5, 10, 40),
      feedMs: fc.constantFrom(0, 0, 2, 5),
      computeMs: fc.constantFrom(0, 0, 2),
    }),
  })
  .map(({ given, latency }) => {
    const last = given.messages.length - 2
    // Large orders that are changed soon: much of what happens to them happens on the way.
    const soon = (at: number, turn: number | null): number | null =>
      turn === null ? null : Math.min(last, at + 1 + (turn % 6))
    const orders = given.orders.map(({ lots, resizeTo, ...one }) => ({
      ...one,
      lots: lots + 6,
      resizeTo: resizeTo + 6,
      cancelAt: soon(one.at, one.cancelAt),
      resizeAt: soon(one.at, one.resizeAt),
    }))
    return { ...given, orders, latency }
  })

type Move = typeof move extends fc.Arbitrary<infer T> ? T : never

interface Live {
  side: 1 | -1
  price: number
  size: number
}

/** Messages of a market whose every change is of an order that is there. */
function marketOf(plans: readonly { readonly kind: string; readonly moves: readonly Move[] }[]): OrderMessage[] {
  const live = new Map<number, Live>()
  let nextId = 1
  const add = (side: 1 | -1, price: number, size: number): OrderChange => {
    live.set(nextId, { side, price, size })
    return ['add', nextId++, side, price, size]
  }
  const first: OrderChange[] = [add(1, 99, 3), add(1, 99, 2), add(-1, 100, 4), add(-1, 100, 1), add(1, 98, 5)]
  const messages: OrderMessage[] = [{ ts: 0, kind: 'snapshot', changes: first }]
  plans.forEach(({ kind, moves }, i) => {
    const ts = 10 * (i + 1)
    if (kind === 'gap') messages.push({ ts, kind })
    // In a gap the market goes on, and nobody hears of it until the snapshot.
    const changes = moves.flatMap((plan) => changeOf(plan, live, add))
    if (kind !== 'snapshot' && kind !== 'gap') messages.push({ ts, changes })
    else {
      const told = [...live].map(([id, { side, price, size }]): OrderChange => ['add', id, side, price, size])
      messages.push({ ts: kind === 'gap' ? ts + 5 : ts, kind: 'snapshot', changes: told })
    }
  })
  messages.push({ ts: 10 * plans.length + 20 })
  return messages
}

function changeOf(
  { kind, pick, side, away, lots }: Move,
  live: Map<number, Live>,
  add: (side: 1 | -1, price: number, size: number) => OrderChange,
): OrderChange[] {
  const ids = [...live.keys()]
  if (kind === 'add' || ids.length === 0) return [add(side, side > 0 ? 99 - away : 100 + away, lots)]
  // Executions mostly meet who is first at the best price, as a market would.
  const best = ids.filter((id) => live.get(id)!.side === side).sort((a, b) => rank(live.get(a)!) - rank(live.get(b)!))
  const id = kind === 'execute' && best.length > 0 && pick % 4 > 0 ? best[0]! : ids[pick % ids.length]!
  const one = live.get(id)!
  if (kind === 'delete') {
    live.delete(id)
    return [['delete', id]]
  }
  if (kind === 'execute') {
    const size = Math.min(lots, one.size)
    one.size -= size
    if (one.size === 0) live.delete(id)
    return [['execute', id, size]]
  }
  if (kind === 'shrink') one.size = Math.max(1, one.size - lots)
  else if (kind === 'grow') one.size += lots
  else one.price += pick % 2 === 0 ? 1 : -1
  return [['update', id, one.price, one.size]]
}

function rank({ side, price }: Live): number {
  return -side * price
}
