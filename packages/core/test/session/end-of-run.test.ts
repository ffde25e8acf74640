import { describe, expect, it } from 'vitest'
import type { BacktestResult } from '../../src/index.js'
import { flatBarRows, MINUTE, recordedBars } from './recorded-rows.js'
import { runBars } from './run-bars.js'

const ten = recordedBars(flatBarRows(Array.from({ length: 10 }, (_, i) => 100 + i)))

describe('the end of a run', () => {
  const buyFirst = ({ orders }: { orders: { buy(size: { quantity: number }): unknown } }, i: number): void =>
    void (i === 0 && orders.buy({ quantity: 2 }))

  it('marks what is held to the last price, in a trade without an exit', async () => {
    const result = await runBars(ten, buyFirst)
    expect(result.finalEquity).toBe(1_000 + 2 * (109 - 101))
    expect(result.trades).toEqual([expect.objectContaining({ exitTs: null, entryPrice: 101, exitPrice: 109, pnl: 16 })])
    expect(result.policies.find(({ name }) => name === 'endOfRun')?.value).toBe('mark to market')
  })

  it('sells what is held where asked for, and nothing that was still waiting', async () => {
    const closeAtEnd = true
    const result = await runBars(
      ten,
      ({ orders }, i) => {
        if (i === 0) orders.buy({ quantity: 2 })
        if (i === 9) orders.buy({ quantity: 3 })
      },
      { closeAtEnd, fees: { taker: 0.01 } },
    )
    expect(result.fills.map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['buy', 2, 101],
      ['sell', 2, 109],
    ])
    expect(result.orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['filled', null],
      ['canceled', 'end_of_run'],
      ['filled', null],
    ])
    expect(result.finalCash).toBe('1011.80000000')
    expect(result.finalEquity).toBe(1011.8)
    expect(result.trades[0]).toMatchObject({ exitTs: 10 * MINUTE })
    expect(result.trades[0]?.pnl).toBeCloseTo(11.8, 12)
  })

  it('adds up to the cash, fee and exposure of every fill', async () => {
    const result = await runBars(
      ten,
      ({ orders }, i) => {
        if (i === 1) orders.buy({ quantity: 3 })
        if (i === 4) orders.close()
      },
      { fees: { taker: 0.001 } },
    )
    expect(result.tradedNotional).toBe(3 * 102 + 3 * 105)
    expect(result.feesPaid).toBe(0.621)
    expect(result.finalCash).toBe('1008.37900000')
    expect(result.exposedMs).toBe(3 * MINUTE)
    expect(result.rows).toBe(10)
    expect(result.startTs).toBe(MINUTE)
    expect(result.endTs).toBe(10 * MINUTE)
  })

  it('warns of fills that their bar could hardly have held', async () => {
    const rows = [10, 10, 10, 10].map((close, i) => ({ ...flatBarRows([close, close, close, close])[i]!, volume: 5 }))
    const run = (quantity: number): Promise<BacktestResult> =>
      runBars(recordedBars(rows), ({ orders }, i) => void (i === 0 && orders.buy({ quantity })), {
        fees: { taker: 0.001 },
      })
    expect((await run(0.5)).warnings).toEqual([])
    expect((await run(0.6)).warnings).toEqual(['COIN/USD@test: a fill was more than a tenth of what its bar traded'])
  })

  it('warns where nothing was charged, and where a source does not say how prices were adjusted', async () => {
    const { warnings } = await runBars({ ...ten, priceAdjustment: 'unknown' }, () => undefined)
    expect(warnings).toEqual([
      'no fees were charged: say fees: { taker: … }',
      'COIN/USD@test|bars:1m|rows: the source does not say whether prices are adjusted',
    ])
  })

  it('refuses to report on no rows at all', async () => {
    await expect(runBars(recordedBars([]), () => undefined)).rejects.toMatchObject({ code: 'NO_DATA' })
  })

  it.each(['orders', 'signals', 'fills'] as const)('stops a run that leaves too many %s behind', async (what) => {
    const result = runBars(
      ten,
      ({ orders, signal }) => {
        if (what === 'signals') signal('again')
        else if (what === 'orders') orders.buy({ quantity: NaN })
        else orders.buy({ quantity: 0.1 })
      },
      { maxRecords: 3 },
    )
    await expect(result).rejects.toMatchObject({ code: 'RUN_TOO_LARGE', details: { maxRecords: 3 } })
  })
})
