import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { instrument } from '../../src/market/index.js'
import { marginAccount, type MarginAccountOptions } from '../../src/portfolio/accounts.js'
import { moneyProduct, type Charge } from '../../src/portfolio/index.js'
import { caught } from '../caught.js'
import { opened } from './opened-account.js'

const usdt = { venue: 'x', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 } as const
const btc = instrument({ ...usdt, symbol: 'BTC/USDT:USDT', contractType: 'linear' })
const eth = instrument({ ...usdt, symbol: 'ETH/USDT:USDT', contractType: 'linear' })
const DAY = 86_400_000
const free: Charge = () => 0n

describe('liquidation', () => {
  const step = fc.record({
    index: fc.constantFrom(0, 1),
    isMark: fc.boolean(),
    side: fc.constantFrom('buy', 'sell' as const),
    lots: fc.integer({ min: 1, max: 400 }),
    move: fc.integer({ min: -80, max: 80 }),
  })

  for (const marginMode of ['cross', 'isolated'] as const) {
    for (const positionMode of ['net', 'hedge'] as const) {
      it(`leaves no position open that is not backed, and owes nothing: ${marginMode}, ${positionMode}`, () => {
        const seen = { liquidated: 0, insured: 0, flips: 0, cut: 0, foretold: 0 }
        fc.assert(
          fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
            const leverage = 20
            const rate = 0.01
            const { account, host } = opened([btc, eth], {
              balances: { USDT: 1_000 },
              leverage,
              maintenanceRate: rate,
              marginMode,
              positionMode,
              liquidationFee: 0.002,
            })
            const prices = [20_000, 1_000]
            for (const { index, isMark, side, lots, move } of steps) {
              const price = Math.round((prices[index] as number) * (1 + move / 1_000) * 100) / 100
              prices[index] = price
              const { lots: held = 0, liquidationPrice: foretold = null } = account.positions[index] ?? {}
              const events = host.events.length
              if (!isMark) {
                const before = account.positions[index]?.lots ?? 0
                const booked = account.execute(index, 0, side, lots, price, feeAt(price))
                if (booked !== null && booked.lots < lots) seen.cut++
                if (before * (account.positions[index]?.lots ?? 0) < 0) seen.flips++
              }
              account.mark(index, price)
              const news = host.events.slice(events)
              const wasLiquidated = news.some(({ type }) => type === 'PositionLiquidated')
              if (isMark && positionMode === 'net' && held !== 0) {
                const isPast = foretold !== null && (held > 0 ? price <= foretold : price >= foretold)
                expect(wasLiquidated).toBe(isPast)
                if (isPast) seen.foretold++
              }
              seen.liquidated += news.filter(({ type }) => type === 'PositionLiquidated').length
              seen.insured += news.filter(({ type }) => type === 'InsurancePaid').length
              // Equity, taken anew from exact balances and the positions' own profit.
              const profit = account.positions.reduce((sum, { unrealizedPnl }) => sum + unrealizedPnl, 0)
              const cash = Number(account.balances()['USDT'])
              expect(account.equity).toBeCloseTo(cash + profit, 6)
              if (account.openPositions === 0) expect(cash).toBeGreaterThanOrEqual(0)
              const maintenance = account.positions.reduce((sum, position, i) => {
                const legs = position.legs === null ? [position] : [position.legs.long, position.legs.short]
                return (
                  sum + legs.reduce((all, { quantity }) => all + Math.abs(quantity) * (prices[i] as number) * rate, 0)
                )
              }, 0)
              if (account.openPositions > 0 && marginMode === 'cross')
                expect(account.equity).toBeGreaterThan(maintenance - 1e-9)
            }
          }),
          { numRuns: 200 },
        )
        expect(seen.liquidated).toBeGreaterThan(30)
        expect(seen.cut).toBeGreaterThan(30)
        expect(seen.insured).toBeGreaterThan(marginMode === 'isolated' ? 5 : -1)
        if (positionMode === 'net') expect([seen.flips > 30, seen.foretold > 20]).toEqual([true, true])
      })
    }
  }

  it('happens at the liquidation price and not one tick before', () => {
    for (const side of ['buy', 'sell'] as const) {
      const { account, host } = opened([btc], { balances: { USDT: 1_000 }, leverage: 10, maintenanceRate: 0.005 })
      account.execute(0, 0, side, 100, 50_000, free)
      const price = account.positions[0]?.liquidationPrice ?? NaN
      // (wallet - side x quantity x entry) / (quantity x (rate - side)), the published formula.
      const sign = side === 'buy' ? 1 : -1
      expect(price).toBeCloseTo((1_000 - sign * 5_000) / (0.1 * (0.005 - sign)), 6)
      account.mark(0, price + sign * 0.01)
      expect([account.openPositions, host.events.some(({ type }) => type === 'PositionLiquidated')]).toEqual([1, false])
      account.mark(0, price)
      expect(account.openPositions).toBe(0)
      expect(host.events.at(-1)).toMatchObject({ type: 'PositionLiquidated', side: side === 'buy' ? 'long' : 'short' })
      expect(host.canceled).toEqual([0])
    }
  })

  it('takes its fee, and at the bankruptcy price all of the rest', () => {
    const { account, host } = opened([btc], {
      balances: { USDT: 1_000 },
      leverage: 10,
      maintenanceRate: 0.01,
      liquidationAt: 'bankruptcy',
    })
    account.execute(0, 0, 'buy', 100, 50_000, free)
    account.mark(0, 40_000)
    expect(account.balances()).toEqual({ USDT: '0.00000000' })
    expect(host.events.at(-1)).toMatchObject({ price: expect.closeTo(40_000, 6) as number })
    const fee = opened([btc], { balances: { USDT: 1_000 }, leverage: 10, maintenanceRate: 0.01, liquidationFee: 0.02 })
    fee.account.execute(0, 0, 'buy', 100, 50_000, free)
    fee.account.mark(0, 40_400)
    // 1,000 - 0.1 x 9,600 - 0.1 x 40,400 x 0.02 is below 0: the fund pays.
    expect(fee.account.balances()).toEqual({ USDT: '0.00000000' })
    expect(fee.host.events.map(({ type }) => type)).toEqual(['PositionLiquidated', 'InsurancePaid'])
    expect(fee.host.events[1]).toMatchObject({ amount: expect.closeTo(40.8, 9) as number })
  })

  it('owes what nobody insures', () => {
    const { account } = opened([btc], {
      balances: { USDT: 1_000 },
      leverage: 10,
      maintenanceRate: 0.01,
      insured: false,
    })
    account.execute(0, 0, 'buy', 100, 50_000, free)
    account.mark(0, 30_000)
    expect([account.balances(), account.equity]).toEqual([{ USDT: '-1000.00000000' }, -1_000])
  })

  it('calls for margin once before, and again after a recovery', () => {
    const { account, host } = opened([btc], {
      balances: { USDT: 1_000 },
      leverage: 10,
      maintenanceRate: 0.05,
      marginCall: 2,
    })
    account.execute(0, 0, 'buy', 100, 50_000, free)
    for (const price of [45_000, 44_000, 43_900, 50_000, 44_000]) account.mark(0, price)
    expect(host.events.map(({ type }) => type)).toEqual(['MarginCall', 'MarginCall'])
  })

  it('of an isolated position costs its margin and nothing else', () => {
    const { account, host } = opened([btc, eth], {
      balances: { USDT: 1_000 },
      leverage: 10,
      maintenanceRate: 0.01,
      marginMode: 'isolated',
    })
    account.execute(0, 0, 'buy', 100, 50_000, free)
    account.execute(1, 0, 'buy', 1_000, 1_000, free)
    expect([account.marginUsed, account.fundsIn('USDT')]).toEqual([600, 400])
    account.mark(0, 40_000)
    expect(host.events.map(({ type }) => type)).toEqual(['PositionLiquidated', 'InsurancePaid'])
    expect([account.openPositions, account.balances()]).toEqual([1, { USDT: '500.00000000' }])
  })
})

describe('marginAccount', () => {
  it('E9: refuses what cannot be, by name', () => {
    const bad: readonly MarginAccountOptions[] = [
      { balances: {} },
      { balances: { USDT: -1 } },
      { balances: { USDT: NaN } },
      { balances: { USDT: 1, BTC: 1 } },
      { balances: { USDT: 1 }, leverage: 0.5 },
      { balances: { USDT: 1 }, leverage: { [btc.id]: NaN } },
      { balances: { USDT: 1 }, maintenanceRate: 1 },
      { balances: { USDT: 1 }, marginMode: 'both' as 'cross' },
      { balances: { USDT: 1 }, liquidationFee: -0.1 },
      { balances: { USDT: 1 }, funding: [{ instrumentId: 'x', fundingTime: 1, rate: 2 }] },
      {
        balances: { USDT: 1 },
        funding: [
          { instrumentId: 'x', fundingTime: 2, rate: 0 },
          { instrumentId: 'x', fundingTime: 1, rate: 0 },
        ],
      },
      { balances: { USDT: 1 }, markPrices: [{ instrumentId: 'x', ts: 1, price: -1 }] },
      { balances: { USDT: 1 }, swapTimeMs: DAY },
      { balances: { USDT: 1 }, borrow: { USDT: -1 } },
    ]
    for (const options of bad)
      expect([
        options,
        isTapelineError(
          caught(() => marginAccount(options)),
          'BAD_PARAMETER',
        ),
      ]).toEqual([options, true])
    const inverse = instrument({ ...usdt, symbol: 'X', contractType: 'inverse' })
    const falling = instrument({
      ...usdt,
      symbol: 'Y',
      contractType: 'linear',
      marginTiers: [
        { notional: 0, maintenanceRate: 0.1 },
        { notional: 5, maintenanceRate: 0.05 },
      ],
    })
    const unknown = instrument({ venue: 'x', quote: 'EUR', symbol: 'Z', contractType: 'linear' })
    for (const one of [inverse, falling, unknown])
      expect([
        one.symbol,
        isTapelineError(
          caught(() => marginAccount({ balances: { USDT: 1 } }).open([one])),
          'BAD_PARAMETER',
        ),
      ]).toEqual([one.symbol, true])
    const error = caught(() => opened([btc], { balances: { USDT: 1 } }, 'BNB'))
    expect(isTapelineError(error, 'BAD_PARAMETER')).toBe(true)
  })

  it('gives each run an account of its own', () => {
    const model = marginAccount({ balances: { USDT: 1_000 }, leverage: 10 })
    const first = model.open([btc])
    first.execute(0, 0, 'sell', 10, 50_000, free)
    const second = model.open([btc])
    expect([first.positions[0]?.isShort, second.positions[0]?.isFlat, second.equity]).toEqual([true, true, 1_000])
  })
})

function feeAt(price: number): Charge {
  return (quantity, scale) => moneyProduct([price, quantity, 0.0005], scale)
}
