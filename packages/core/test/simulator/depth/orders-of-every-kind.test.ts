import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  fromSteps,
  strategy,
  trades,
  type OrderDesk,
  type OrderEvent,
  type OrderTicket,
} from '../../../src/index.js'
import { book, depthVenue, probabilityQueue, riskAverseQueue, tradeThroughQueue } from '../../../src/session/trading.js'
import { recordedBook, recordedPrints } from '../../session/depth/recorded-depth.js'
import type { ReferenceOutcome } from '../reference-script.js'
import { QUARTERS, scriptedTurns, type ScriptRun } from '../run-script.js'
import { CENTI_MICRO, lotsOf, MONEY_PER_TICK_LOT, textOf } from '../venue-money.js'
import { deskCase, type DeskCase } from './desk-cases.js'
import { referenceDepthDesk } from './reference-depth-desk.js'

const QUEUES = {
  riskAverse: riskAverseQueue,
  linear: probabilityQueue({ f: 'power', n: 1 }),
  tradeThrough: tradeThroughQueue,
}

describe('orders of every kind on a book against a slow, obvious desk', () => {
  it('E4, E8: changes, stops that trail, linked orders, times in force and icebergs end alike, to the last digit', async () => {
    const cases = await compare(5, 300)
    const hard = [
      'DAY expired',
      'FOK refused by the book',
      'GTD expired',
      'an exit ended the rest of its entry',
      'change of price lost priority',
      'crossed by the other side',
      'cut by position',
      'filled from its queue',
      'iceberg renewed',
      'if-touched woken',
      'larger size lost priority',
      'met the book anew',
      'partial bracket',
      'partial oto',
      'reduce-only shrunk',
      'smaller size kept priority',
      'the other one updated',
      'the rest became a limit',
      'trail moved and triggered',
      'trail waited for its activation',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 3)).toEqual([])
  }, 60_000)

  it('agrees on markets that no seed has fixed', async () => {
    await compare(undefined, 40)
  }, 60_000)
})

async function compare(seed: number | undefined, numRuns: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(deskCase, async (given) => {
      const { result, tickets, events } = await run(given)
      const accepted = given.script.map((_, i) => tickets[i]?.status !== 'denied')
      const changed = given.script.map((_, i) => !isRefusedByDesk(events, tickets[i]?.clientOrderId))
      const money = { cash: BigInt(given.cash) * CENTI_MICRO, moneyPerTickLot: MONEY_PER_TICK_LOT }
      const expected = referenceDepthDesk(given, accepted, changed, money)
      expect(outcomeOf({ result, tickets })).toEqual(plain(expected))
      for (const [name, count] of Object.entries(expected.cases)) counts[name] = (counts[name] ?? 0) + count
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  )
  return counts
}

async function run(given: DeskCase): Promise<ScriptRun> {
  const { events: market, script, queue, dayMs, cash, ...rules } = given
  const tickets: OrderTicket[] = []
  const events: OrderEvent[] = []
  const act = scriptedTurns(script, tickets)
  // The first print comes before the book, and wakes nobody.
  act({} as OrderDesk)
  const scripted = strategy({
    name: 'scripted',
    data: { book: book(), trades: trades() },
    onBook: ({ orders }) => act(orders),
    onTrade: ({ orders }) => act(orders),
  })
  const price = (ticks: number): number => fromSteps(ticks, QUARTERS.tickSize)
  const size = (lots: number): number => fromSteps(lots, QUARTERS.lotSize)
  const messages = market.flatMap((event, i) =>
    event.kind === 'message'
      ? [
          {
            ts: event.ts,
            ...(i === 1 ? { kind: 'snapshot' as const } : {}),
            levels: event.levels.map(([side, ticks, lots]) => [side, price(ticks), size(lots)] as const),
          },
        ]
      : [],
  )
  const prints = market.flatMap((event) =>
    event.kind === 'print'
      ? [{ ts: event.ts, price: price(event.ticks), size: size(event.lots), side: event.side }]
      : [],
  )
  const { throughFill, beyondDepth, liquidityConsumption } = rules
  const running = backtest({
    strategy: scripted,
    data: { book: recordedBook(messages, Infinity, QUARTERS), trades: recordedPrints(prints, Infinity, QUARTERS) },
    account: { USD: cash },
    fees: { taker: 0 },
    venue: depthVenue({ queueModel: QUEUES[queue], throughFill, beyondDepth, liquidityConsumption }),
    dayEnd: (ts) => (Math.floor(ts / dayMs) + 1) * dayMs,
  })
  running.events$.subscribe((event) => events.push(event))
  return { result: await running.result, tickets, events }
}

function outcomeOf({ result, tickets }: Pick<ScriptRun, 'result' | 'tickets'>): unknown {
  const indexOf = (id: string): number => tickets.findIndex((ticket) => ticket?.clientOrderId === id)
  return {
    fills: result.fills.map(({ clientOrderId, ts, quantity, price, liquidity }) => ({
      order: indexOf(clientOrderId),
      ts,
      lots: lotsOf(quantity),
      price: price / QUARTERS.tickSize,
      liquidity,
    })),
    orders: tickets.flatMap((ticket, index) => {
      const { status, reason, leavesQty } = ticket
      return status === 'denied' ? [] : [{ index, status, reason, left: lotsOf(leavesQty) }]
    }),
    cash: result.finalCash,
  }
}

function plain({ fills, orders, cash }: ReferenceOutcome): unknown {
  const sorted = [...orders].sort((a, b) => a.index - b.index)
  return {
    fills: fills.map(({ order, ts, lots, price, liquidity }) => ({ order, ts, lots, price, liquidity })),
    orders: sorted.map(({ index, status, reason, left }) => ({ index, status, reason, left })),
    cash: textOf(cash),
  }
}

function isRefusedByDesk(events: readonly OrderEvent[], id: string | undefined): boolean {
  return events.some((event) => event.type === 'OrderModifyRejected' && event.clientOrderId === id)
}
