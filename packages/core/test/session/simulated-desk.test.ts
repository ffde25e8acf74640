import fc from 'fast-check'
import { plainOrder } from '../../src/orders/plain-order.js'
import { describe, expect, it } from 'vitest'
import { instrument, type OrderReason, type OrderRequest, type OrderSize, type OrderTicket } from '../../src/index.js'
import { barRows, COIN, flatBarRows, recordedBars } from './recorded-rows.js'
import { runBars } from './run-bars.js'

describe('sizes of orders', () => {
  it('floor to the lot at the price of the decision', async () => {
    const sizes = await quantitiesOf([
      { quantity: 1.2 },
      { notional: 100 },
      { notional: 100.99 },
      { weight: 0.1 },
      { weight: 0.5 },
    ])
    expect(sizes).toEqual([1.2, 3.3, 3.3, 3.3, 16.6])
  })

  it('keep what fees and a gap of 1 % could cost, unless another reserve is stated', async () => {
    // 1000 / (30 x 1.001 x 1.01) = 32.97; 1000 / (30 x 1.001 x 1.05) = 31.7; 1000 / 30.03 = 33.3
    const fees = { taker: 0.001 }
    for (const [gapReserve, quantity] of [
      [undefined, 32.9],
      [0.05, 31.7],
      [0, 33.3],
    ] as const) {
      const given = gapReserve === undefined ? {} : { gapReserve }
      const { orders, policies } = await runBars(
        [30, 30],
        ({ orders }, i) => void (i === 0 && orders.buy({ weight: 1 })),
        { fees, ...given },
      )
      expect(orders[0]?.quantity).toBe(quantity)
      expect(policies.find(({ name }) => name === 'gapReserve')?.value).toBe(String(gapReserve ?? 0.01))
    }
  })

  it('need no reserve for a gap where a limit caps the price', async () => {
    const { orders } = await runBars(
      [30, 30],
      ({ orders }, i) => void (i === 0 && orders.buy({ weight: 1, limit: 30 })),
    )
    expect(orders[0]?.quantity).toBe(33.3)
  })

  it('leave nothing for a second purchase that open ones have spoken for', async () => {
    const { orders, fills } = await runBars([30, 30, 30], ({ orders }, i) => {
      if (i > 0) return
      orders.buy({ weight: 1 })
      orders.buy({ weight: 1 })
      orders.buy({ quantity: 1 })
    })
    expect(orders.map(({ reason }) => reason)).toEqual([null, 'below_one_lot', 'insufficient_balance'])
    expect(fills).toHaveLength(1)
  })
})

describe('what an order may not be', () => {
  const cases: readonly (readonly [OrderRequest, OrderReason])[] = [
    [{ quantity: NaN }, 'bad_quantity'],
    [{ quantity: -1 }, 'bad_quantity'],
    [{ quantity: 0 }, 'bad_quantity'],
    [{ quantity: -0 }, 'bad_quantity'],
    [{ quantity: Infinity }, 'bad_quantity'],
    [{ quantity: 5e-324 }, 'bad_quantity'],
    [{ quantity: 1e308 }, 'off_lot'],
    [{ quantity: 0.15 }, 'off_lot'],
    [{ quantity: 0.1 + 1e-9 }, 'off_lot'],
    [{ notional: NaN }, 'bad_quantity'],
    [{ notional: -5 }, 'bad_quantity'],
    [{ notional: 1e308 }, 'bad_quantity'],
    [{ notional: 2.9 }, 'below_one_lot'],
    [{ weight: NaN }, 'bad_quantity'],
    [{ weight: -0.5 }, 'bad_quantity'],
    [{ weight: 1e308 }, 'bad_quantity'],
    [{ weight: 1e-9 }, 'below_one_lot'],
    [{}, 'bad_quantity'],
    [{ quantity: 1, weight: 0.5 }, 'bad_quantity'],
    [{ quantity: 1, limit: NaN }, 'bad_price'],
    [{ quantity: 1, limit: 0 }, 'bad_price'],
    [{ quantity: 1, limit: -0 }, 'bad_price'],
    [{ quantity: 1, limit: -30 }, 'bad_price'],
    [{ quantity: 1, limit: Infinity }, 'bad_price'],
    [{ quantity: 1, limit: 1e308 }, 'off_tick'],
    [{ quantity: 1, limit: 30.005 }, 'off_tick'],
    [{ quantity: 1, stop: NaN }, 'bad_price'],
    [{ quantity: 1, stop: 30.001 }, 'off_tick'],
    [{ quantity: 1, stop: 31, limit: 31.0001 }, 'off_tick'],
    [{ weight: 0.5, limit: NaN }, 'bad_price'],
    [{ weight: 0.5, stop: -1 }, 'bad_price'],
    [{ quantity: 34 }, 'insufficient_balance'],
    [{ quantity: 10, limit: 101 }, 'insufficient_balance'],
  ]

  it.each(cases)('E9: a purchase of %j is denied as %s and never traded', async (request, reason) => {
    let ticket: OrderTicket | null = null
    const { fills, orders } = await runBars(
      [30, 31, 29],
      ({ orders }, i) => void (i === 0 && (ticket = orders.buy(request))),
    )
    expect(ticket).toMatchObject({ status: 'denied', reason, isOpen: false, filledQty: 0 })
    expect(orders).toEqual([plainOrder(ticket!)])
    expect(fills).toEqual([])
  })

  it('E9: prices and quantities within 1e-9 of a step are on it', async () => {
    const { orders } = await runBars(
      [30, 30],
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 0.1 + 0.2, limit: 10.1 + 0.2 })),
    )
    expect(orders[0]).toMatchObject({ status: 'canceled', reason: 'end_of_run', quantity: 0.3 })
  })

  it('E9: nothing is sold that is not held or bought by an open order', async () => {
    const { orders } = await runBars([30, 30, 30], ({ orders }, i) => {
      if (i === 0) {
        orders.sell({ quantity: 1 })
        orders.buy({ quantity: 1 })
        orders.sell({ quantity: 1, stop: 20 })
        orders.sell({ quantity: 1.1, stop: 20 })
      }
    })
    expect(orders.map(({ reason }) => reason)).toEqual(['short_not_allowed', null, 'end_of_run', 'short_not_allowed'])
  })

  it('E9: an order below the least notional is denied, priced at its limit', async () => {
    const dear = instrument({
      symbol: 'DEAR/USD',
      venue: 'test',
      quote: 'USD',
      tickSize: 0.01,
      lotSize: 0.1,
      minNotional: 10,
    })
    const { orders } = await runBars(recordedBars(flatBarRows([30, 30]), '1m', { of: dear }), ({ orders }, i) => {
      if (i > 0) return
      orders.buy({ quantity: 0.3 })
      orders.buy({ quantity: 0.4 })
      orders.buy({ quantity: 0.4, limit: 24.99 })
    })
    expect(orders.map(({ reason }) => reason)).toEqual(['below_min_notional', null, 'below_min_notional'])
  })

  it('open orders have a bound', async () => {
    const { orders } = await runBars(
      [30, 30, 30],
      ({ orders }, i) => {
        if (i > 1) return
        for (let n = 0; n < 3; n++) orders.buy({ quantity: 0.1, limit: 1 })
        expect(orders.open).toHaveLength(2)
        if (i === 1) orders.cancelAll()
      },
      { maxOpenOrders: 2 },
    )
    expect(orders.map(({ reason }) => reason)).toEqual([
      'by_user',
      'by_user',
      ...Array<string>(4).fill('too_many_orders'),
    ])
  })

  it('E9: no size whatever overdraws the account or sells short', async () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 50 }), fc.constantFrom(-0, 0.1, 1, 33.3, 1e308))
    const size = fc.record({ quantity: number, notional: number, weight: number }, { requiredKeys: [] })
    const request = fc.record({ quantity: number, weight: number, limit: number, stop: number }, { requiredKeys: [] })
    const action = fc.oneof(
      fc.tuple(fc.constantFrom('buy' as const, 'sell' as const), request),
      fc.tuple(fc.constant('target' as const), size),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 20 }), async (actions) => {
        const prices = Array.from({ length: 22 }, (_, i) => 30 + ((i * 7) % 5))
        const result = await runBars(prices, ({ orders, account, position }, i) => {
          expect(account.cash).toBeGreaterThanOrEqual(0)
          expect(position.quantity).toBeGreaterThanOrEqual(0)
          const next = actions[i]
          if (next === undefined) return
          if (next[0] === 'target') orders.target(next[1])
          else orders[next[0]](next[1])
        })
        for (const { status } of result.orders) expect(['denied', 'filled', 'canceled']).toContain(status)
      }),
      { numRuns: 200 },
    )
  })
})

describe('targets', () => {
  it('E3: asked for twice, trade once', async () => {
    const sizes: OrderSize[] = [{ weight: 1 }, { weight: 0.5 }, { notional: 500 }, { quantity: 3 }]
    for (const size of sizes) {
      const { orders, fills } = await runBars([30, 30], ({ orders }, i) => {
        if (i > 0) return
        expect(orders.target(size)).not.toBeNull()
        expect(orders.target(size)).toBeNull()
        expect(orders.target(size)).toBeNull()
      })
      expect(orders).toHaveLength(1)
      expect(fills).toHaveLength(1)
    }
  })

  it('E3: a close asked for twice sells once', async () => {
    const { fills } = await runBars([30, 30, 30, 30], ({ orders }, i) => {
      if (i === 0) expect(orders.close()).toBeNull()
      if (i === 0) orders.buy({ quantity: 2 })
      if (i !== 1) return
      expect(orders.close()).toMatchObject({ side: 'sell', quantity: 2 })
      expect(orders.close()).toBeNull()
      expect(orders.target({ weight: 0 })).toBeNull()
    })
    expect(fills.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 2],
      ['sell', 2],
    ])
  })

  it('trade the difference to what is held and coming', async () => {
    const { orders } = await runBars([30, 30, 30, 30], ({ orders, position }, i) => {
      if (i === 0) orders.target({ quantity: 5 })
      if (i === 1) orders.target({ quantity: 2 })
      if (i === 1) orders.target({ quantity: 7 })
      if (i === 2) expect(position.quantity).toBe(7)
    })
    expect(orders.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 5],
      ['sell', 3],
      ['buy', 5],
    ])
  })

  it('E9: a size that makes no sense is denied, not taken for nothing', async () => {
    const sizes: OrderSize[] = [{}, { quantity: NaN }, { weight: -1 }, { quantity: 0.15 }, { quantity: 0, weight: 0.5 }]
    const { orders, fills } = await runBars([30, 30, 30, 30], ({ orders }, i) => {
      if (i === 0) orders.buy({ quantity: 1 })
      if (i === 1) for (const size of sizes) expect(orders.target(size)).toMatchObject({ status: 'denied' })
    })
    expect(orders.slice(1).map(({ reason }) => reason)).toEqual([
      'bad_quantity',
      'bad_quantity',
      'bad_quantity',
      'off_lot',
      'bad_quantity',
    ])
    expect(fills).toHaveLength(1)
  })
})

describe('tickets', () => {
  it('follow their order, stand in order of sending, and end when canceled', async () => {
    let first: OrderTicket | null = null
    await runBars([30, 30, 30], ({ orders }, i) => {
      if (i === 0) {
        first = orders.buy({ quantity: 1, limit: 20, tag: 'dip' })
        orders.buy({ quantity: 2, stop: 40 })
        orders.buy({ quantity: 3, limit: 25 })
        expect(orders.open.map(({ quantity }) => quantity)).toEqual([1, 2, 3])
        expect(first).toMatchObject({ type: 'limit', status: 'accepted', isOpen: true, tag: 'dip', avgPrice: null })
      }
      if (i !== 1) return
      orders.cancel(first as OrderTicket)
      orders.cancel(first as OrderTicket)
      expect(first).toMatchObject({ status: 'canceled', reason: 'by_user', isOpen: false })
      orders.cancelAll()
      expect(orders.open).toEqual([])
    })
  })

  it('of another instrument or none are refused', async () => {
    const stranger = { ...COIN } as unknown as OrderTicket
    await expect(runBars([30], ({ orders }) => orders.cancel(stranger))).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
    })
  })

  it('average the prices of their fills', async () => {
    const rows = barRows([
      [30, 30, 30, 30],
      [31, 33, 29, 32],
    ])
    const { orders } = await runBars(
      recordedBars(rows),
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 2 })),
    )
    expect(orders[0]).toMatchObject({ avgPrice: 31, filledQty: 2, leavesQty: 0, status: 'filled' })
  })
})

async function quantitiesOf(sizes: readonly OrderSize[]): Promise<number[]> {
  return Promise.all(
    sizes.map(async (size) => {
      const { orders } = await runBars([30, 30], ({ orders: desk }, i) => void (i === 0 && desk.buy(size)))
      return orders[0]?.filledQty ?? NaN
    }),
  )
}
