import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument } from '../../../src/index.js'
import { OrderRecord, type OrderReason } from '../../../src/orders/index.js'
import type { Venue } from '../../../src/simulator/index.js'
import {
  constantLatency,
  depthVenue,
  probabilityQueue,
  riskAverseQueue,
  tradeThroughQueue,
} from '../../../src/session/trading.js'
import { depthCase, type DepthCase, type QueueName } from './depth-cases.js'
import { referenceDepth, type DepthOutcome } from './reference-depth.js'

const COIN = instrument({ symbol: 'COIN/USD', venue: 'test', quote: 'USD', tickSize: 1, lotSize: 1 })

const QUEUES = {
  tradeThrough: tradeThroughQueue,
  riskAverse: riskAverseQueue,
  linear: probabilityQueue({ f: 'power', n: 1 }),
  cubic2: probabilityQueue({ f: 'power', n: 3, variant: 2 }),
  cubic3: probabilityQueue({ f: 'power', n: 3, variant: 3 }),
} satisfies Record<QueueName, unknown>

describe('the venue with a book against a slow, obvious one', () => {
  it('E8: queues, sweeps, gaps, stops and latencies end in the same fills at the same times', () => {
    const cases: Record<string, number> = {}
    fc.assert(
      fc.property(depthCase, (given) => {
        expect(run(given)).toEqual(referenceDepth(given, cases))
      }),
      { numRuns: 3_000, seed: 11 },
    )
    const often = Object.keys(cases).filter((name) => (cases[name] as number) >= 20)
    expect(often.sort()).toEqual([
      'FOK refused',
      'IOC swept several levels',
      'arrived in a gap',
      'cancel came too late',
      'cancels before and behind',
      'crossed by the other side',
      'filled beyond the known book',
      'gap ended',
      'partial fill from the queue',
      'post-only refused',
      'print in a gap',
      'stop woken',
    ])
  })

  it('agrees on markets that no seed has fixed', () => {
    fc.assert(
      fc.property(depthCase, (given) => {
        expect(run(given)).toEqual(referenceDepth(given, {}))
      }),
      { numRuns: 300 },
    )
  })
})

describe('every fill of the venue with a book', () => {
  it('E1, E4: is within its limit, not before its latency, and never more than its order', () => {
    fc.assert(
      fc.property(depthCase, (given) => {
        const filled = given.orders.map(() => 0)
        for (const { order, ticks, lots, ts } of run(given).fills) {
          const { side, limit, at, lots: wanted } = given.orders[order]!
          if (limit !== null) expect(side === 'buy' ? ticks <= limit : ticks >= limit).toBe(true)
          const sent = given.events[at]!.ts + given.entryMs + given.feedMs + given.computeMs
          expect(ts).toBeGreaterThanOrEqual(sent + Math.max(0, given.responseMs - given.feedMs))
          filled[order]! += lots
          expect(filled[order]).toBeLessThanOrEqual(wanted)
        }
      }),
      { numRuns: 500, seed: 12 },
    )
  })

  it('E4: all together never take more than prints and levels showed', () => {
    fc.assert(
      fc.property(depthCase, (rules) => {
        const given = { ...rules, throughFill: 'shown', beyondDepth: 'cancel', liquidityConsumption: true } as const
        const total = run(given).fills.reduce((sum, { lots }) => sum + lots, 0)
        const shown = given.events.reduce((sum, event) => {
          if (event.kind === 'print') return sum + event.lots
          return event.kind === 'message' ? sum + event.levels.reduce((all, [, , lots]) => all + lots, 0) : sum
        }, 0)
        expect(total).toBeLessThanOrEqual(shown)
      }),
      { numRuns: 500, seed: 13 },
    )
  })
})

/** Drives the venue as a run does: what falls due comes after the events of its instant. */
function run(given: DepthCase): DepthOutcome {
  const fills: { order: number; ticks: number; lots: number; liquidity: 'maker' | 'taker'; ts: number }[] = []
  const ends: { order: number; reason: string; ts: number }[] = []
  const due: { readonly ts: number; readonly action: () => void }[] = []
  let now = 0
  let end: () => void = () => undefined
  const ended = (
    order: OrderRecord,
    reason: OrderReason,
    ts: number,
    status: 'canceled' | 'rejected' = 'canceled',
  ): void => {
    order.moveTo(status, reason)
    ends.push({ order: order.sequence, reason, ts })
    end()
  }
  const { queue, entryMs, responseMs, feedMs, computeMs, throughFill, beyondDepth, liquidityConsumption } = given
  const market: Venue = depthVenue({
    queueModel: QUEUES[queue],
    latencyModel: constantLatency({ entryMs, responseMs }),
    feedMs,
    computeMs,
    throughFill,
    beyondDepth,
    liquidityConsumption,
  }).create(
    COIN,
    {
      execute(order, lots, price, liquidity, ts) {
        order.fill(lots, price)
        fills.push({ order: order.sequence, ticks: price, lots, liquidity, ts })
        return lots
      },
      accepted: (order) => order.moveTo('accepted'),
      triggered: (order) => order.moveTo('triggered'),
      cancel: ended,
      expired: (order, ts) => ended(order, 'expired', ts),
      rejected: (order, reason, ts) => ended(order, reason, ts, 'rejected'),
      pending: () => undefined,
      updated: () => undefined,
      modifyRejected: () => undefined,
      cancelRejected: () => undefined,
      heldLots: () => 0,
      lastPrice: () => NaN,
    },
    { at: (ts, action) => void due.push({ ts: Math.max(ts, now), action }) },
  )
  end = () => market.forgetEnded()
  const depth = market.depth!
  const runDue = (until: number): void => {
    for (;;) {
      const next = due.reduce<(typeof due)[number] | null>(
        (first, one) => (one.ts <= until && (first === null || one.ts < first.ts) ? one : first),
        null,
      )
      if (next === null) return
      due.splice(due.indexOf(next), 1)
      now = next.ts
      next.action()
    }
  }
  const records: (OrderRecord | undefined)[] = []
  given.events.forEach((event, at) => {
    runDue(event.ts - 0.5)
    now = event.ts
    if (event.kind === 'print') {
      const isHeard = event.ticks <= market.lowTrigger || event.ticks >= market.highTrigger
      if (isHeard) market.onTrade(now, event.ticks, event.lots, event.side)
    } else if (event.kind === 'gap') depth.onGap(now)
    else {
      if (event.isSnapshot) {
        depth.picture.clear()
        depth.onClear()
      }
      for (const [side, ticks, lots] of event.levels) {
        depth.picture.set(side, ticks, lots)
        if (depth.watchesLevels) depth.onLevel(side, ticks)
      }
      depth.onMessage(now)
    }
    given.orders.forEach(({ cancelAt }, i) => {
      const record = records[i]
      if (cancelAt === at && record?.isOpen === true) market.requestCancel(record, 'by_user', now)
    })
    given.orders.forEach((terms, i) => {
      if (terms.at !== at) return
      const { side, lots, limit, stop, timeInForce } = terms
      const record = new OrderRecord(
        { sequence: i, clientOrderId: `depth-${i}`, instrumentId: COIN.id, side, lots, lotSize: 1 },
        { limitPrice: limit, stopPrice: stop, timeInForce, tag: null },
      )
      Object.assign(record, { postOnly: terms.postOnly })
      records[i] = record
      record.moveTo('submitted')
      market.submit(record, now)
    })
    if (given.events[at + 1]?.ts !== event.ts) runDue(now)
  })
  const last = given.events.at(-1)!.ts
  runDue(last + 100)
  return { fills, ends }
}
