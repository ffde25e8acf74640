import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EquityRecorder } from '../../src/session/equity-recorder.js'
import { flatBarRows, recordedBars, recordedTrades } from './recorded-rows.js'
import { runBars } from './run-bars.js'
import { backtest, bars, strategy } from '../../src/index.js'

const MAX_SAMPLES = 16_384

interface Moment {
  readonly ts: number
  readonly equity: number
}

describe('the drawdown of a run', () => {
  it('is that of a slow look at every moment', () => {
    fc.assert(
      fc.property(moments, (list) => {
        const recorder = new EquityRecorder(100, 0, 0, () => NaN)
        for (const { ts, equity } of list) recorder.observe(ts, equity)
        const last = list.at(-1) as Moment
        recorder.finish(last.ts, last.equity)
        expect(recorder.drawdown()).toEqual(slowDrawdown(list))
      }),
    )
  })

  it('misses no depth where only new extremes and grid points are looked at', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(1, 7, 50, 1_000), (list, everyMs) => {
        const recorder = new EquityRecorder(100, 0, everyMs, () => NaN)
        for (const { ts, equity } of list) {
          if (equity > recorder.peak || equity < recorder.low || ts >= recorder.nextSampleTs)
            recorder.observe(ts, equity)
        }
        const last = list.at(-1) as Moment
        recorder.finish(last.ts, last.equity)
        const { depth, troughTs } = recorder.drawdown()
        const slow = slowDrawdown(list)
        expect({ depth, troughTs }).toEqual({ depth: slow.depth, troughTs: slow.troughTs })
        const { drawdown } = recorder.curve([])
        expect(Math.max(0, ...drawdown)).toBe(slow.depth)
      }),
    )
  })
})

describe('the equity curve', () => {
  it('has each bar of a run once, with the worst since the one before', async () => {
    const { equity } = await runBars(
      [100, 100, 110, 99, 104],
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 10 })),
    )
    expect([...equity.ts]).toEqual([1, 2, 3, 4, 5].map((minute) => minute * 60_000))
    expect([...equity.equity]).toEqual([1_000, 1_000, 1_100, 990, 1_040])
    expect([...equity.drawdown]).toEqual([0, 0, 0, 0.1, 60 / 1_100])
    expect([...(equity.prices['COIN/USD@test'] as Float64Array)]).toEqual([100, 100, 110, 99, 104])
  })

  it('of prints is sampled by the minute and shows what happened in between', async () => {
    const prices = [100, 100, 200, 50, 150, 150]
    const rows = prices.map((price, i) => ({ ts: i * 10_000, price, size: 100 }))
    const buy = strategy({
      name: 'buy',
      data: { main: bars('1s') },
      onBar: ({ orders, now }) => void (now === 1_000 && orders.buy({ quantity: 1 })),
    })
    const { equity, drawdown } = await backtest({
      strategy: buy,
      data: { main: recordedTrades(rows) },
      account: { USD: 100 },
    }).result
    expect([...equity.ts]).toEqual([0, 50_000])
    expect([...equity.drawdown]).toEqual([0, 0.75])
    expect(drawdown).toEqual({ depth: 0.75, peakTs: 20_000, troughTs: 30_000, longestMs: 30_000 })
  })

  it('stays bounded in a run of any length, keeps to true samples, and hides no fall', () => {
    const count = 200_000
    const list = Array.from({ length: count }, (_, i): Moment => ({
      ts: i * 1_000,
      equity: 1_000 + ((i * 7_919) % 613) - (i === 123_456 ? 900 : 0),
    }))
    const recorder = new EquityRecorder(1_000, 1, 0, () => 5)
    for (const { ts, equity } of list) recorder.observe(ts, equity)
    recorder.finish((count - 1) * 1_000, list.at(-1)?.equity as number)
    const curve = recorder.curve(['X'])
    expect(curve.length).toBeLessThanOrEqual(MAX_SAMPLES)
    expect(curve.length).toBeGreaterThan(MAX_SAMPLES / 4)
    expect([curve.ts, curve.equity, curve.drawdown, curve.prices['X']].map((column) => column?.length)).toEqual(
      Array(4).fill(curve.length),
    )
    for (let i = 0; i < curve.length; i++) {
      expect(curve.equity[i]).toBe(list[(curve.ts[i] as number) / 1_000]?.equity)
      if (i > 0) expect(curve.ts[i]).toBeGreaterThan(curve.ts[i - 1] as number)
    }
    expect(curve.ts.at(-1)).toBe((count - 1) * 1_000)
    expect(Math.max(...curve.drawdown)).toBe(recorder.drawdown().depth)
    expect(recorder.drawdown()).toEqual(slowDrawdown([{ ts: 0, equity: 1_000 }, ...list]))
  })

  it('holds the last equity of a run that is longer than its samples', async () => {
    const count = 20_000
    const { equity, finalEquity, endTs } = await runBars(
      recordedBars(flatBarRows(Array.from({ length: count }, (_, i) => 100 + (i % 7)))),
      ({ orders }, i) => void (i === 0 && orders.buy({ quantity: 1 })),
    )
    expect(equity.length).toBeLessThanOrEqual(MAX_SAMPLES)
    expect([equity.ts.at(-1), equity.equity.at(-1)]).toEqual([endTs, finalEquity])
  })
})

const moments: fc.Arbitrary<readonly Moment[]> = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 1, max: 20 }),
      equity: fc.constantFrom(0, 50, 80, 99, 100, 100, 101, 120, 150),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    let ts = 0
    return steps.map(({ wait, equity }) => ({ ts: (ts += wait), equity }))
  })

/** The fall from the last time at the highest equity so far; equity of 100 counts from the beginning. */
function slowDrawdown(list: readonly Moment[]): { depth: number; peakTs: number; troughTs: number; longestMs: number } {
  const start: Moment = { ts: list[0]?.ts ?? 0, equity: 100 }
  const all = (list[0]?.equity ?? 0) >= 1_000 ? list : [start, ...list]
  const worst = { depth: 0, peakTs: 0, troughTs: 0, longestMs: 0 }
  let peak = all[0] as Moment
  let wasBelow = false
  for (const now of all) {
    if (now.equity < peak.equity) {
      wasBelow = true
      const depth = (peak.equity - now.equity) / peak.equity
      if (depth > worst.depth) Object.assign(worst, { depth, peakTs: peak.ts, troughTs: now.ts })
    }
    if (wasBelow) worst.longestMs = Math.max(worst.longestMs, now.ts - peak.ts)
    if (now.equity >= peak.equity) {
      peak = now
      wasBelow = false
    }
  }
  return worst
}
