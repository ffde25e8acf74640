import { describe, expect, it } from 'vitest'
import { instrument } from '../../src/market/index.js'
import type { Charge } from '../../src/portfolio/index.js'
import { opened } from './opened-account.js'

const usdt = { venue: 'x', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 } as const
const btc = instrument({ ...usdt, symbol: 'BTC/USDT:USDT', contractType: 'linear' })
const spot = instrument({ ...usdt, symbol: 'BTC/USDT' })
const HOUR = 3_600_000
const free: Charge = () => 0n

describe('what holding and owing cost', () => {
  it('funding is the value at the mark times the rate, from longs to shorts, as on Binance: 10 BTC at 8,000 and 0.01 % are 8', () => {
    const at = 8 * HOUR
    const funding = [
      { instrumentId: btc.id, fundingTime: at, rate: 0.0001, markPrice: 8_000 },
      { instrumentId: btc.id, fundingTime: 2 * at, rate: -0.0002, markPrice: null },
    ]
    for (const [side, first, second] of [
      ['buy', '99992.00000000', '100008.50000000'],
      ['sell', '100008.00000000', '99991.50000000'],
    ] as const) {
      const { account, host } = opened([btc], { balances: { USDT: 100_000 }, leverage: 10, funding })
      host.moveTo(1)
      account.mark(0, 8_000)
      host.moveTo(at)
      account.execute(0, at, side, 10_000, 8_000, free)
      host.moveTo(at + 1)
      expect(account.balances()).toEqual({ USDT: first })
      account.mark(0, 8_250)
      host.moveTo(2 * at + 1)
      expect(account.balances()).toEqual({ USDT: second })
      expect(host.events.map((event) => 'amount' in event && event.amount)).toEqual(
        side === 'buy' ? [-8, 16.5] : [8, -16.5],
      )
      const [trip] = account.positions[0]?.openTrips(8_250) ?? []
      expect(trip?.pnl).toBe(side === 'buy' ? 2_508.5 : -2_508.5)
    }
  })

  it('funding of an inverse contract is in base: 1,000 contracts of 100 at 50,000 and 0.01 % are 0.0002', () => {
    const inverse = instrument({
      symbol: 'BTC/USD:BTC',
      venue: 'x',
      quote: 'USD',
      settle: 'BTC',
      contractType: 'inverse',
      contractSize: 100,
      lotSize: 1,
      tickSize: 0.1,
    })
    const funding = [{ instrumentId: inverse.id, fundingTime: 10, rate: 0.0001, markPrice: 50_000 }]
    const { account, host } = opened([inverse], {
      balances: { BTC: 1 },
      rates: { USD: 0.00002 },
      leverage: 10,
      funding,
    })
    account.mark(0, 50_000)
    account.execute(0, 0, 'buy', 1_000, 50_000, free)
    host.moveTo(11)
    expect(account.balances()).toEqual({ BTC: '0.99980000', USD: '0.00000000' })
  })

  it('a position opened after the settlement, or closed at its instant, pays none', () => {
    const funding = [{ instrumentId: btc.id, fundingTime: 10, rate: 0.01 }]
    const { account, host } = opened([btc], { balances: { USDT: 1_000 }, leverage: 10, funding })
    account.mark(0, 1_000)
    account.execute(0, 0, 'buy', 100, 1_000, free)
    host.moveTo(10)
    account.execute(0, 10, 'sell', 100, 1_000, free)
    host.moveTo(11)
    account.execute(0, 11, 'buy', 100, 1_000, free)
    host.moveTo(20)
    expect([account.balances(), host.events]).toEqual([{ USDT: '1000.00000000' }, []])
  })

  it('swaps are settled at their time of day, three times on Wednesday, in the currency of the account', () => {
    const euro = instrument({
      symbol: 'EUR/USD',
      venue: 'x',
      quote: 'USD',
      assetClass: 'fx',
      contractType: 'cfd',
      contractSize: 100_000,
      lotSize: 0.01,
      tickSize: 0.00001,
    })
    const swaps = { [euro.id]: { long: -0.00007, short: 0.00002 } }
    const { account, host } = opened([euro], { balances: { USD: 10_000 }, leverage: 30, swaps })
    const tuesday = Date.UTC(2026, 0, 6)
    host.moveTo(tuesday)
    account.mark(0, 1.1)
    account.execute(0, tuesday, 'buy', 100, 1.1, free)
    const after = [22, 22.5, 46.5, 70.5, 94.5, 118.5, 142.5].map((hours) => {
      host.moveTo(tuesday + hours * HOUR)
      return account.balances()['USD']
    })
    // 100,000 x 0.00007 is 7 a night: Tuesday, three on Wednesday, Thursday, Friday, none on Saturday and Sunday.
    expect(after.map(Number)).toEqual([10_000, 9_993, 9_972, 9_965, 9_958, 9_958, 9_958])
  })

  it('profit of a CFD in another currency is converted at its own price', () => {
    const yen = instrument({
      symbol: 'USD/JPY',
      venue: 'x',
      quote: 'JPY',
      settle: 'USD',
      assetClass: 'fx',
      contractType: 'cfd',
      contractSize: 100_000,
      lotSize: 0.01,
      tickSize: 0.001,
    })
    const { account } = opened([yen], { balances: { USD: 10_000 }, leverage: 30 })
    account.mark(0, 150)
    account.execute(0, 0, 'buy', 100, 150, free)
    account.mark(0, 151)
    expect(account.equity).toBeCloseTo(10_000 + 100_000 / 151, 9)
    account.execute(0, 1, 'sell', 100, 151, free)
    expect(account.balances()['USD']).toBe('10662.25165563')
  })

  it('interest is an hour of a year of 365 days, on what is owed at the full hour, in the currency owed', () => {
    const { account, host } = opened([spot], {
      balances: { USDT: 1_000 },
      leverage: 3,
      borrow: { BTC: 0.0876, USDT: 0.0438 },
    })
    host.moveTo(1)
    account.mark(0, 20_000)
    account.execute(0, 1, 'sell', 100, 20_000, free)
    expect(account.balances()).toEqual({ USDT: '3000.00000000', BTC: '-0.10000000' })
    host.moveTo(HOUR + 1)
    expect(account.balances()['BTC']).toBe('-0.10000100')
    account.execute(0, HOUR + 1, 'buy', 200, 20_000, free)
    expect(account.balances()).toEqual({ USDT: '-1000.00000000', BTC: '0.09999900' })
    host.moveTo(2 * HOUR + 1)
    expect(account.balances()['USDT']).toBe('-1000.00500000')
    expect(host.events).toMatchObject([
      { type: 'InterestCharged', currency: 'BTC', debt: 0.1, amount: -0.000001 },
      { type: 'InterestCharged', currency: 'USDT', debt: 1_000, amount: -0.005 },
    ])
  })

  it("values at the venue's own marks where they are given", () => {
    const markPrices = [
      { instrumentId: btc.id, ts: 5, price: 50_000 },
      { instrumentId: btc.id, ts: 10, price: 30_000 },
    ]
    const { account, host } = opened([btc], { balances: { USDT: 1_000 }, leverage: 10, markPrices })
    account.mark(0, 50_000)
    host.moveTo(6)
    account.execute(0, 6, 'buy', 100, 50_000, free)
    account.mark(0, 20_000)
    expect([account.markOf(0), account.equity, account.openPositions]).toEqual([20_000, 1_000, 1])
    host.moveTo(11)
    expect(host.events.map(({ type }) => type)).toEqual(['PositionLiquidated', 'InsurancePaid'])
  })
})
