import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument, type BarColumns } from '../../src/index.js'
import { syntheticBars } from '../../src/testing/index.js'

describe('syntheticBars', () => {
  it('makes bars that could be: low <= open, close <= high, positive, on the tick, in order, the same in each pass and chunking', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('1d', '1h', '5m'),
        (seed, bars, chunkRows, timeframe) => {
          const recorded = syntheticBars({ seed, bars, timeframe: timeframe as '1d', chunkRows, volatility: 2 })
          const all = rows(recorded.chunks())
          expect(all).toEqual(rows(recorded.chunks()))
          expect(all).toEqual(rows(syntheticBars({ seed, bars, timeframe: timeframe as '1d', volatility: 2 }).chunks()))
          expect(all).toHaveLength(bars)
          for (const [i, { openTime, closeTime, open, high, low, close, volume }] of all.entries()) {
            expect(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && volume > 0).toBe(true)
            expect(Math.abs(close * 100 - Math.round(close * 100))).toBeLessThan(1e-6)
            expect(openTime).toBeGreaterThanOrEqual(all[i - 1]?.closeTime ?? 0)
            expect(closeTime).toBeGreaterThan(openTime)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('leaves out the weekends of an equity', () => {
    const aapl = instrument({ symbol: 'DEMO', venue: 'synthetic', quote: 'USD', assetClass: 'equity' })
    const days = rows(syntheticBars({ seed: 1, bars: 30, instrument: aapl }).chunks()).map(({ openTime }) =>
      new Date(openTime).getUTCDay(),
    )
    expect(new Set(days)).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  it.each([{ bars: 0 }, { timeframe: '1M' as const }, { volatility: -1 }, { startPrice: 0 }])('refuses %o', (wrong) => {
    expect(() => syntheticBars({ seed: 1, bars: 10, ...wrong })).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER' }),
    )
  })
})

type Row = Record<'openTime' | 'closeTime' | 'open' | 'high' | 'low' | 'close' | 'volume', number>

function rows(chunks: AsyncIterable<BarColumns> | Iterable<BarColumns>): Row[] {
  return [...(chunks as Iterable<BarColumns>)].flatMap((chunk) =>
    Array.from({ length: chunk.length }, (_, i) => ({
      openTime: chunk.openTime[i] as number,
      closeTime: chunk.closeTime[i] as number,
      open: chunk.open[i] as number,
      high: chunk.high[i] as number,
      low: chunk.low[i] as number,
      close: chunk.close[i] as number,
      volume: chunk.volume[i] as number,
    })),
  )
}
