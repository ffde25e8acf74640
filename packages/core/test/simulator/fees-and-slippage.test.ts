import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { backtest, bars, strategy, trades, type BacktestResult } from '../../src/index.js'
import { commissionFees } from '../../src/simulator/commission-fees.js'
import { fractionSlippage, slippageModel, tickSlippage, volumeSlippage } from '../../src/simulator/slippage.js'
import { tieredFees } from '../../src/simulator/tiered-fees.js'
import type { SlippageModel } from '../../src/simulator/index.js'
import { caught } from '../caught.js'
import { barRows, recordedBars, recordedTrades, type BarRow } from '../session/recorded-rows.js'
import type { OnBar } from '../session/run-bars.js'

const DAY = 86_400_000
const basis = { liquidity: 'taker', price: 20, quantity: 100, contractSize: 1, scale: 4 } as const

describe('commissionFees', () => {
  it('equals its parts in exact cents, with minimum on the first fill and the cap over all', () => {
    const cents = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(
        cents,
        cents,
        cents,
        fc.integer({ min: 1, max: 2_000 }),
        fc.boolean(),
        (unit, order, least, quantity, isFirst) => {
          const fees = commissionFees({
            perUnit: unit / 100,
            perOrder: order / 100,
            minimum: least / 100,
            maximumRate: 0.05,
            taker: 0.001,
          })
          const value = 2_000n * BigInt(quantity)
          // In cents x 1,000.
          let expected = value + BigInt(unit * quantity) * 1_000n + (isFirst ? BigInt(order) * 1_000n : 0n)
          if (isFirst && expected < BigInt(least) * 1_000n) expected = BigInt(least) * 1_000n
          if (expected > value * 50n) expected = value * 50n
          expect(fees.charge({ ...basis, quantity, isFirst, scale: 5 })).toBe(expected)
        },
      ),
    )
  })

  it('is paid in another asset by its rate, each part rounded once', () => {
    const fees = commissionFees({ taker: 0.001, perOrder: 1, currency: 'BNB' })
    const perQuote = 1 / 300
    const value = { times: [20, 100, 1, perQuote], per: [] }
    const one = { times: [perQuote], per: [] }
    expect([fees.currency, fees.charge({ ...basis, scale: 8, value, one })]).toEqual(['BNB', 666_667n + 333_333n])
  })

  it('E9: refuses what cannot be', () => {
    for (const bad of [{ perUnit: -1 }, { minimum: NaN }, { maximumRate: 1 }, { taker: 2 }])
      expect(
        isTapelineError(
          caught(() => commissionFees(bad)),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
    expect(
      isTapelineError(
        caught(() => commissionFees({ tacker: 1 } as never)),
        'UNKNOWN_PARAMETER',
      ),
    ).toBe(true)
  })
})

describe('tieredFees', () => {
  const tiers = [
    { volume: 0, maker: 0.001, taker: 0.002 },
    { volume: 1_000, maker: -0.0001, taker: 0.001 },
    { volume: 5_000, maker: -0.0002, taker: 0.0005 },
  ]

  it('equals a sum over the fills of the days before', () => {
    const fill = fc.record({ hours: fc.integer({ min: 0, max: 40 }), value: fc.integer({ min: 1, max: 2_000 }) })
    const seen = [0, 0, 0]
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), (fills) => {
        const model = tieredFees({ tiers, days: 3 })
        const fees = model.start?.() ?? model
        const done: { day: number; value: number }[] = []
        let ts = 0
        for (const { hours, value } of fills) {
          ts += hours * 3_600_000
          const day = Math.floor(ts / DAY)
          const volume = done.reduce((sum, one) => sum + (one.day < day && one.day >= day - 3 ? one.value : 0), 0)
          const at = volume >= 5_000 ? 2 : volume >= 1_000 ? 1 : 0
          seen[at]!++
          const rate = BigInt(Math.round((tiers[at]?.taker ?? 0) * 10_000))
          expect(fees.charge({ ...basis, ts })).toBe(2_000n * rate)
          fees.filled?.(value, ts)
          done.push({ day, value })
        }
      }),
    )
    for (const times of seen) expect(times).toBeGreaterThan(20)
  })

  it('forgets between runs, and says its tiers', () => {
    const model = tieredFees({ tiers })
    model.start?.().filled?.(1e9, 0)
    expect(model.start?.().charge({ ...basis, ts: DAY })).toBe(40_000n)
    expect([model.worstRate, model.description.startsWith('by the volume of 30 days')]).toEqual([0.002, true])
    for (const bad of [
      [],
      [{ volume: 1, maker: 0, taker: 0 }],
      [tiers[1]!, tiers[0]!],
      [{ volume: 0, maker: 2, taker: 0 }],
    ])
      expect(
        isTapelineError(
          caught(() => tieredFees({ tiers: bad })),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
  })
})

describe('slippage', () => {
  it('moves market and stop fills against the order, to a tick, and leaves waiting limits alone', async () => {
    const { fills, policies } = await run(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [100, 101, 95, 96],
        [96, 120, 96, 120],
      ]),
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 2 })
        if (i === 1) orders.sell({ quantity: 1, stop: 97 })
        if (i === 1) orders.sell({ quantity: 1, limit: 110 })
      },
      fractionSlippage(0.00123),
    )
    // 100 x 1.00123 = 100.123 upwards to the cent; 97 x 0.99877 = 96.88069 downwards.
    expect(fills.map(({ side, price }) => [side, price])).toEqual([
      ['buy', 100.13],
      ['sell', 96.88],
      ['sell', 110],
    ])
    expect(policies.find(({ name }) => name === 'slippage')?.value).toBe('0.00123 of the price')
  })

  it('never fills a limit order beyond its limit, nor a sale below a tick', async () => {
    const { fills } = await run(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [0.03, 0.03, 0.03, 0.03],
        [0.03, 0.03, 0.03, 0.03],
      ]),
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 1, limit: 100.02 })
        if (i === 2) orders.sell({ quantity: 1 })
      },
      tickSlippage(5),
    )
    expect(fills.map(({ price }) => price)).toEqual([100.02, 0.01])
  })

  it('takes a share of the volume, and pays for the square of it', async () => {
    const rows = [10, 10, 10, 100, 100].map((size, i) => ({ ts: i * 1_000, price: 100, size }))
    let asked = false
    const tested = strategy({
      name: 'tested',
      data: { main: trades() },
      onTrade({ orders }) {
        if (!asked) orders.buy({ quantity: 4 })
        asked = true
      },
    })
    const { fills } = await backtest({
      strategy: tested,
      data: { main: recordedTrades(rows) },
      account: { USD: 10_000 },
      slippage: volumeSlippage({ share: 0.1, impact: 0.5 }),
    }).result
    // 1 of 10 is 0.1: 100 x 0.5 x 0.01; the last 2 of 100 are 0.02, 0.02 of a dollar.
    expect(fills.map(({ quantity, price }) => [quantity, price])).toEqual([
      [1, 100.5],
      [1, 100.5],
      [2, 100.02],
    ])
  })

  it('leaves a FOK order alone that the share does not fill', async () => {
    const { orders } = await run(
      barRows([
        [100, 100, 100, 100],
        [100, 100, 100, 100],
      ]),
      ({ orders: desk }, i) => void (i === 0 && desk.buy({ quantity: 2, timeInForce: 'FOK' })),
      volumeSlippage({ share: 0.5 }),
    )
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([['canceled', 'not_filled_at_once']])
  })

  it('E9: refuses what cannot be', () => {
    for (const bad of [
      () => tickSlippage(0.5),
      () => tickSlippage(-1),
      () => fractionSlippage(1),
      () => volumeSlippage({ share: 0 }),
      () => volumeSlippage({ impact: NaN }),
    ])
      expect(isTapelineError(caught(bad), 'BAD_PARAMETER')).toBe(true)
    expect(slippageModel({ description: 'none', adverse: () => 0 }).description).toBe('none')
  })
})

function run(rows: readonly BarRow[], onBar: OnBar, slippage: SlippageModel): Promise<BacktestResult> {
  let index = 0
  const tested = strategy({ name: 'tested', data: { main: bars('1m') }, onBar: (context) => onBar(context, index++) })
  return backtest({ strategy: tested, data: { main: recordedBars(rows) }, account: { USD: 1_000 }, slippage }).result
}
