import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderEvent, OrderStatus } from '../../src/index.js'
import type { ReferenceOutcome } from './reference-script.js'
import { referenceVenue } from './reference-venue.js'
import { QUARTERS, runScript, type ScriptRun } from './run-script.js'
import { CENTI_MICRO, lotsOf, MONEY_PER_TICK_LOT, moneyOf, textOf } from './venue-money.js'
import {
  anyBarCase,
  anyPrintCase,
  auctionBarCase,
  auctionPrintCase,
  barCase,
  hedgedBarCase,
  hedgedPrintCase,
  printCase,
  type VenueCase,
} from './venue-markets.js'

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

  it('E4: treats bars and orders of every kind alike, alone and linked', async () => {
    const cases = await compare(anyBarCase, 3, 600)
    const hard = [
      'DAY expired',
      'GTD expired',
      'change of price lost priority',
      'larger size lost priority',
      'smaller size kept priority',
      'child met the price at which its entry filled',
      'if-touched woken',
      'oco: the other could have filled too',
      'ouo: the other could have filled too',
      'post-only rejected',
      'reduce-only rejected',
      'reduce-only shrunk',
      'trail deaf to the flattering extreme',
      'trail moved and triggered',
      'trail waited for its activation',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 3)).toEqual([])
  })

  it('E4: treats prints and orders of every kind alike, alone and linked', async () => {
    const cases = await compare(anyPrintCase, 4, 600)
    const hard = [
      'DAY expired',
      'GTD expired',
      'an exit ended the rest of its entry',
      'change of price lost priority',
      'iceberg renewed',
      'if-touched woken',
      'oco: the other could have filled too',
      'ouo: the other could have filled too',
      'bracket: the other could have filled too',
      'partial bracket',
      'partial oto',
      'post-only rejected',
      'reduce-only rejected',
      'reduce-only shrunk',
      'the other one updated',
      'the rest became a limit',
      'trail moved and triggered',
      'trail waited for its activation',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 3)).toEqual([])
  })

  it('E4: treats orders at the open and the close alike, on bars', async () => {
    const cases = await compare(auctionBarCase, 5, 600)
    const hard = [
      'CLS at its very limit',
      'CLS expired',
      'CLS filled',
      'CLS filled, linked',
      'CLS waited for another session',
      'OPG at its very limit',
      'OPG expired',
      'OPG filled',
      'OPG filled, linked',
      'OPG waited for another session',
      'a bar as long as its session',
      'close told by the bar after it',
      'close told by the clock',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 5)).toEqual([])
  })

  it('E4: treats orders at the open and the close alike, on prints', async () => {
    const cases = await compare(auctionPrintCase, 6, 1_000)
    const hard = [
      'CLS at its very limit',
      'CLS cut by size',
      'CLS expired',
      'CLS filled',
      'CLS filled, linked',
      'CLS waited for another session',
      'OPG at its very limit',
      'OPG cut by size',
      'OPG expired',
      'OPG filled',
      'OPG filled, linked',
      'OPG waited for another session',
      'a print at the very end of a session',
      'close told by the clock',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 3)).toEqual([])
  })

  it('E4: treats orders for two positions alike, on bars and prints', async () => {
    const cases = await compare(fc.oneof(hedgedBarCase, hedgedPrintCase), 7, 800)
    const hard = [
      'bracket: the other could have filled too',
      'cut by position',
      'exit of a bracket shrunk',
      'long and short alike',
      'partial bracket',
      'reduce-only rejected',
      'reduce-only shrunk',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 5)).toEqual([])
  })

  it('agrees on markets that no seed has fixed', async () => {
    await compare(
      fc.oneof(
        barCase,
        printCase,
        anyBarCase,
        anyPrintCase,
        auctionBarCase,
        auctionPrintCase,
        hedgedBarCase,
        hedgedPrintCase,
      ),
      undefined,
      100,
    )
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
      const { result, tickets, events } = await runScript(given)
      const accepted = given.script.map((_, i) => tickets[i]?.status !== 'denied')
      const expected = referenceVenue(
        given.events,
        given.script,
        accepted,
        {
          model: given.model,
          cash: BigInt(given.cash) * CENTI_MICRO,
          moneyPerTickLot: MONEY_PER_TICK_LOT,
          maker: BigInt(given.maker),
          taker: BigInt(given.taker),
          dayMs: given.dayMs,
          hedge: given.hedge ?? false,
          ...(given.sessions === undefined ? {} : { sessions: given.sessions }),
        },
        given.script.map((_, i) => !isRefusedByDesk(events, tickets[i]?.clientOrderId)),
      )
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
    orders: tickets.flatMap(({ status, reason, leavesQty, limitPrice, stopPrice, trail }, index) => {
      if (status === 'denied') return []
      const prices = { limit: ticksOf(limitPrice), stop: ticksOf(stopPrice) }
      return [{ index, status, reason, left: lotsOf(leavesQty), ...(isUnseen(status, trail) ? {} : prices) }]
    }),
    cash: result.finalCash,
  }
}

function plain({ fills, orders, cash }: ReferenceOutcome): unknown {
  const sorted = [...orders].sort((a, b) => a.index - b.index)
  return {
    fills,
    orders: sorted.map(({ index, status, reason, left, limit, stop, terms: { trail } }) => ({
      index,
      status,
      reason,
      left,
      ...(isUnseen(status, trail) ? {} : { limit, stop }),
    })),
    cash: textOf(cash),
  }
}

function isRefusedByDesk(events: readonly OrderEvent[], id: string | undefined): boolean {
  return events.some(
    (event) => event.type === 'OrderModifyRejected' && event.clientOrderId === id && event.reason !== 'would_take',
  )
}

/** Where a trailing stop stood inside of the bar that ended it unfilled is nobody's business. */
function isUnseen(status: OrderStatus, trail: object | null | undefined): boolean {
  return status === 'canceled' && trail !== null && trail !== undefined
}

function ticksOf(price: number | null): number | null {
  return price === null ? null : price / QUARTERS.tickSize
}
