import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import { caught } from '../caught.js'
import type { Context } from './run-bars.js'
import { perpetual, runOnMargin } from './margin-run.js'
import { flatBarRows, MINUTE } from './recorded-rows.js'

describe('a run on margin', () => {
  it('sells short, turns around in one fill, and tells both trades', async () => {
    const orders = ['sell', 'buy', 'sell'] as const
    const {
      trades: trips,
      finalBalances,
      fills,
      statistics,
    } = await runOnMargin(
      flatBarRows([100, 100, 90, 90, 110, 110]),
      ({ orders: desk }, i) => {
        const side = orders[i / 2]
        if (side !== undefined && i % 2 === 0) desk[side]({ quantity: i === 2 ? 20 : 10 })
      },
      {},
      { fees: { taker: 0.001 } },
    )
    expect(fills.map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['sell', 10, 100],
      ['buy', 20, 90],
      ['sell', 10, 110],
    ])
    expect(trips.map(({ side, entryPrice, exitPrice, pnl, fees }) => [side, entryPrice, exitPrice, pnl, fees])).toEqual(
      [
        ['short', 100, 90, 98.1, 1.9],
        ['long', 90, 110, 198, 2],
      ],
    )
    expect(finalBalances).toEqual({ USD: '1296.10000000' })
    expect(statistics.length).toBeGreaterThan(5)
  })

  it('pays funding on what it held at the boundary, and tells it in trade, policy and result', async () => {
    const funding = [1, 2, 3].map((minute) => ({
      instrumentId: perpetual.id,
      fundingTime: minute * MINUTE,
      rate: 0.001,
    }))
    const {
      accountEvents,
      trades: trips,
      policies,
      finalCash,
    } = await runOnMargin(
      flatBarRows([100, 100, 100, 100]),
      ({ orders: desk }, i) => void (i === 0 && desk.sell({ quantity: 10 })),
      { funding },
    )
    // Sold within the second bar: held at the settlements of minutes 2 and 3.
    expect(accountEvents).toMatchObject([
      { type: 'FundingSettled', ts: 2 * MINUTE, amount: 1, quantity: -10 },
      { type: 'FundingSettled', ts: 3 * MINUTE, amount: 1 },
    ])
    expect([trips[0]?.pnl, finalCash]).toEqual([2, '1002.00000000'])
    expect(policies.find(({ name }) => name === 'funding')?.value).toBe('3 settlements')
  })

  it('shows its account and position to the strategy', async () => {
    const seen: unknown[] = []
    await runOnMargin(flatBarRows([100, 100, 110]), ({ orders, account, position }: Context, i) => {
      if (i === 0) orders.buy({ quantity: 10 })
      if (i === 1) orders.buy({ quantity: 10, limit: 90 })
      const { equity, free, locked, marginUsed } = account
      seen.push([
        equity,
        free,
        locked,
        marginUsed,
        position.unrealizedPnl,
        position.liquidationPrice?.toFixed(4) ?? null,
      ])
    })
    expect(seen).toEqual([
      [1_000, 899, 101, 0, 0, null],
      [1_000, 810, 90, 100, 0, null],
      [1_100, 900, 90, 110, 100, null],
    ])
  })

  it('holds a long and a short position at once in hedge mode, and closes each by its side', async () => {
    const { trades: trips, orders } = await runOnMargin(
      flatBarRows([100, 100, 110, 110, 110]),
      ({ orders: desk, position }, i) => {
        if (i === 0) {
          desk.buy({ quantity: 10 })
          desk.sell({ quantity: 4 })
        }
        if (i === 1)
          expect([position.quantity, position.legs?.long.quantity, position.legs?.short.quantity]).toEqual([6, 10, -4])
        if (i === 2) desk.sell({ quantity: 3, positionSide: 'long' })
        if (i === 3) desk.close()
        if (i === 3)
          expect(
            isTapelineError(
              caught(() => desk.target({ quantity: 1 })),
              'BAD_PARAMETER',
            ),
          ).toBe(true)
      },
      { positionMode: 'hedge' },
    )
    expect(orders.map(({ side, quantity, positionSide }) => [side, quantity, positionSide])).toEqual([
      ['buy', 10, null],
      ['sell', 4, null],
      ['sell', 3, 'long'],
      ['sell', 7, 'long'],
      ['buy', 4, 'short'],
    ])
    expect(trips.map(({ side, pnl }) => [side, pnl])).toEqual([
      ['long', 100],
      ['short', -40],
    ])
  })

  it('closes both positions of hedge mode at the end where asked', async () => {
    const { trades: trips } = await runOnMargin(
      flatBarRows([100, 100, 110]),
      ({ orders: desk }, i) => {
        if (i === 0) desk.buy({ quantity: 10 })
        if (i === 0) desk.sell({ quantity: 4 })
      },
      { positionMode: 'hedge' },
      { closeAtEnd: true },
    )
    expect(trips.map(({ side, pnl, exitTs }) => [side, pnl, exitTs])).toEqual([
      ['long', 100, 3 * MINUTE],
      ['short', -40, 3 * MINUTE],
    ])
  })

  it('takes a target below nothing for a short position, capped by what backs it', async () => {
    const targets = [{ weight: 2 }, { weight: -1 }, { quantity: -30 }, { weight: -50 }, { quantity: 0 }]
    const { orders } = await runOnMargin(flatBarRows([100, 100, 100, 100, 100, 100]), ({ orders: desk }, i) => {
      const target = targets[i]
      if (target !== undefined) desk.target(target)
    })
    expect(orders.map(({ side, quantity, status }) => [side, quantity, status])).toEqual([
      ['buy', 20, 'filled'],
      ['sell', 30, 'filled'],
      ['sell', 20, 'filled'],
      ['sell', 69.3, 'filled'],
      ['buy', 99.3, 'filled'],
    ])
  })

  it('refuses positionSide in net mode, and orders that are not backed', async () => {
    const { orders } = await runOnMargin(flatBarRows([100, 100, 100]), ({ orders: desk }, i) => {
      if (i > 0) return
      expect(
        isTapelineError(
          caught(() => desk.buy({ quantity: 1, positionSide: 'long' })),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
      desk.sell({ quantity: 101 })
      desk.sell({ weight: 20 })
    })
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['denied', 'insufficient_balance'],
      ['filled', null],
    ])
    expect(orders[1]?.quantity).toBe(99)
  })
})
