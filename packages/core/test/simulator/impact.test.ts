import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { linearImpact, squareRootImpact, tickSlippage } from '../../src/session/trading.js'
import type { ImpactModel } from '../../src/simulator/index.js'
import { caught } from '../caught.js'
import { barRows, COIN, MINUTE, recordedBars, recordedTrades } from '../session/recorded-rows.js'
import { runBars, type OnBar, type RunBarsOptions } from '../session/run-bars.js'
import { backtest, strategy, trades } from '../../src/index.js'

const HOUR = 60 * MINUTE
const volatility = 0.02
const dailyVolume = 10_000
const halfLifeMs = 0
const hours = barRows(
  Array.from({ length: 6 }, () => [100, 100, 100, 100] as const),
  HOUR,
)

describe('market impact', () => {
  it('of the square root law, worked by hand', async () => {
    // 25 of 10,000 are 0.0025, of which the root is 0.05: 0.001 of the price, ten cents.
    // 1 of 10,000: 0.01 x 0.02 of 100 are two cents.
    expect(
      await prices(squareRootImpact({ volatility, dailyVolume, halfLifeMs }), ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 25 })
        if (i === 1) orders.sell({ quantity: 1 })
        // 24 of 10,000: root 0.04898979, 0.0979796 of a dollar, on to the next cent.
        if (i === 2) orders.sell({ quantity: 24 })
      }),
    ).toEqual([100.1, 99.98, 99.9])
  })

  it('in proportion to size, worked by hand', async () => {
    // 25 of 10,000 are 0.0025, times 10 x 0.02: 0.0005 of the price.
    const model = linearImpact({ volatility, dailyVolume: { [COIN.id]: dailyVolume }, coefficient: 10, halfLifeMs })
    expect(await prices(model, ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 25 })))).toEqual([100.05])
  })

  it('remembers what was taken in the same direction, and halves with its half-life', async () => {
    const model = linearImpact({ volatility, dailyVolume: 100, coefficient: 10, halfLifeMs: HOUR })
    // 0.2 % of the price a unit: 1; then half of 1 and 1 more: 1.5; then, sold, 1 less half of 1.5.
    const act: OnBar = ({ orders }, i) => {
      if (i < 2) orders.buy({ quantity: 1 })
      if (i === 2) orders.sell({ quantity: 1 })
    }
    expect(await prices(model, act)).toEqual([100.2, 100.3, 99.95])
  })

  it('leaves orders alone that wait, and passes no limit', async () => {
    const rows = barRows([
      [100, 100, 100, 100],
      [100, 100, 98, 98],
      [98, 98, 98, 98],
    ])
    const { fills } = await runBars(
      recordedBars(rows),
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 2, limit: 99 })
        if (i === 1) orders.buy({ quantity: 4, limit: 98.05 })
      },
      { cash: 10_000, impact: squareRootImpact({ volatility, dailyVolume: 100 }) },
    )
    expect(fills.map(({ price, liquidity }) => [price, liquidity])).toEqual([
      [99, 'maker'],
      [98.05, 'taker'],
    ])
  })

  it('stands beside slippage, and both are named in the result', async () => {
    const impact = squareRootImpact({ volatility, dailyVolume, halfLifeMs: HOUR })
    const { fills, policies } = await run(
      { impact, slippage: tickSlippage(2) },
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 25 })),
    )
    expect(fills.map(({ price }) => price)).toEqual([100.12])
    expect(policies.filter(({ name }) => name === 'slippage' || name === 'impact').map(({ value }) => value)).toEqual([
      '2 ticks',
      '1 x 0.02 x sqrt(size / 10000) of the price, half of it forgotten after 3600 s',
    ])
  })

  it('of an order in pieces is never less than the square root of what was taken before', async () => {
    let cut = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 12 }), async (sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0)
        let asked = false
        const tested = strategy({
          name: 'tested',
          data: { main: trades() },
          onTrade({ orders }) {
            if (!asked) orders.buy({ quantity: total })
            asked = true
          },
        })
        const rows = [1, ...sizes].map((size) => ({ ts: 5, price: 100, size }))
        const { fills } = await backtest({
          strategy: tested,
          data: { main: recordedTrades(rows) },
          account: { USD: 1_000_000 },
          impact: squareRootImpact({ volatility, dailyVolume: 500 }),
        }).result
        let before = 0
        for (const { quantity, price } of fills) {
          before += quantity
          const exact = 100 * (1 + volatility * Math.sqrt(before / 500))
          expect(price).toBeGreaterThanOrEqual(exact - 1e-9)
          expect(price).toBeLessThan(exact + 0.01 + 1e-9)
        }
        expect(before).toBe(total)
        cut += fills.length - 1
      }),
      { numRuns: 50, seed: 1 },
    )
    expect(cut).toBeGreaterThan(100)
  })

  it('E9: refuses what cannot be', async () => {
    for (const bad of [
      () => squareRootImpact({ volatility: 0, dailyVolume }),
      () => squareRootImpact({ volatility, dailyVolume: { [COIN.id]: NaN } }),
      () => squareRootImpact({ volatility, dailyVolume, halfLifeMs: -1 }),
      () => squareRootImpact({ volatility, dailyVolume: null as never }),
      () => linearImpact({ volatility, dailyVolume } as never),
    ])
      expect(isTapelineError(caught(bad), 'BAD_PARAMETER')).toBe(true)
    const lacking = squareRootImpact({ volatility, dailyVolume: { 'OTHER/USD@x': 1 } })
    const error = await run({ impact: lacking }, () => undefined).catch((reason: unknown) => reason)
    expect(isTapelineError(error, 'BAD_PARAMETER')).toBe(true)
  })
})

async function prices(impact: ImpactModel, onBar: OnBar): Promise<readonly number[]> {
  return (await run({ impact }, onBar)).fills.map(({ price }) => price)
}

function run(options: RunBarsOptions, onBar: OnBar): ReturnType<typeof runBars> {
  return runBars(recordedBars(hours, '1h'), onBar, { cash: 10_000, ...options })
}
