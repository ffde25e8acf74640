import { describe, expect, it } from 'vitest'
import { backtest, strategy, trades, type BracketTickets, type OrderDesk, type OrderTicket } from '../../src/index.js'
import { barRows, recordedBars, recordedTrades } from './recorded-rows.js'
import { runBars, type OnBar } from './run-bars.js'

const still = [100, 100, 100, 100] as const

describe('a bracket', () => {
  it('lets its exits live from the fill of the entry on, and says how they hang together', async () => {
    const { tickets } = await bracketOnBars([still, still, still])
    const { entry, takeProfit, stopLoss } = tickets
    expect(entry).toMatchObject({ status: 'filled', contingency: { type: 'OTO', parentId: null } })
    expect(entry.contingency?.linkedIds).toEqual([takeProfit?.clientOrderId, stopLoss?.clientOrderId])
    expect(takeProfit).toMatchObject({ side: 'sell', quantity: 2, limitPrice: 105, reduceOnly: true })
    expect(takeProfit?.contingency).toEqual({
      type: 'OUO',
      parentId: entry.clientOrderId,
      linkedIds: [stopLoss?.clientOrderId],
    })
    expect(stopLoss).toMatchObject({ type: 'stop_market', reason: 'end_of_run' })
  })

  it('E4: never fills both exits: in a bar that meets either, the path decides', async () => {
    for (const [barPath, price] of [
      ['adverse', 95],
      ['ohlc', 105],
    ] as const) {
      const { tickets, fills } = await bracketOnBars([still, [100, 110, 90, 100]], { barPath })
      expect(fills.map((fill) => fill.price)).toEqual([100, price])
      const ends = [tickets.takeProfit, tickets.stopLoss].map((exit) => exit?.status)
      expect(new Set(ends)).toEqual(new Set(['canceled', 'filled']))
    }
  })

  it('meets the rest of the bar in which its entry filled', async () => {
    const { fills } = await bracketOnBars([still, [100, 101, 90, 99]], {}, { limit: 98 })
    expect(fills.map(({ side, price }) => [side, price])).toEqual([
      ['buy', 98],
      ['sell', 95],
    ])
  })

  it('is sent whole or not at all', async () => {
    const statuses = await acted(({ orders }) => {
      const off = orders.bracket({ side: 'buy', quantity: 1, takeProfit: { limit: 105.001 }, stopLoss: { stop: 95 } })
      const dear = orders.bracket({ side: 'buy', quantity: 1e6, stopLoss: { stop: 95 } })
      return [off.entry, off.takeProfit, off.stopLoss, dear.entry, dear.stopLoss]
    })
    expect(statuses).toEqual([
      'denied contingency',
      'denied off_tick',
      'denied contingency',
      'denied insufficient_balance',
      'denied contingency',
    ])
  })

  it('asks for exits that can be, on the right sides', async () => {
    const wrong = [
      [{}, 'takeProfit, stopLoss was undefined, expected at least one of the two'],
      [{ takeProfit: { stop: 90 } }, 'takeProfit was an object, expected a limit, a touch, or both'],
      [{ stopLoss: { limit: 90 } }, 'stopLoss was an object, expected a stop'],
      [{ takeProfit: { limit: 90 }, stopLoss: { stop: 95 } }, 'takeProfit was 90, expected a price above that of'],
      [{ takeProfit: { limit: 105, quantity: 1 } }, 'there is no parameter "quantity"'],
    ] as const
    for (const [exits, message] of wrong) {
      const failure = await runBars([30, 30], ({ orders }) => {
        orders.bracket({ side: 'buy', quantity: 1, ...exits })
      }).catch(String)
      expect(failure).toContain(message)
    }
  })

  it('ends with its entry, and with the position that it protects', async () => {
    const first = await bracketOnBars([still, still, still], {}, { limit: 50 }, ({ orders }, i, { entry }) => {
      if (i === 1) expect(orders.open).toHaveLength(3)
      if (i === 1) orders.cancel(entry)
    })
    expect(statusesOf(Object.values(first.tickets))).toEqual([
      'canceled by_user',
      'canceled contingency',
      'canceled contingency',
    ])
    const second = await bracketOnBars([still, still, still, still], {}, {}, ({ orders }, i) => {
      if (i === 1) orders.close()
    })
    expect(statusesOf(Object.values(second.tickets))).toEqual([
      'filled null',
      'canceled reduce_only',
      'canceled contingency',
    ])
  })

  it('grows with its entry, and ends the rest of it with the first fill of an exit', async () => {
    const sizes: (readonly number[])[] = []
    const { tickets, fills } = await onPrints(
      [
        [100, 9],
        [99, 2],
        [99, 3],
        [106, 1],
        [106, 9],
      ],
      (orders) =>
        orders.bracket({ side: 'buy', quantity: 10, limit: 100, takeProfit: { limit: 105 }, stopLoss: { stop: 95 } }),
      ({ takeProfit, stopLoss }) => sizes.push([takeProfit, stopLoss].map((exit) => exit?.quantity ?? NaN)),
    )
    expect(sizes.slice(1, 4)).toEqual([
      [2, 2],
      [5, 5],
      [5, 4],
    ])
    expect(statusesOf([tickets.entry])).toEqual(['canceled contingency'])
    expect(fills.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 2],
      ['buy', 3],
      ['sell', 1],
      ['sell', 4],
    ])
  })
})

describe('linked orders', () => {
  it('E4: one of two that the same print meets cancels the other', async () => {
    const { tickets, fills } = await onPrints(
      [
        [100, 9],
        [100, 9],
        [90, 9],
      ],
      (orders) =>
        orders.oco([
          { side: 'buy', quantity: 1, limit: 95 },
          { side: 'buy', quantity: 1, limit: 96 },
        ]),
      () => undefined,
    )
    expect(statusesOf(tickets)).toEqual(['canceled contingency', 'filled null'])
    expect(fills).toHaveLength(1)
  })

  it('lose what another fills, and end with it', async () => {
    const left: number[] = []
    const { tickets } = await onPrints(
      [
        [100, 9],
        [100, 9],
        [90, 2],
        [97, 9],
      ],
      (orders) =>
        orders.ouo([
          { side: 'buy', quantity: 5, limit: 95 },
          { side: 'buy', quantity: 5, stop: 150 },
        ]),
      ([, second]) => left.push(second?.leavesQty ?? NaN),
    )
    expect(left).toEqual([5, 5, 3, 3])
    expect(tickets[1]?.contingency).toEqual({ type: 'OUO', parentId: null, linkedIds: ['prints-1'] })
  })

  it('end when one is canceled, and need two', async () => {
    const statuses = await acted(({ orders }) => {
      const pair = orders.oco([
        { side: 'buy', quantity: 1, limit: 50 },
        { side: 'buy', quantity: 1, stop: 150 },
      ])
      orders.cancel(pair[1] as OrderTicket)
      return pair
    })
    expect(statuses).toEqual(['canceled contingency', 'canceled by_user'])
    const failure = await runBars([30, 30], ({ orders }) => void orders.ouo([])).catch(String)
    expect(failure).toContain('orders.ouo: requests was an array of 0, expected two or more.')
  })

  it('have room for all, or none', async () => {
    const { orders } = await runBars(
      [30, 30],
      ({ orders }, i) => {
        if (i > 0) return
        orders.oto({ side: 'buy', quantity: 1, limit: 20 }, [{ side: 'sell', limit: 40 }])
        orders.oco([
          { side: 'buy', quantity: 1, limit: 20 },
          { side: 'buy', quantity: 1, limit: 21 },
        ])
      },
      { maxOpenOrders: 3 },
    )
    expect(statusesOf(orders)).toEqual([
      'canceled end_of_run',
      'canceled end_of_run',
      'denied too_many_orders',
      'denied too_many_orders',
    ])
  })

  it('expire while they wait for their entry', async () => {
    const statuses = await acted(({ orders, now }) => {
      const { entry, children } = orders.oto({ side: 'buy', quantity: 1, limit: 50 }, [
        { side: 'sell', limit: 120, expireTs: now + 5 },
      ])
      return [entry, ...children]
    })
    expect(statuses).toEqual(['canceled end_of_run', 'expired expired'])
  })
})

async function bracketOnBars(
  bars: readonly (readonly [number, number, number, number])[],
  fills: object = {},
  entry: object = {},
  then: (context: Parameters<OnBar>[0], i: number, tickets: BracketTickets) => void = () => undefined,
): Promise<{ readonly tickets: BracketTickets; readonly fills: Awaited<ReturnType<typeof runBars>>['fills'] }> {
  let tickets: BracketTickets | undefined
  const onBar: OnBar = (context, i) => {
    tickets ??= context.orders.bracket({
      side: 'buy',
      quantity: 2,
      ...entry,
      takeProfit: { limit: 105 },
      stopLoss: { stop: 95 },
    })
    then(context, i, tickets)
  }
  const result = await runBars(recordedBars(barRows(bars), '1m'), onBar, { fills, cash: 10_000 })
  return { tickets: tickets as BracketTickets, fills: result.fills }
}

async function acted(act: (context: Parameters<OnBar>[0]) => readonly (OrderTicket | null)[]): Promise<string[]> {
  let tickets: readonly (OrderTicket | null)[] = []
  await runBars(recordedBars(barRows([still, still, still]), '1m'), (context, i) => {
    if (i === 0) tickets = act(context)
  })
  return statusesOf(tickets)
}

async function onPrints<T>(
  prints: readonly (readonly [number, number])[],
  send: (orders: OrderDesk) => T,
  look: (tickets: T) => unknown,
): Promise<{ readonly tickets: T; readonly fills: Awaited<ReturnType<typeof runBars>>['fills'] }> {
  let tickets: T | undefined
  const watching = strategy({
    name: 'prints',
    data: { main: trades() },
    onTrade({ orders }) {
      tickets ??= send(orders)
      look(tickets)
    },
  })
  const main = recordedTrades(prints.map(([price, size], ts) => ({ ts, price, size })))
  const { fills } = await backtest({ strategy: watching, data: { main }, account: { USD: 10_000 } }).result
  return { tickets: tickets as T, fills }
}

function statusesOf(tickets: readonly (OrderTicket | null)[]): string[] {
  return tickets.map((ticket) => `${ticket?.status} ${ticket?.reason}`)
}
