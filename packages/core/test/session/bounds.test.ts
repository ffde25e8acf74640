import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, bars, isTapelineError, strategy, type RecordedBars } from '../../src/index.js'
import { backtestBounds, type BoundsResult } from '../../src/session/trading.js'
import { SeededRandom } from '../../src/math/index.js'
import { syntheticBars } from '../../src/testing/index.js'
import { barRows, recordedBars } from './recorded-rows.js'

/** Holds ten, with a stop below and a target above: of a bar that reaches both, the path decides. */
const bracketByHand = strategy({
  name: 'by-hand',
  data: { main: bars('1d') },
  onBar({ bar, position, orders }) {
    orders.cancelAll()
    if (position.isFlat) orders.buy({ quantity: 10 })
    else {
      orders.sell({ quantity: position.quantity, limit: Math.ceil(bar.close * 101) / 100 })
      orders.sell({ quantity: position.quantity, stop: Math.floor(bar.close * 99) / 100 })
    }
  },
})

const account = { USD: 100_000 }
const DAY = 86_400_000

function boundsOf(main: RecordedBars): Promise<BoundsResult> {
  return backtestBounds({ strategy: bracketByHand, data: { main }, account }).result
}

describe('the bounds of a backtest', () => {
  it('are what the two paths give by themselves', async () => {
    const main = syntheticBars({ seed: 3, bars: 400 })
    const both = await boundsOf(main)
    for (const [barPath, found] of [
      ['adverse', both.pessimistic],
      ['favorable', both.optimistic],
    ] as const) {
      const alone = await backtest({ strategy: bracketByHand, data: { main }, account, fills: { barPath } }).result
      expect(found.digest).toBe(alone.digest)
    }
    const equities = [both.pessimistic.finalEquity, both.optimistic.finalEquity]
    expect(both.finalEquity).toEqual({ low: Math.min(...equities), high: Math.max(...equities) })
    expect(both.finalEquity.low).toBeLessThan(both.finalEquity.high)
    expect(both.statistics['totalReturn']?.low).toBeLessThan(both.statistics['totalReturn']?.high ?? NaN)
    expect(both.pathDependent.pessimistic.length).toBeGreaterThan(0)
    for (const trade of both.pathDependent.pessimistic) expect(both.optimistic.trades).not.toContainEqual(trade)
  })

  it('meet where no bar reaches both prices', async () => {
    const calm = recordedBars(
      barRows(
        Array.from({ length: 40 }, () => [100, 100.2, 99.9, 100] as const),
        DAY,
      ),
      '1d',
    )
    const { finalEquity, pathDependent } = await boundsOf(calm)
    expect(finalEquity.low).toBe(finalEquity.high)
    expect(pathDependent).toEqual({ pessimistic: [], optimistic: [] })
  })

  it('read each source once, however it is chunked', async () => {
    const random = new SeededRandom(5)
    const rows = barRows(
      Array.from({ length: 300 }, () => {
        const open = 100 + Math.round(random.next() * 100) / 100
        return [open, open + 2, open - 2, open + 0.5] as const
      }),
      DAY,
    )
    const expected = await boundsOf(recordedBars(rows, '1d'))
    expect(expected.pathDependent.optimistic.length).toBeGreaterThan(10)
    const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(lengths, fc.boolean(), async (chunks, isAsync) => {
        const recorded = recordedBars(rows, '1d', { chunks, isAsync })
        let passes = 0
        const counted = (): ReturnType<RecordedBars['chunks']> => {
          passes++
          return recorded.chunks()
        }
        const found = await boundsOf({ ...recorded, chunks: counted })
        expect(passes).toBe(1)
        expect(found.pessimistic.digest).toBe(expected.pessimistic.digest)
        expect(found.optimistic.digest).toBe(expected.optimistic.digest)
      }),
      { numRuns: 20 },
    )
  })

  it('fail as a backtest fails, once, and leave nothing waiting', async () => {
    const failing = strategy({
      name: 'failing',
      data: { main: bars('1d') },
      onBar({ position }) {
        if (position.isFlat) throw new Error('no more')
      },
    })
    const run = backtestBounds({ strategy: failing, data: { main: syntheticBars({ seed: 1, bars: 50 }) }, account })
    expect(isTapelineError(await run.result.catch((error: unknown) => error), 'STRATEGY_FAILED')).toBe(true)
    const data = { main: syntheticBars({ seed: 1, bars: 50 }) }
    const aborted = backtestBounds({ strategy: bracketByHand, data, account, signal: AbortSignal.abort() })
    expect(isTapelineError(await aborted.result.catch((error: unknown) => error), 'ABORTED')).toBe(true)
    const twice = (): unknown => backtestBounds({ strategy: bracketByHand, data, account, fills: { barPath: 'ohlc' } })
    expect(twice).toThrow('fills.barPath')
  })
})
