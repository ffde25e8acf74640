import { describe, expect, it } from 'vitest'
import { instrument, type MarginTier } from '../../src/market/index.js'
import { marginAccount } from '../../src/portfolio/accounts.js'
import type { TradingAccount } from '../../src/portfolio/index.js'

const free = (): bigint => 0n
/** Binance's tiers of 2021: the maintenance amounts of its own examples, 16,300 and 135,365, follow from them. */
const BTC_TIERS: readonly MarginTier[] = [
  { notional: 0, maintenanceRate: 0.004 },
  { notional: 50_000, maintenanceRate: 0.005 },
  { notional: 250_000, maintenanceRate: 0.01 },
  { notional: 1_000_000, maintenanceRate: 0.025 },
  { notional: 10_000_000, maintenanceRate: 0.05 },
]
const ETH_TIERS: readonly MarginTier[] = [
  { notional: 0, maintenanceRate: 0.005 },
  { notional: 10_000, maintenanceRate: 0.0065 },
  { notional: 100_000, maintenanceRate: 0.01 },
  { notional: 500_000, maintenanceRate: 0.02 },
  { notional: 1_000_000, maintenanceRate: 0.05 },
  { notional: 2_000_000, maintenanceRate: 0.1 },
  { notional: 5_000_000, maintenanceRate: 0.125 },
]
const usdm = { venue: 'binance', quote: 'USDT', contractType: 'linear', lotSize: 0.001, tickSize: 0.01 } as const
const btc = instrument({ ...usdm, symbol: 'BTC/USDT:USDT', marginTiers: BTC_TIERS })
const eth = instrument({ ...usdm, symbol: 'ETH/USDT:USDT', marginTiers: ETH_TIERS })

describe("Binance's own examples", () => {
  it('are met for the liquidation prices of a cross USD-M wallet with two positions: 1153.26 and 26316.89', () => {
    const account = marginAccount({ balances: { USDT: 1_535_443.01 }, leverage: 100 }).open([btc, eth])
    account.execute(0, 0, 'buy', 109_488, 32_481.98, free)
    account.execute(1, 0, 'buy', 3_683_979, 1_456.84, free)
    account.mark(0, 31_967.27)
    account.mark(1, 1_335.18)
    expect(account.positions.map((position) => position.liquidationPrice?.toFixed(2))).toEqual(['26316.89', '1153.26'])
  })

  it('are met for one USD-M position alone: 1114.78 and 18778.73', () => {
    const ofBtc = marginAccount({ balances: { USDT: 1_535_443.01 }, leverage: 100 }).open([btc])
    ofBtc.execute(0, 0, 'buy', 109_488, 32_481.98, free)
    const ofEth = marginAccount({ balances: { USDT: 1_535_443.01 }, leverage: 100 }).open([eth])
    ofEth.execute(0, 0, 'buy', 3_683_979, 1_456.84, free)
    expect(ofBtc.positions[0]?.liquidationPrice?.toFixed(2)).toBe('18778.73')
    expect(ofEth.positions[0]?.liquidationPrice?.toFixed(2)).toBe('1114.78')
  })

  it('are met for COIN-M: 100 contracts at 25,000 are worth 0.4 BTC and need 0.0016', () => {
    const account = coinM({ BTC: 1 }, [{ notional: 0, maintenanceRate: 0.004 }])
    account.execute(0, 0, 'buy', 100, 25_000, free)
    expect(account.marginUsed).toBe(0.004)
    // (quantity x size) (rate + side) / (wallet + quantity x size / entry), the published formula without other positions.
    expect(account.positions[0]?.liquidationPrice).toBeCloseTo((10_000 * 1.004) / (1 + 10_000 / 25_000), 8)
    const short = coinM({ BTC: 0.1 }, [{ notional: 0, maintenanceRate: 0.004 }])
    short.execute(0, 0, 'sell', 100, 25_000, free)
    expect(short.positions[0]?.liquidationPrice).toBeCloseTo((10_000 * (0.004 - 1)) / (0.1 - 10_000 / 25_000), 8)
    const covered = coinM({ BTC: 1 }, [])
    covered.execute(0, 0, 'sell', 100, 25_000, free)
    expect(covered.positions[0]?.liquidationPrice).toBeNull()
  })

  it('are met for tiers: at the liquidation price equity is the value times its rate less the maintenance amount', () => {
    const tiers = [
      { notional: 0, maintenanceRate: 0.004 },
      { notional: 50, maintenanceRate: 0.025 },
      { notional: 100, maintenanceRate: 0.05 },
    ]
    const account = coinM({ BTC: 200 }, tiers)
    account.execute(0, 0, 'buy', 50_000, 25_000, free)
    // The maintenance amount of the third tier: 50 (0.025 - 0.004) + 100 (0.05 - 0.025).
    const price = account.positions[0]?.liquidationPrice ?? NaN
    const value = 5_000_000 / price
    expect(200 + 5_000_000 / 25_000 - value).toBeCloseTo(value * 0.05 - 3.55, 6)
  })
})

function coinM(balances: Record<string, number>, marginTiers: readonly MarginTier[]): TradingAccount {
  const perpetual = instrument({
    symbol: 'BTC/USD:BTC',
    venue: 'binance',
    quote: 'USD',
    settle: 'BTC',
    contractType: 'inverse',
    contractSize: 100,
    lotSize: 1,
    tickSize: 0.1,
    marginTiers,
  })
  return marginAccount({ balances, leverage: 100, rates: { USD: 1 / 25_000 } }).open([perpetual])
}
