import { describe, expect, it } from 'vitest'
import { backtest, strategy, trades, type BarColumns, type RecordedBars } from '../../src/index.js'
import { flatBarRows, MINUTE, oneBar, recordedBars, recordedTrades } from './recorded-rows.js'
import { runBars } from './run-bars.js'

const account = { USD: 1_000 }
const ten = recordedBars(flatBarRows(Array.from({ length: 10 }, (_, i) => 100 + i)))

describe('recorded rows', () => {
  it('are read from any count of empty chunks', async () => {
    const empty = { ...oneBar(0), length: 0 }
    const many: RecordedBars = {
      ...ten,
      *chunks(): Generator<BarColumns> {
        for (let i = 0; i < 20_000; i++) yield empty
        yield oneBar(0)
      },
    }
    expect((await runBars(many, () => undefined)).rows).toBe(1)
  })

  it('of another kind than their stream says are refused', async () => {
    const mixed = {
      ...recordedTrades([{ ts: 1, price: 1, size: 1 }]),
      kind: 'bars',
      timeframe: '1m',
    } as unknown as RecordedBars
    await expect(runBars(mixed, () => undefined)).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { column: 'kind', value: 'trades' },
    })
  })

  it.each([
    ['open', NaN],
    ['high', Infinity],
    ['low', -1],
    ['close', 0],
    ['high', 99],
    ['low', 103],
    ['volume', -1],
    ['volume', NaN],
    ['closeTime', NaN],
    ['closeTime', 2 * MINUTE],
    ['openTime', 99 * MINUTE],
  ] as const)('A2: with %s of %d are refused, naming stream, row and column', async (column, value) => {
    const rows = flatBarRows([100, 101, 102, 103])
    const bad = rows.map((row, i) => (i === 2 ? { ...row, [column]: value } : row))
    for (const chunks of [[4], [1]]) {
      await expect(runBars(recordedBars(bad, '1m', { chunks }), () => undefined)).rejects.toMatchObject({
        code: 'BAD_DATA',
        details: { stream: 'COIN/USD@test|bars:1m|rows', row: 2, column, value },
      })
    }
  })

  it.each([
    ['ts', NaN],
    ['ts', 0],
    ['price', 0],
    ['price', NaN],
    ['price', Infinity],
    ['size', -1],
    ['size', NaN],
  ] as const)('A2: trades with %s of %d are refused', async (column, value) => {
    const rows = [1, 2, 3].map((ts) => ({ ts, price: 100, size: 1 }))
    const main = recordedTrades(rows.map((row, i) => (i === 1 ? { ...row, [column]: value } : row)))
    const watch = strategy({ name: 'watch', data: { prints: trades() }, onTrade: () => undefined })
    await expect(backtest({ strategy: watch, data: { prints: main }, account }).result).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { row: 1, column, value },
    })
  })

  it('whose source fails end the run with its error', async () => {
    const broken: RecordedBars = {
      ...ten,
      async *chunks(): AsyncGenerator<BarColumns> {
        yield oneBar(0)
        throw new Error('disk gone')
      },
    }
    await expect(runBars(broken, () => undefined)).rejects.toThrow('disk gone')
  })
})
