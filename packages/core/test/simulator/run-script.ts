import {
  backtest,
  bars,
  fromSteps,
  instrument,
  strategy,
  trades,
  type BacktestResult,
  type Instrument,
  type OrderDesk,
  type OrderEvent,
  type OrderTicket,
  type Recorded,
} from '../../src/index.js'
import { recordedBars, recordedTrades } from '../session/recorded-rows.js'
import type { VenueCase } from './venue-markets.js'

/** A tick that doubles hold exactly, so that the nearer of two prices is the same in ticks and in doubles. */
export const QUARTERS: Instrument = instrument({
  symbol: 'QUARTERS/USD',
  venue: 'test',
  quote: 'USD',
  tickSize: 0.25,
  lotSize: 0.1,
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
  let turn = 0
  const act = (orders: OrderDesk): void => {
    const now = turn++
    script.forEach(({ cancelAt }, i) => {
      const ticket = tickets[i]
      if (cancelAt === now && ticket !== undefined) orders.cancel(ticket)
    })
    script.forEach(({ at, side, lots, limit, stop, timeInForce }, i) => {
      if (at !== now) return
      tickets[i] = orders[side]({
        quantity: fromSteps(lots, QUARTERS.lotSize),
        limit: limit === null ? undefined : fromSteps(limit, QUARTERS.tickSize),
        stop: stop === null ? undefined : fromSteps(stop, QUARTERS.tickSize),
        timeInForce,
      })
    })
  }
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
    account: { USD: given.cash },
    fees: { maker: given.maker / 1e7, taker: given.taker / 1e7 },
    fills: model,
  })
  run.events$.subscribe((event) => events.push(event))
  return { result: await run.result, tickets, events }
}

function isOfBars({ events }: VenueCase): boolean {
  return events[0]?.kind === 'bar'
}

function recordingOf(given: VenueCase): Recorded {
  const price = (ticks: number): number => fromSteps(ticks, QUARTERS.tickSize)
  const options = { of: QUARTERS }
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
