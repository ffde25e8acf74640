import { describe, expect, it } from 'vitest'
import { backtest, bars, instrument, strategy, trades, type BacktestResult } from '../../src/index.js'
import { marginAccount } from '../../src/portfolio/accounts.js'
import { linear, perpetual, runOnMargin } from './margin-run.js'
import { barRows, flatBarRows, MINUTE, recordedBars, recordedTrades } from './recorded-rows.js'

describe('a run that is not backed any more', () => {
  it('is closed by force within a bar at the liquidation price, its orders with it, before the target beyond', async () => {
    const {
      orders,
      trades: trips,
      accountEvents,
      warnings,
      finalCash,
    } = await runOnMargin(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [100, 120, 80, 110],
        [110, 110, 110, 110],
      ]),
      ({ orders: desk }, i) => {
        if (i === 0) desk.buy({ quantity: 90 })
        if (i === 1) desk.sell({ quantity: 90, limit: 115 })
      },
    )
    // 1,000 - 90 x (100 - p) = 90 x p x 0.01
    const price = (9_000 - 1_000) / 90 / 0.99
    expect(trips).toHaveLength(1)
    expect(trips[0]?.exitPrice).toBeCloseTo(price, 6)
    expect(orders.map(({ clientOrderId, status, reason }) => [clientOrderId, status, reason])).toEqual([
      ['tested-1', 'filled', null],
      ['tested-2', 'canceled', 'liquidation'],
      ['liquidation-3', 'filled', null],
    ])
    expect(accountEvents.map(({ type }) => type)).toEqual(['PositionLiquidated'])
    expect(warnings.some((line) => line.includes('PositionLiquidated'))).toBe(true)
    expect(Number(finalCash)).toBeCloseTo(90 * price * 0.01, 6)
  })

  it('is not closed by force where its stop stands before', async () => {
    const { orders, accountEvents } = await runOnMargin(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [100, 100, 80, 85],
      ]),
      ({ orders: desk }, i) => {
        if (i === 0) desk.buy({ quantity: 90 })
        if (i === 1) desk.sell({ quantity: 90, stop: 95 })
      },
    )
    expect(orders.map(({ status, avgPrice }) => [status, avgPrice])).toEqual([
      ['filled', 100],
      ['filled', 95],
    ])
    expect(accountEvents).toEqual([])
  })

  it('is closed by force at the open where a bar opens beyond, the fund pays what is missing', async () => {
    const { accountEvents, finalBalances } = await runOnMargin(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [70, 75, 60, 72],
      ]),
      ({ orders: desk }, i) => void (i === 0 && desk.buy({ quantity: 90 })),
    )
    expect(accountEvents).toMatchObject([
      { type: 'PositionLiquidated', price: 70 },
      { type: 'InsurancePaid', amount: 1_700 },
    ])
    expect(finalBalances).toEqual({ USD: '0.00000000' })
  })

  it('on prints is closed by force at the print', async () => {
    const rows = [100, 100, 95, 91, 60, 60].map((price, i) => ({ ts: i * 1_000, price, size: 1_000 }))
    let index = 0
    const tested = strategy({
      name: 'tested',
      data: { main: trades() },
      onTrade: ({ orders }) => void (index++ === 0 && orders.buy({ quantity: 90 })),
    })
    const { accountEvents, trades: trips } = await backtest({
      strategy: tested,
      data: { main: recordedTrades(rows, { of: perpetual }) },
      account: marginAccount({ balances: { USD: 1_000 }, leverage: 10, maintenanceRate: 0.01, marginCall: 1 }),
    }).result
    expect(accountEvents).toMatchObject([
      { type: 'PositionLiquidated', price: 60, ts: 4_000 },
      { type: 'InsurancePaid' },
    ])
    expect(trips[0]).toMatchObject({ exitPrice: 60, exitTs: 4_000 })
  })

  it('tells every instrument at once that a cross account was closed by force', async () => {
    const other = instrument({ ...linear, symbol: 'ETH/USD:USD' })
    const told: unknown[] = []
    const tested = strategy({
      name: 'tested',
      data: { main: bars('1m') },
      onBar({ instrument: { id }, orders, now }) {
        if (now !== MINUTE) return
        if (id === perpetual.id) orders.buy({ quantity: 90 })
        else orders.buy({ quantity: 1, limit: 1 })
      },
      onOrder(event, { instrument: { id }, now }) {
        if (event.type === 'OrderCanceled') told.push([id, event.reason, event.ts, now])
      },
    })
    const main = [
      recordedBars(flatBarRows([100, 100, 80, 80]), '1m', { of: perpetual }),
      recordedBars(flatBarRows([100]), '1m', { of: other }),
    ]
    const account = marginAccount({ balances: { USD: 1_000 }, leverage: 10, maintenanceRate: 0.01 })
    await backtest({ strategy: tested, data: { main }, account }).result
    expect(told).toEqual([[other.id, 'liquidation', 3 * MINUTE, 3 * MINUTE]])
  })

  it('repeats to the last digit, funding and liquidations included', async () => {
    const once = (): Promise<BacktestResult> =>
      runOnMargin(
        flatBarRows([100, 100, 95, 89, 88, 80, 100]),
        ({ orders: desk }, i) => void (i === 0 && desk.buy({ quantity: 90 })),
        { funding: [{ instrumentId: perpetual.id, fundingTime: 2 * MINUTE, rate: 0.0001 }], borrow: { USD: 0.1 } },
      )
    const [first, second] = [await once(), await once()]
    expect([first.digest, first.accountEvents]).toEqual([second.digest, second.accountEvents])
    expect(first.accountEvents.map(({ type }) => type)).toContain('PositionLiquidated')
  })
})
