import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canMoveTo, type OrderStatus } from '../../src/index.js'
import { referenceVenue, type ReferenceOutcome, type VenueEvent } from './reference-venue.js'
import { QUARTERS, runScript, type ScriptRun } from './run-script.js'
import { barCase, printCase, type VenueCase } from './venue-markets.js'

const CENTI_MICRO = 100_000_000n
/** 0.25 x 0.1 in units of 10^-8. */
const MONEY_PER_TICK_LOT = 2_500_000n

describe('the simulated venue against a slow, obvious one', () => {
  it('E8: fills bars alike: orders, prices, fees and cash to the last digit', async () => {
    const cases = await compare(barCase, 1, 500)
    expect(
      Object.keys(cases)
        .filter((name) => (cases[name] as number) >= 5)
        .sort(),
    ).toEqual([
      'FOK ended unfilled',
      'FOK refused by the account',
      'IOC ended unfilled',
      'cut by cash',
      'cut by position',
      'gap through a resting limit',
      'gap through a stop',
      'maker fill',
      'partial fill',
      'stop and limit in one bar',
      'stop-limit woken within a bar',
      'taker fill',
    ])
  })

  it('E8: fills prints alike: orders, prices, fees and cash to the last digit', async () => {
    const cases = await compare(printCase, 2, 1_000)
    expect(
      Object.keys(cases)
        .filter((name) => (cases[name] as number) >= 5)
        .sort(),
    ).toEqual([
      'FOK ended unfilled',
      'FOK refused by size',
      'FOK refused by the account',
      'IOC ended unfilled',
      'cut by cash',
      'cut by position',
      'maker fill',
      'nothing left of a print',
      'partial fill',
      'stop woken by a print',
      'taker fill',
    ])
  })

  it('agrees on markets that no seed has fixed', async () => {
    await compare(fc.oneof(barCase, printCase), undefined, 100)
  })
})

describe('every run of the simulated venue', () => {
  it('fills no order through its limit, before its decision, twice, or beyond its size (E1, E4)', async () => {
    await each(({ script, events }, { result, tickets }) => {
      const filled = new Map<string, number>()
      for (const fill of result.fills) {
        const index = tickets.findIndex(({ clientOrderId }) => clientOrderId === fill.clientOrderId)
        const ticket = tickets[index]
        const limit = ticket?.limitPrice ?? null
        if (limit !== null) expect(fill.side === 'buy' ? fill.price <= limit : fill.price >= limit).toBe(true)
        const decision = events[script[index]?.at ?? -1] as VenueEvent
        expect(fill.ts).toBeGreaterThanOrEqual(decision.kind === 'bar' ? decision.closeTime : decision.ts)
        filled.set(fill.clientOrderId, lotsOf(fill.quantity) + (filled.get(fill.clientOrderId) ?? 0))
      }
      tickets.forEach((ticket, i) => {
        expect(lotsOf(ticket.filledQty)).toBe(filled.get(ticket.clientOrderId) ?? 0)
        expect(lotsOf(ticket.filledQty) + lotsOf(ticket.leavesQty)).toBe(script[i]?.lots)
        expect(ticket.filledQty === ticket.quantity && ticket.quantity > 0).toBe(ticket.status === 'filled')
      })
    })
  })

  it('moves every order forward only, and leaves it in a final state (E1)', async () => {
    await each((_, { tickets, events }) => {
      const status = new Map<string, OrderStatus>()
      const left = new Map<string, number>()
      let last = -Infinity
      for (const event of events) {
        const before = status.get(event.clientOrderId) ?? 'initialized'
        const after = statusAfter(event.type, 'leavesQty' in event ? event.leavesQty : 0)
        expect(canMoveTo(before, after)).toBe(true)
        status.set(event.clientOrderId, after)
        if (event.type === 'OrderFilled') {
          expect(event.leavesQty).toBeLessThan(left.get(event.clientOrderId) ?? Infinity)
          left.set(event.clientOrderId, event.leavesQty)
        }
        expect(event.ts).toBeGreaterThanOrEqual(last)
        last = event.ts
      }
      for (const ticket of tickets) {
        expect(status.get(ticket.clientOrderId)).toBe(ticket.status)
        expect(['denied', 'filled', 'canceled']).toContain(ticket.status)
        expect(ticket.isOpen).toBe(false)
        expect(ticket.reason === null).toBe(ticket.status === 'filled')
      }
    })
  })

  it('E8: conserves cash and quantity, never overdrawn and never short', async () => {
    await each(({ cash: start }, { result }) => {
      let cash = BigInt(start) * CENTI_MICRO
      let held = 0
      for (const { side, quantity, price, fee } of result.fills) {
        const notional = BigInt(price / QUARTERS.tickSize) * BigInt(lotsOf(quantity)) * MONEY_PER_TICK_LOT
        cash += (side === 'buy' ? -notional : notional) - moneyOf(fee)
        held += side === 'buy' ? lotsOf(quantity) : -lotsOf(quantity)
        expect(cash).toBeGreaterThanOrEqual(0n)
        expect(held).toBeGreaterThanOrEqual(0)
      }
      expect(result.finalCash).toBe(textOf(cash))
      const mark = result.equity.prices[QUARTERS.id]?.at(-1) as number
      expect(result.finalEquity).toBeCloseTo(Number(textOf(cash)) + (held * mark) / 10, 7)
    })
  })
})

async function compare(
  cases: fc.Arbitrary<VenueCase>,
  seed: number | undefined,
  numRuns: number,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const { result, tickets } = await runScript(given)
      const accepted = given.script.map((_, i) => tickets[i]?.status !== 'denied')
      const expected = referenceVenue(given.events, given.script, accepted, {
        model: given.model,
        cash: BigInt(given.cash) * CENTI_MICRO,
        moneyPerTickLot: MONEY_PER_TICK_LOT,
        maker: BigInt(given.maker),
        taker: BigInt(given.taker),
      })
      expect(outcomeOf({ result, tickets, events: [] })).toEqual(plain(expected))
      for (const [name, count] of Object.entries(expected.cases)) counts[name] = (counts[name] ?? 0) + count
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  )
  return counts
}

function outcomeOf({ result, tickets }: ScriptRun): unknown {
  const indexOf = (id: string): number => tickets.findIndex(({ clientOrderId }) => clientOrderId === id)
  return {
    fills: result.fills.map(({ clientOrderId, ts, quantity, price, liquidity, fee }) => ({
      order: indexOf(clientOrderId),
      ts,
      lots: lotsOf(quantity),
      price: price / QUARTERS.tickSize,
      liquidity,
      fee: moneyOf(fee),
    })),
    orders: tickets.flatMap(({ status, reason, leavesQty }, index) =>
      status === 'denied' ? [] : [{ index, status, reason, left: lotsOf(leavesQty) }],
    ),
    cash: result.finalCash,
  }
}

function plain({ fills, orders, cash }: ReferenceOutcome): unknown {
  const sorted = [...orders].sort((a, b) => a.index - b.index)
  return {
    fills,
    orders: sorted.map(({ index, status, reason, left }) => ({ index, status, reason, left })),
    cash: textOf(cash),
  }
}

async function each(check: (given: VenueCase, run: ScriptRun) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.oneof(barCase, printCase), async (given) => check(given, await runScript(given))),
    { numRuns: 100 },
  )
}

function statusAfter(type: string, leavesQty: number): OrderStatus {
  switch (type) {
    case 'OrderDenied':
      return 'denied'
    case 'OrderSubmitted':
      return 'submitted'
    case 'OrderAccepted':
      return 'accepted'
    case 'OrderTriggered':
      return 'triggered'
    case 'OrderCanceled':
      return 'canceled'
    default:
      return leavesQty === 0 ? 'filled' : 'partially_filled'
  }
}

function lotsOf(quantity: number): number {
  return Math.round(quantity * 10)
}

function moneyOf(value: number): bigint {
  return BigInt(Math.round(value * 1e8))
}

function textOf(money: bigint): string {
  const digits = String(money).padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`
}
