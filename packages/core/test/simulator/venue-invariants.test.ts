import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canMoveTo, type OrderStatus } from '../../src/index.js'
import type { VenueEvent } from './reference-script.js'
import { QUARTERS, runScript, type ScriptRun } from './run-script.js'
import { anyBarCase, anyPrintCase, barCase, printCase, type VenueCase } from './venue-markets.js'
import { CENTI_MICRO, lotsOf, MONEY_PER_TICK_LOT, moneyOf, textOf } from './venue-money.js'

describe('every run of the simulated venue', () => {
  it('fills no order through its limit, before its decision, twice, or beyond its size (E1, E4)', async () => {
    await each(({ script, events }, { result, tickets }) => {
      const filled = new Map<string, number>()
      for (const fill of result.fills) {
        const index = tickets.findIndex(({ clientOrderId }) => clientOrderId === fill.clientOrderId)
        const ticket = tickets[index]
        const limit = ticket?.limitPrice ?? null
        const isBound = limit !== null && script[index]?.change === undefined && ticket?.type !== 'market_to_limit'
        if (isBound) expect(fill.side === 'buy' ? fill.price <= limit : fill.price >= limit).toBe(true)
        const decision = events[script[index]?.at ?? -1] as VenueEvent
        expect(fill.ts).toBeGreaterThanOrEqual(decision.kind === 'bar' ? decision.closeTime : decision.ts)
        filled.set(fill.clientOrderId, lotsOf(fill.quantity) + (filled.get(fill.clientOrderId) ?? 0))
      }
      tickets.forEach((ticket, i) => {
        expect(lotsOf(ticket.filledQty)).toBe(filled.get(ticket.clientOrderId) ?? 0)
        const { link, change } = script[i] ?? {}
        if (link === undefined && change === undefined && !ticket.reduceOnly)
          expect(lotsOf(ticket.filledQty) + lotsOf(ticket.leavesQty)).toBe(script[i]?.lots)
        expect(lotsOf(ticket.filledQty) + lotsOf(ticket.leavesQty)).toBe(lotsOf(ticket.quantity))
        expect(ticket.filledQty === ticket.quantity && ticket.quantity > 0).toBe(ticket.status === 'filled')
      })
    })
  })

  it('moves every order forward only, and leaves it in a final state (E1)', async () => {
    await each((_, { tickets, events }) => {
      const status = new Map<string, OrderStatus>()
      const left = new Map<string, number>()
      const last = new Map<string, number>()
      for (const event of events) {
        const before = status.get(event.clientOrderId) ?? 'initialized'
        if (event.type === 'OrderUpdated') left.delete(event.clientOrderId)
        if (event.type === 'OrderUpdated' || event.type === 'OrderModifyRejected') continue
        const after = statusAfter(event.type, 'leavesQty' in event ? event.leavesQty : 0)
        expect(canMoveTo(before, after)).toBe(true)
        status.set(event.clientOrderId, after)
        if (event.type === 'OrderFilled') {
          expect(event.leavesQty).toBeLessThan(left.get(event.clientOrderId) ?? Infinity)
          left.set(event.clientOrderId, event.leavesQty)
        }
        // Of one order: a fill at a bar's open bears its open time, another order may have expired within the bar.
        expect(event.ts).toBeGreaterThanOrEqual(last.get(event.clientOrderId) ?? -Infinity)
        last.set(event.clientOrderId, event.ts)
      }
      for (const ticket of tickets) {
        expect(status.get(ticket.clientOrderId)).toBe(ticket.status)
        expect(['denied', 'rejected', 'filled', 'canceled', 'expired']).toContain(ticket.status)
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

async function each(check: (given: VenueCase, run: ScriptRun) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.oneof(barCase, printCase, anyBarCase, anyPrintCase), async (given) =>
      check(given, await runScript(given)),
    ),
    { numRuns: 120 },
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
    case 'OrderRejected':
      return 'rejected'
    case 'OrderExpired':
      return 'expired'
    default:
      return leavesQty === 0 ? 'filled' : 'partially_filled'
  }
}
