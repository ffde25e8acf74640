import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barBuilder, type BarSpec, type BuiltBar } from '../../src/bars/index.js'
import type { TradeTick } from '../../src/market/index.js'
import { tradeAt } from './made-trades.js'

const trades = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 0, max: 3 }),
      step: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -2, max: 2 }) }, fc.integer({ min: -9, max: 9 })),
      quarters: fc.integer({ min: 0, max: 60 }),
      side: fc.constantFrom('buy', 'sell', null),
    }),
    { maxLength: 80, size: 'max' },
  )
  .map((raw) => {
    let [ts, price] = [0, 100]
    return raw.map(({ wait, step, quarters, side }) => tradeAt((ts += wait), (price += step), quarters / 4, side))
  })

describe('bars of a threshold', () => {
  it('equal a slow scan: tick, volume, value and range bars, trades whole', () => {
    const seen = { tick: 0, volume: 0, value: 0, range: 0 }
    const spec = fc.constantFrom<BarSpec>(
      { kind: 'tick', count: 1 },
      { kind: 'tick', count: 7 },
      { kind: 'volume', volume: 10 },
      { kind: 'value', value: 2_000 },
      { kind: 'range', range: 5 },
    )
    fc.assert(
      fc.property(spec, trades, (each, list) => {
        const bars = built(each, list)
        const groups: TradeTick[][] = []
        let group: TradeTick[] = []
        for (const trade of list) {
          group.push(trade)
          if (isComplete(each, group)) {
            groups.push(group)
            group = []
          }
        }
        if (group.length > 0) groups.push(group)
        expect(bars.map(essence)).toEqual(groups.map(barOf))
        expect(bars.map(({ isPartial }) => isPartial)).toEqual(groups.map((own) => !isComplete(each, own)))
        seen[each.kind as 'tick'] += bars.length
      }),
      { numRuns: 500 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('hold exactly the threshold where trades are split, and nothing is lost', () => {
    const seen = { split: 0 }
    fc.assert(
      fc.property(fc.constantFrom('volume', 'value'), trades, (kind, list) => {
        const spec: BarSpec =
          kind === 'volume' ? { kind, volume: 2, split: true } : { kind: 'value', value: 256, split: true }
        const bars = built(spec, list)
        const whole = bars.filter(({ isPartial }) => !isPartial)
        for (const { volume, quoteVolume } of whole)
          expect(kind === 'volume' ? volume : quoteVolume).toBeCloseTo(kind === 'volume' ? 2 : 256, 9)
        const sum = (of: (bar: BuiltBar) => number): number => bars.reduce((total, bar) => total + of(bar), 0)
        expect(sum(({ volume }) => volume)).toBeCloseTo(
          list.reduce((total, { size }) => total + size, 0),
          7,
        )
        expect(sum(({ trades }) => trades as number)).toBe(list.length)
        seen.split += whole.filter(
          ({ openTime, closeTime }, at) => whole[at - 1]?.closeTime === openTime && openTime === closeTime,
        ).length
      }),
    )
    expect(seen.split).toBeGreaterThan(50)
  })

  it('C2: refuse a trade that would be cut into more bars than anybody wants', () => {
    expect(() => built({ kind: 'volume', volume: 0.001, split: true }, [tradeAt(0, 10, 1_000)])).toThrow(/10000 bars/)
    expect(() => built({ kind: 'renko', brick: 0.001 }, [tradeAt(0, 10, 1), tradeAt(1, 1_000, 1)])).toThrow(
      /10000 bars/,
    )
  })

  it('C1: leave out, and count, a trade from before the newest bar’s end', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'tick', count: 2 }, (bar) => bars.push(bar))
    for (const ts of [10, 12, 11, 14, 13]) builder.update(tradeAt(ts, ts, 1))
    expect(bars.map(({ openTime, closeTime, open, close }) => [openTime, closeTime, open, close])).toEqual([
      [10, 12, 10, 12],
      [13, 14, 13, 14],
    ])
    expect(builder.counts.late).toBe(1)
  })

  it('C3: go on after a restart in mid bar as if nothing had happened, of every kind', () => {
    const spec = fc.constantFrom<BarSpec>(
      { kind: 'tick', count: 7 },
      { kind: 'volume', volume: 10, split: true },
      { kind: 'range', range: 5 },
      { kind: 'renko', brick: 2 },
      { kind: 'imbalance', of: 'volume', expectedTicks: 5 },
    )
    fc.assert(
      fc.property(spec, trades, fc.nat(), (each, list, at) => {
        const bars: BuiltBar[] = []
        const cut = at % (list.length + 1)
        const before = barBuilder(each, (bar) => bars.push(bar))
        for (const trade of list.slice(0, cut)) before.update(trade)
        const after = barBuilder(each, (bar) => bars.push(bar))
        after.restore(structuredClone(before.snapshot()))
        for (const trade of list.slice(cut)) after.update(trade)
        after.finish()
        expect(bars).toEqual(built(each, list))
      }),
    )
    const other = barBuilder({ kind: 'tick', count: 3 }, () => undefined)
    expect(() => other.restore(barBuilder({ kind: 'tick', count: 2 }, () => undefined).snapshot())).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_MISMATCH' }),
    )
  })

  it('draw renko bricks one by one as a slow walk does, sharing what was traded', () => {
    const seen = { up: 0, down: 0, several: 0 }
    fc.assert(
      fc.property(trades, (list) => {
        const bars = built({ kind: 'renko', brick: 2 }, list)
        const bricks: [number, number][] = []
        let [low, high] = [NaN, NaN]
        for (const { price } of list) {
          if (Number.isNaN(low)) low = high = Math.round(price / 2) * 2
          const before = bricks.length
          for (; price >= high + 2; [low, high] = [high, high + 2]) bricks.push([high, high + 2])
          for (; price <= low - 2; [low, high] = [low - 2, low]) bricks.push([low, low - 2])
          if (bricks.length > before + 1) seen.several++
        }
        expect(bars.map(({ open, close }) => [open, close])).toEqual(bricks)
        for (const { open, high, low, close } of bars) {
          expect([high >= Math.max(open, close), low <= Math.min(open, close)]).toEqual([true, true])
          seen[close > open ? 'up' : 'down']++
        }
      }),
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('draw bricks of a tenth at prices of a tenth', () => {
    const bars = built(
      { kind: 'renko', brick: 0.1 },
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => tradeAt(at, (10 + at) / 10, 1)),
    )
    expect(bars.map(({ close }) => close)).toEqual([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7])
  })

  it('close imbalance bars by the formula, worked by hand', () => {
    // Expected: 4 trades; after them the mean signed tick, weight 2 / (4 + 1), is known. Up ticks from the second trade on.
    const spec: BarSpec = { kind: 'imbalance', of: 'tick', expectedTicks: 4, barSpan: 1, tickSpan: 4, ticks: [2, 6] }
    const bars = built(
      spec,
      [1, 2, 3, 4, 5, 6, 7, 6, 7, 6, 7, 6, 7].map((price, at) => tradeAt(at, price, 1)),
    )
    // Means: 0, 0.4, 0.64, 0.784: threshold 4 x 0.784 = 3.136; sums 0, 1, 2, 3, 4: the fifth trade closes. Then 5 trades are
    // expected of a mean of 0.8704: 4.352 is not reached by 1, 2, 1, 2, 1, 2, but six trades are the most.
    expect(bars.map(({ trades, isPartial }) => [trades, isPartial])).toEqual([
      [5, false],
      [6, false],
      [2, true],
    ])
  })

  it('close imbalance bars sooner where flow is one-sided, by side where that is asked', () => {
    const spec: BarSpec = { kind: 'imbalance', of: 'volume', expectedTicks: 50, sign: 'aggressor' }
    const list = Array.from({ length: 4_000 }, (_, at) => {
      const isRush = at % 1_000 >= 800
      return tradeAt(at, 100, 1, isRush || at % 10 < 6 ? 'buy' : 'sell')
    })
    const bars = built(spec, list)
    const mean = (of: readonly BuiltBar[]): number =>
      of.reduce((sum, { trades }) => sum + (trades as number), 0) / of.length
    const rush = bars.filter(({ openTime }) => openTime % 1_000 >= 800)
    const calm = bars.filter(({ openTime }) => openTime % 1_000 < 800)
    expect(rush.length).toBeGreaterThan(4)
    expect(mean(rush)).toBeLessThan(mean(calm))
  })

  it('name what a spec cannot take', () => {
    const bad: readonly [string, object][] = [
      ['kind', { kind: 'heikin' }],
      ['count', { kind: 'tick', count: 0 }],
      ['volume', { kind: 'volume', volume: 0 }],
      ['value', { kind: 'value', value: NaN }],
      ['range', { kind: 'range', range: -1 }],
      ['brick', { kind: 'renko', brick: Infinity }],
      ['expectedTicks', { kind: 'imbalance', of: 'tick', expectedTicks: 1 }],
      ['ticks[1]', { kind: 'imbalance', of: 'tick', expectedTicks: 10, ticks: [5, 4] }],
      ['from', { kind: 'volume', volume: 1, from: 'mid' }],
      ['timeframe', { kind: 'time', timeframe: '1x' }],
      ['empty', { kind: 'time', timeframe: '1m', empty: 'fill' }],
      ['late.correctWithinMs', { kind: 'time', timeframe: '1s', late: { correctWithinMs: 1e9 } }],
      ['maxEmpty', { kind: 'time', timeframe: '1s', maxEmpty: 1e9 }],
    ]
    for (const [parameter, spec] of bad) {
      expect(() => barBuilder(spec as BarSpec, () => undefined)).toThrow(
        expect.objectContaining({ code: 'BAD_PARAMETER', details: expect.objectContaining({ parameter }) as unknown }),
      )
    }
    expect(() => barBuilder({ kind: 'tick', count: 1, empty: 'carry' } as BarSpec, () => undefined)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_PARAMETER' }),
    )
  })
})

function built(spec: BarSpec, list: readonly TradeTick[]): readonly BuiltBar[] {
  const bars: BuiltBar[] = []
  const builder = barBuilder(spec, (bar) => bars.push(bar))
  for (const trade of list) builder.update(trade)
  builder.finish()
  return bars
}

function isComplete(spec: BarSpec, group: readonly TradeTick[]): boolean {
  const sum = (of: (trade: TradeTick) => number): number => group.reduce((total, trade) => total + of(trade), 0)
  const prices = group.map(({ price }) => price)
  if (spec.kind === 'tick') return group.length >= spec.count
  if (spec.kind === 'volume') return sum(({ size }) => size) >= spec.volume
  if (spec.kind === 'value') return sum(({ price, size }) => price * size) >= spec.value
  return spec.kind === 'range' && Math.max(...prices) - Math.min(...prices) >= spec.range
}

function barOf(group: readonly TradeTick[]) {
  const prices = group.map(({ price }) => price)
  return {
    openTime: group[0]?.ts,
    closeTime: group.at(-1)?.ts,
    open: prices[0],
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1),
    volume: group.reduce((total, { size }) => total + size, 0),
    trades: group.length,
  }
}

function essence({ openTime, closeTime, open, high, low, close, volume, trades }: BuiltBar) {
  return { openTime, closeTime, open, high, low, close, volume, trades }
}
