import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument, type TradeColumns } from '../../src/index.js'
import { syntheticMarket, type SyntheticMarketOptions } from '../../src/testing/index.js'

describe('syntheticMarket', () => {
  const options = fc.record({
    seed: fc.oneof(fc.integer(), fc.string()),
    ticks: fc.integer({ min: 1, max: 3_000 }),
    meanGapMs: fc.constantFrom(0.5, 20, 200, 60_000),
    volatility: fc.constantFrom(0, 0.5, 8),
    chunkRows: fc.integer({ min: 1, max: 4_000 }),
    startPrice: fc.constantFrom(0.002, 1.25, 60_000),
  })

  it('prints positive prices on the tick, sizes on the lot, times in order, and as many trades as asked', () => {
    fc.assert(
      fc.property(options, (chosen) => {
        const market = syntheticMarket(chosen)
        const { ts, price, size, side, length } = rows(market.trades.chunks())
        expect([length, market.trades.rows]).toEqual([chosen.ticks, chosen.ticks])
        for (let i = 0; i < length; i++) {
          const ticks = (price[i] as number) / 0.0001
          if (!((price[i] as number) > 0 && Math.abs(ticks - Math.round(ticks)) < 1e-9 * ticks))
            expect(price[i]).toBe('a price on the tick')
          if (!(
            (size[i] as number) > 0 && Math.abs((size[i] as number) * 10 - Math.round((size[i] as number) * 10)) < 1e-6
          ))
            expect(size[i]).toBe('a size on the lot')
          if (!((ts[i] as number) >= (ts[i - 1] ?? 0))) expect(ts[i]).toBe('a time in order')
          if (Math.abs(side[i] as number) !== 1) expect(side[i]).toBe('a side')
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives the same bytes on each pass and for any length of chunk', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 4_000 }), (chosen, chunkRows) => {
        const market = syntheticMarket(chosen)
        const first = rows(market.trades.chunks())
        expect(rows(market.trades.chunks())).toEqual(first)
        expect(rows(syntheticMarket({ ...chosen, chunkRows }).trades.chunks())).toEqual(first)
      }),
      { numRuns: 20 },
    )
  })

  it('is this market for this seed, on every runtime', () => {
    const { ts, price, size, side } = rows(syntheticMarket({ seed: 7, ticks: 5 }).trades.chunks())
    expect([[...ts], [...price], [...size], [...side]]).toMatchInlineSnapshot(`
      [
        [
          1704067200000,
          1704067200627,
          1704067200627,
          1704067201255,
          1704067201917,
        ],
        [
          1.2499,
          1.25,
          1.25,
          1.25,
          1.2499,
        ],
        [
          234.9,
          846.5,
          460.5,
          400,
          200,
        ],
        [
          1,
          1,
          1,
          1,
          -1,
        ],
      ]
    `)
  })

  it('plants every pump inside the stream: the price rises by about its magnitude, volume and trades surge', () => {
    const market = syntheticMarket({
      seed: 'pumps',
      ticks: 400_000,
      volatility: 0.2,
      pumps: { count: 3, magnitude: [0.05, 0.08] },
    })
    const all = rows(market.trades.chunks())
    expect(market.truth).toHaveLength(3)
    expect(market.decoys.map(({ kind }) => kind).sort()).toEqual(['move', 'volume', 'volume'])
    for (const { startTs, peakTs, endTs, magnitude } of market.truth) {
      expect(endTs).toBeLessThan(all.ts.at(-1) as number)
      expect((priceAt(all, peakTs) as number) / (priceAt(all, startTs) as number) - 1).toBeCloseTo(magnitude, 1)
      const surge = volumePerMs(all, startTs, peakTs) / volumePerMs(all, startTs - 600_000, startTs)
      expect(surge).toBeGreaterThan(1.5)
    }
  })

  it('plants decoys with one half of a pump each', () => {
    const market = syntheticMarket({
      seed: 'decoys',
      ticks: 400_000,
      volatility: 0.2,
      pumps: { count: 0, decoys: 4, magnitude: [0.05, 0.08] },
    })
    const all = rows(market.trades.chunks())
    expect(market.truth).toEqual([])
    for (const { kind, startTs, peakTs, magnitude } of market.decoys) {
      const move = (priceAt(all, peakTs) as number) / (priceAt(all, startTs) as number) - 1
      const surge = volumePerMs(all, startTs, peakTs) / volumePerMs(all, startTs - 600_000, startTs)
      expect(move).toBeCloseTo(kind === 'move' ? magnitude : 0, 1)
      if (kind === 'volume') expect(surge).toBeGreaterThan(1.5)
      else expect(surge).toBeLessThan(3)
    }
  })

  it('keeps its clock: the mean gap is what was asked for', () => {
    const { ts, length } = rows(syntheticMarket({ seed: 1, ticks: 100_000, meanGapMs: 200 }).trades.chunks())
    expect(((ts[length - 1] as number) - (ts[0] as number)) / length).toSatisfy((gap: number) => gap > 190 && gap < 210)
  })

  const FAULTS: readonly (readonly [string, Partial<SyntheticMarketOptions>, RegExp])[] = [
    ['no ticks', { ticks: 0 }, /ticks was 0/],
    ['half a tick', { ticks: 1.5 }, /a whole number/],
    ['no time between trades', { meanGapMs: 0 }, /meanGapMs was 0/],
    ['NaN for the volatility', { volatility: NaN }, /volatility was NaN/],
    [
      'too few ticks for the pumps',
      { ticks: 100_000, pumps: { count: 40 } },
      /ticks was 100000, expected at least \d+ for 40 pumps and 40 decoys/,
    ],
    ['magnitudes upside down', { pumps: { count: 1, magnitude: [0.08, 0.02] } }, /pumps.magnitude\[1\]/],
    ['a price below ten ticks', { startPrice: 0.0001 }, /startPrice/],
  ]

  it.each(FAULTS)('refuses %s', (_, wrong, message) => {
    const asked = { seed: 1, ticks: 1_000_000, ...wrong }
    expect(() => syntheticMarket(asked)).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER', message: expect.stringMatching(message) }),
    )
  })

  it('says how many ticks would do, and they do', () => {
    const needed = /at least (\d+)/.exec(
      String(catchError(() => syntheticMarket({ seed: 3, ticks: 20_000, pumps: { count: 2 } }))),
    )?.[1]
    expect(syntheticMarket({ seed: 3, ticks: Number(needed), pumps: { count: 2 } }).truth).toHaveLength(2)
  })

  it('trades the instrument it is given', () => {
    const btc = instrument({ symbol: 'BTC/USDT', venue: 'synthetic', quote: 'USDT', tickSize: 0.5, lotSize: 0.001 })
    const { price } = rows(
      syntheticMarket({ seed: 1, ticks: 1_000, instrument: btc, startPrice: 60_000 }).trades.chunks(),
    )
    expect(price.every((p) => p % 0.5 === 0 && p > 50_000 && p < 70_000)).toBe(true)
  })
})

interface Rows {
  length: number
  ts: Float64Array
  price: Float64Array
  size: Float64Array
  side: Int8Array
}

function rows(chunks: AsyncIterable<TradeColumns> | Iterable<TradeColumns>): Rows {
  const all = [...(chunks as Iterable<TradeColumns>)]
  return {
    length: all.reduce((sum, { length }) => sum + length, 0),
    ts: Float64Array.from(all.flatMap(({ ts }) => [...ts])),
    price: Float64Array.from(all.flatMap(({ price }) => [...price])),
    size: Float64Array.from(all.flatMap(({ size }) => [...size])),
    side: Int8Array.from(all.flatMap(({ side }) => [...(side ?? [])])),
  }
}

function priceAt({ ts, price }: Rows, time: number): number | undefined {
  return price[ts.findIndex((t) => t >= time)]
}

function volumePerMs({ ts, size }: Rows, from: number, to: number): number {
  return (
    size.reduce((sum, q, i) => ((ts[i] as number) >= from && (ts[i] as number) < to ? sum + q : sum), 0) / (to - from)
  )
}

function catchError(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}
