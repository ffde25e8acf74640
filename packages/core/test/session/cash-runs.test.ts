import { describe, expect, it } from 'vitest'
import { backtest, bars, instrument, strategy } from '../../src/index.js'
import { cashAccount } from '../../src/portfolio/accounts.js'
import { commissionFees } from '../../src/simulator/commission-fees.js'
import { flatBarRows, MINUTE, recordedBars } from './recorded-rows.js'

describe('a run on cash of several currencies', () => {
  it('E8: pays fees in base, leaves dust, and every balance adds up', async () => {
    const coin = instrument({ symbol: 'COIN/USD', venue: 'test', quote: 'USD', tickSize: 0.01, lotSize: 0.01 })
    let index = 0
    const tested = strategy({
      name: 'tested',
      data: { main: bars('1m') },
      onBar({ orders }) {
        if (index === 0) orders.buy({ quantity: 1 })
        if (index === 2) orders.close()
        index++
      },
    })
    const {
      finalBalances,
      trades: trips,
      fills,
      finalEquity,
      policies,
    } = await backtest({
      strategy: tested,
      data: { main: recordedBars(flatBarRows([100, 100, 100, 120, 120]), '1m', { of: coin }) },
      account: cashAccount({ balances: { USD: 1_000 } }),
      fees: commissionFees({ taker: 0.0013, currency: 'base' }),
    }).result
    // 1 - 0.0013 bought; 0.99 sold, for 118.8; the fee of the sale, 0.001287, comes from the dust.
    expect(finalBalances).toEqual({ USD: '1018.80000000', COIN: '0.00741300' })
    expect(fills.map(({ fee, feeCurrency }) => [fee, feeCurrency])).toEqual([
      [0.0013, 'COIN'],
      [0.001287, 'COIN'],
    ])
    expect(trips).toHaveLength(1)
    expect(trips[0]?.exitTs).toBe(3 * MINUTE)
    expect(finalEquity).toBeCloseTo(1_018.8 + 0.007413 * 120, 9)
    expect(policies.find(({ name }) => name === 'account')?.value).toBe('cash in USD, told in USD')
  })

  it('sells what was deposited and no more', async () => {
    const coin = instrument({ symbol: 'COIN/USD', venue: 'test', quote: 'USD', tickSize: 0.01, lotSize: 0.1 })
    const tested = strategy({
      name: 'tested',
      data: { main: bars('1m') },
      onBar({ orders, position }) {
        if (!position.isFlat) return
        orders.sell({ quantity: 0.6 })
        orders.sell({ quantity: 0.4 })
      },
    })
    const { finalBalances, orders, initialEquity } = await backtest({
      strategy: tested,
      data: { main: recordedBars(flatBarRows([100, 100, 100]), '1m', { of: coin }) },
      account: cashAccount({ balances: { USD: 10, COIN: 0.5 }, rates: { COIN: 99 } }),
    }).result
    expect(initialEquity).toBe(59.5)
    expect(finalBalances).toEqual({ USD: '50.00000000', COIN: '0.10000000' })
    expect(orders.slice(0, 2).map(({ status, reason }) => [status, reason])).toEqual([
      ['denied', 'short_not_allowed'],
      ['filled', null],
    ])
  })
})
