/** @module-tag zone */
import type { BarColumns } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import { inspectBars } from '../../src/index.js'

const DAY = 86_400_000
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)

describe('inspectBars', () => {
  it('says nothing about weekdays of quiet trade', () => {
    expect(inspectBars(weekdays(250))).toEqual([])
  })

  it('names opens that equal the close before, when most do', () => {
    const bars = weekdays(100)
    for (let i = 1; i < 100; i++) bars.open[i] = bars.close[i - 1] as number
    expect(codes(bars)).toEqual([['opensEqualPreviousClose', 99, 1]])
    bars.open.fill(99, 0, 30)
    expect(codes(bars)).toEqual([])
  })

  it('tells a gap from a weekend and a holiday, and knows that crypto has neither', () => {
    const bars = weekdays(60)
    bars.openTime.subarray(20).forEach((ts, i) => (bars.openTime[20 + i] = ts + 14 * DAY))
    expect(codes(bars)).toEqual([['unusualGaps', 1, 20]])
    const crypto = everyDay(60)
    crypto.openTime.subarray(30).forEach((ts, i) => (crypto.openTime[30 + i] = ts + DAY))
    expect(codes(crypto)).toEqual([['unusualGaps', 1, 30]])
  })

  it('counts duplicate and unsorted times', () => {
    const bars = everyDay(40)
    bars.openTime[10] = bars.openTime[9] as number
    expect(codes(bars)).toContainEqual(['duplicateTimes', 1, 10])
    const unsorted = everyDay(40)
    unsorted.openTime[10] = unsorted.openTime[8] as number
    expect(codes(unsorted)).toContainEqual(['unsortedRows', 1, 10])
  })

  it('finds an outlier, flat bars and bars without volume', () => {
    const bars = everyDay(60)
    bars.high[50] = 250
    expect(codes(bars)).toEqual([['outliers', 1, 50]])
    const flat = everyDay(60)
    for (let i = 40; i < 50; i++) flat.open[i] = flat.high[i] = flat.low[i] = flat.close[i] = 100 + i
    expect(codes(flat)).toContainEqual(['flatBars', 10, 40])
    const dead = everyDay(60)
    dead.volume.fill(0, 45, 60)
    expect(codes(dead)).toEqual([['zeroVolume', 15, 45]])
  })

  it('says it in a sentence with the numbers', () => {
    const bars = everyDay(60)
    bars.high[50] = 250
    expect(inspectBars(bars)[0]?.message).toBe(
      '1 of 60 rows with a move of more than 15 times the usual: a split, a bad print, or a very bad day (first at row 50).',
    )
  })

  it('takes an empty table', () => {
    expect(inspectBars(everyDay(0))).toEqual([])
  })
})

function codes(bars: BarColumns): unknown[] {
  return inspectBars(bars).map(({ code, count, first }) => [code, count, first])
}

function weekdays(length: number): BarColumns {
  return make(length, (i) => MONDAY + (Math.floor(i / 5) * 7 + (i % 5)) * DAY)
}

function everyDay(length: number): BarColumns {
  return make(length, (i) => MONDAY + i * DAY)
}

function make(length: number, openTimeOf: (i: number) => number): BarColumns {
  const openTime = Float64Array.from({ length }, (_, i) => openTimeOf(i))
  const close = Float64Array.from({ length }, (_, i) => 100 + (i % 7) - (i % 3))
  const open = close.map((c, i) => c + (i % 2 === 0 ? 0.5 : -0.5))
  return {
    kind: 'bars',
    length,
    openTime,
    closeTime: openTime.map((ts) => ts + DAY),
    open,
    high: close.map((c) => c + 1),
    low: close.map((c) => c - 1),
    close,
    volume: close.map((_, i) => 1_000 + i),
  }
}
