import {
  backtest,
  bars,
  fromSteps,
  instrument,
  strategy,
  trades,
  type BacktestResult,
  type ChildRequest,
  type Instrument,
  type OrderChange,
  type OrderDesk,
  type OrderEvent,
  type OrderTicket,
  type Recorded,
  type SidedRequest,
} from '../../src/index.js'
import { recordedBars, recordedTrades } from '../session/recorded-rows.js'
import { marginAccount, type AccountModel, type TradingSessions } from '../../src/session/trading.js'
import type { ScriptedChange, ScriptedOrder, ScriptedSessions } from './reference-script.js'
import type { VenueCase } from './venue-markets.js'

/** A tick that doubles hold exactly, so that the nearer of two prices is the same in ticks and in doubles. */
export const QUARTERS: Instrument = instrument({
  symbol: 'QUARTERS/USD',
  venue: 'test',
  quote: 'USD',
  tickSize: 0.25,
  lotSize: 0.1,
})

/** The same as a linear contract. */
const CONTRACTS: Instrument = instrument({
  symbol: 'QUARTERS/USD:USD',
  venue: 'test',
  quote: 'USD',
  tickSize: 0.25,
  lotSize: 0.1,
  contractType: 'linear',
})

export interface ScriptRun {
  readonly result: BacktestResult
  /** One for each order of the script, in its order. */
  readonly tickets: readonly OrderTicket[]
  readonly events: readonly OrderEvent[]
}

/** Runs the script through the public API. */
export async function runScript(given: VenueCase): Promise<ScriptRun> {
  const { script, model } = given
  const tickets: OrderTicket[] = []
  const events: OrderEvent[] = []
  const act = scriptedTurns(script, tickets)
  const scripted = strategy({
    name: 'scripted',
    data: isOfBars(given) ? { main: bars('1m') } : { main: trades() },
    ...(isOfBars(given)
      ? { onBar: ({ orders }: { readonly orders: OrderDesk }) => act(orders) }
      : { onTrade: ({ orders }: { readonly orders: OrderDesk }) => act(orders) }),
  })
  const run = backtest({
    strategy: scripted,
    data: { main: recordingOf(given) },
    account: given.hedge === true ? hedgedAccount(given.cash) : { USD: given.cash },
    fees: { maker: given.maker / 1e7, taker: given.taker / 1e7 },
    fills: model,
    dayEnd: (ts) => (Math.floor(ts / given.dayMs) + 1) * given.dayMs,
    ...(given.sessions === undefined ? {} : { sessions: sessionsOf(given.sessions) }),
  })
  run.events$.subscribe((event) => events.push(event))
  return { result: await run.result, tickets, events }
}

function hedgedAccount(cash: number): AccountModel {
  return marginAccount({ balances: { USD: cash }, positionMode: 'hedge' })
}

function sessionsOf({ period, from, to }: ScriptedSessions): TradingSessions {
  return {
    description: 'scripted',
    of: () => (ts) => {
      const start = (Math.floor((ts - to) / period) + 1) * period
      return { open: start + from, close: start + to }
    },
  }
}

/** What a script does at each turn, with a ticket for each of its orders. */
export function scriptedTurns(script: readonly ScriptedOrder[], tickets: OrderTicket[]): (orders: OrderDesk) => void {
  let turn = 0
  return (orders) => {
    const now = turn++
    script.forEach(({ cancelAt }, i) => {
      const ticket = tickets[i]
      if (cancelAt === now && ticket !== undefined) orders.cancel(ticket)
    })
    script.forEach(({ change }, i) => {
      const ticket = tickets[i]
      if (change?.at === now && ticket !== undefined) orders.modify(ticket, changeOf(change))
    })
    script.forEach((one, i) => {
      const { link } = one
      if (one.at !== now || (link !== undefined && script[i - 1]?.link?.group === link.group)) return
      const group = link === undefined ? [one] : script.filter((other) => other.link?.group === link.group)
      place(orders, group).forEach((ticket, n) => (tickets[i + n] = ticket))
    })
  }
}

function place(orders: OrderDesk, group: readonly ScriptedOrder[]): readonly OrderTicket[] {
  const [first, ...rest] = group as [ScriptedOrder, ...ScriptedOrder[]]
  const { side } = first
  const sized = (one: ScriptedOrder): SidedRequest => ({
    ...termsOf(one),
    side: one.side,
    quantity: quantity(one.lots),
  })
  switch (first.link?.kind) {
    case undefined:
      return [orders[side]({ ...termsOf(first), quantity: quantity(first.lots) })]
    case 'oco':
      return orders.oco(group.map(sized))
    case 'ouo':
      return orders.ouo(group.map(sized))
    case 'oto': {
      const { entry, children } = orders.oto(
        sized(first),
        rest.map((one) => ({ ...termsOf(one), side: one.side })),
      )
      return [entry, ...children]
    }
    case 'bracket': {
      const exit = (role: string): ChildRequest | undefined => {
        const one = rest.find(({ link }) => link?.role === role)
        return one && termsOf(one)
      }
      const bracket = orders.bracket({ ...sized(first), takeProfit: exit('profit'), stopLoss: exit('loss') })
      return [bracket.entry, bracket.takeProfit, bracket.stopLoss].filter((ticket) => ticket !== null)
    }
  }
}

function termsOf(one: ScriptedOrder): ChildRequest {
  const { trail } = one
  const at = (ticks: number | null | undefined): number | undefined =>
    ticks === null || ticks === undefined ? undefined : price(ticks)
  return {
    limit: at(one.limit),
    stop: at(one.stop),
    touch: at(one.touch),
    trail: trail && {
      offset: at(trail.offset),
      fraction: trail.percent === undefined ? undefined : trail.percent / 100,
      activation: at(trail.activation),
      limitOffset: trail.limitOffset === undefined ? undefined : price(trail.limitOffset),
    },
    type: one.toLimit === true ? 'market_to_limit' : undefined,
    timeInForce: one.timeInForce,
    expireTs: one.expireTs,
    postOnly: one.postOnly,
    positionSide: one.leg,
    ...(one.reduceOnly === undefined ? {} : { reduceOnly: one.reduceOnly }),
    displayQty: one.display === undefined ? undefined : quantity(one.display),
  }
}

function changeOf({ lots, limit, stop }: ScriptedChange): OrderChange {
  return {
    quantity: lots === undefined ? undefined : quantity(lots),
    limit: limit === undefined ? undefined : price(limit),
    stop: stop === undefined ? undefined : price(stop),
  }
}

function price(ticks: number): number {
  return fromSteps(ticks, QUARTERS.tickSize)
}

function quantity(lots: number): number {
  return fromSteps(lots, QUARTERS.lotSize)
}

function isOfBars({ events }: VenueCase): boolean {
  return events[0]?.kind === 'bar'
}

function recordingOf(given: VenueCase): Recorded {
  const options = { of: given.hedge === true ? CONTRACTS : QUARTERS }
  if (isOfBars(given)) {
    const rows = given.events.flatMap((event) =>
      event.kind === 'bar'
        ? [
            {
              openTime: event.openTime,
              closeTime: event.closeTime,
              open: price(event.open),
              high: price(event.high),
              low: price(event.low),
              close: price(event.close),
              volume: 1,
            },
          ]
        : [],
    )
    return recordedBars(rows, '1m', options)
  }
  // A size between two lots fills whole lots only.
  const rows = given.events.flatMap((event) =>
    event.kind === 'print'
      ? [{ ts: event.ts, price: price(event.price), size: fromSteps(event.lots, QUARTERS.lotSize) + 0.05 }]
      : [],
  )
  return recordedTrades(rows, options)
}
