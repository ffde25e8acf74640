import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barCascade, columnBars, type BuiltBar, type BuiltBarColumns } from '../../src/bars/index.js'
import type { TradeColumns, TradeTick } from '../../src/market/index.js'
import type { Timeframe } from '../../src/time/index.js'
import { steps } from './made-trades.js'

const frames: readonly [Timeframe, ...Timeframe[]] = ['1s', '3s', '30s', '1m', '1h']

describe('columnBars', () => {
  it('C1: equals the builder trade by trade, in chunks of any length, with and without sides', () => {
    const seen = { bars: 0, late: 0, longer: 0, sided: 0 }
    const start = fc.integer({ min: -1e4, max: 2e9 }).map((n) => n * 1_000)
    fc.assert(
      fc.property(steps(start, 80), fc.integer({ min: 1, max: 80 }), fc.boolean(), (list, rows, hasSides) => {
        const trades = list.flatMap((step) => ('trade' in step ? [step.trade] : []))
        const own = trades.map((trade) => (hasSides ? trade : { ...trade, aggressorSide: null }))
        const bars = columnBars(frames)
        const parts: BuiltBarColumns[] = []
        for (let from = 0; from < own.length; from += rows)
          parts.push(...bars.add(columnsOf(own.slice(from, from + rows), hasSides)))
        parts.push(...bars.finish())
        const expected: BuiltBar[] = []
        const [shortest, ...longer] = frames
        const cascade = barCascade({ kind: 'time', timeframe: shortest }, longer, (bar) => expected.push(bar))
        for (const trade of own) cascade.update(trade)
        cascade.finish()
        for (const timeframe of frames) {
          const built = parts.filter((columns) => columns.timeframe === timeframe).flatMap(rowsOf)
          const wanted = expected.filter((bar) => bar.timeframe === timeframe)
          expect(built).toEqual(wanted.map((bar) => essence(bar, hasSides)))
          seen[timeframe === '1s' ? 'bars' : 'longer'] += built.length
        }
        expect(bars.late).toBe(cascade.counts.late)
        seen.late += bars.late
        if (hasSides) seen.sided += own.length
      }),
      { numRuns: 300 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('C4: sums ten million trades to a billionth', () => {
    const length = 100_000
    const ts = new Float64Array(length)
    const price = new Float64Array(length).fill(0.3)
    const size = new Float64Array(length).fill(0.1)
    const side = new Int8Array(length).fill(-1)
    const bars = columnBars(['1d'])
    for (let chunk = 0; chunk < 100; chunk++) bars.add({ kind: 'trades', length, ts, price, size, side })
    const [days] = bars.finish()
    expect(Math.abs((days?.volume[0] as number) / 1_000_000 - 1)).toBeLessThan(1e-15)
    expect(Math.abs((days?.quoteVolume[0] as number) / 300_000 - 1)).toBeLessThan(1e-15)
    expect([days?.buyVolume[0], days?.sellVolume[0]]).toEqual([0, days?.volume[0]])
  })

  it('refuses timeframes that do not add up', () => {
    expect(() => columnBars(['2m', '5m'])).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
    expect(() => columnBars([])).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })
})

function columnsOf(trades: readonly TradeTick[], hasSides: boolean): TradeColumns {
  const signs = { buy: 1, sell: -1 }
  return {
    kind: 'trades',
    length: trades.length,
    ts: Float64Array.from(trades, ({ ts }) => ts),
    price: Float64Array.from(trades, ({ price }) => price),
    size: Float64Array.from(trades, ({ size }) => size),
    side: hasSides
      ? Int8Array.from(trades, ({ aggressorSide }) => (aggressorSide === null ? 0 : signs[aggressorSide]))
      : undefined,
  }
}

function rowsOf(bars: BuiltBarColumns) {
  return Array.from({ length: bars.length }, (_, row) => ({
    openTime: bars.openTime[row],
    closeTime: bars.closeTime[row],
    open: bars.open[row],
    high: bars.high[row],
    low: bars.low[row],
    close: bars.close[row],
    volume: bars.volume[row],
    quoteVolume: bars.quoteVolume[row],
    trades: bars.trades[row],
    buyVolume: bars.buyVolume[row],
    sellVolume: bars.sellVolume[row],
    isPartial: bars.isPartial[row] === 1,
  }))
}

function essence(bar: BuiltBar, hasSides: boolean) {
  const { openTime, closeTime, open, high, low, close, volume, quoteVolume, trades, isPartial } = bar
  const buyVolume = hasSides ? (bar.buyVolume ?? 0) : NaN
  const sellVolume = hasSides ? (bar.sellVolume ?? 0) : NaN
  return { openTime, closeTime, open, high, low, close, volume, quoteVolume, trades, buyVolume, sellVolume, isPartial }
}
