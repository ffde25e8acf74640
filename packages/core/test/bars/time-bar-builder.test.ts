import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TimeBarBuilder, type FormingBar } from '../../src/bars/index.js'
import { isTapelineError } from '../../src/errors/index.js'
import { barCloseTime, barOpenTime, type Timeframe } from '../../src/time/index.js'
import { caught } from '../caught.js'

interface Print {
  readonly ts: number
  readonly price: number
  readonly size: number
}

describe('TimeBarBuilder', () => {
  it('C1: a trade on the boundary opens the next bar', () => {
    const { bars, late } = build('1m', [
      { ts: 0, price: 10, size: 1 },
      { ts: 59_999.999, price: 12, size: 2 },
      { ts: 60_000, price: 11, size: 3 },
      { ts: 119_999, price: 9, size: 4 },
    ])
    expect(late).toEqual([])
    expect(bars).toEqual([
      { openTime: 0, closeTime: 60_000, open: 10, high: 12, low: 10, close: 12, volume: 3 },
      { openTime: 60_000, closeTime: 120_000, open: 11, high: 11, low: 9, close: 9, volume: 7 },
    ])
  })

  it('C1: a trade of a closed bar is late, one of the forming bar is not, however disordered', () => {
    const builder = new TimeBarBuilder('1m')
    builder.add(90_000, 10, 1)
    expect([builder.isLate(60_000, 91_000), builder.isLate(59_999.999, 91_000)]).toEqual([false, true])
    builder.add(60_000, 11, 1)
    expect([builder.open, builder.close]).toEqual([10, 11])
    builder.finish()
    expect([builder.isLate(119_999.999, 120_000), builder.isLate(120_000, 120_000)]).toEqual([true, false])
  })

  it('C1: a trade that arrives once its interval is over is late, even where it would be the only one', () => {
    const builder = new TimeBarBuilder('1m')
    expect([builder.isLate(59_999, 60_000), builder.isLate(59_999, 59_999.5)]).toEqual([true, false])
    builder.add(0, 10, 1)
    builder.finish()
    expect([builder.isLate(150_000, 179_999), builder.isLate(150_000, 180_000)]).toEqual([false, true])
  })

  it('C2: draws no bar where nothing traded, at once however long the gap', () => {
    const { bars } = build('1s', [
      { ts: 0, price: 10, size: 1 },
      { ts: 1e13, price: 11, size: 1 },
    ])
    expect(bars.map(({ openTime }) => openTime)).toEqual([0, 1e13])
  })

  it('C2: draws months of the calendar', () => {
    const { bars } = build('1M', [
      { ts: Date.UTC(2024, 1, 29), price: 10, size: 1 },
      { ts: Date.UTC(2024, 2, 1), price: 11, size: 1 },
    ])
    expect(bars.map(({ openTime, closeTime }) => [openTime, closeTime])).toEqual([
      [Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)],
      [Date.UTC(2024, 2, 1), Date.UTC(2024, 3, 1)],
    ])
  })

  it('C1: equals a slow grouping of random trades, with gaps, ties, trades on boundaries and late ones', () => {
    const seen = { gaps: 0, ties: 0, boundaries: 0, late: 0, disordered: 0, bars: 0 }
    const print = fc.record({
      wait: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }).map((n) => n * 250) },
        { weight: 1, arbitrary: fc.constantFrom(0, 500, 1_000, 30_000) },
      ),
      delay: fc.oneof(
        { weight: 6, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
      ),
      price: fc.integer({ min: 1, max: 50 }),
      size: fc.integer({ min: 0, max: 1_000 }).map((lots) => lots / 10),
    })
    const timeframe = fc.constantFrom<Timeframe>('1s', '3s', '7s', '1m')
    fc.assert(
      fc.property(
        timeframe,
        fc.integer({ min: -1e4, max: 2e9 }).map((n) => n * 1_000),
        fc.array(print, { maxLength: 60 }),
        (frame, start, raw) => {
          let clock = start
          const prints = raw.map(({ wait, delay, price, size }) => ({
            now: (clock += wait),
            ts: clock - delay,
            price,
            size,
          }))
          const { bars, late } = build(frame, prints)
          const slow = group(frame, prints)
          expect(bars).toEqual(slow.bars)
          expect(late).toEqual(slow.late)
          seen.bars += bars.length
          seen.late += late.length
          for (const [i, { ts }] of prints.entries()) {
            const before = prints[i - 1]?.ts
            if (before === ts) seen.ties++
            if (before !== undefined && ts < before) seen.disordered++
            if (barOpenTime(frame, ts) === ts) seen.boundaries++
          }
          bars.forEach((bar, i) => (bars[i - 1]?.closeTime ?? bar.openTime) < bar.openTime && seen.gaps++)
        },
      ),
      { numRuns: 500 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 20]).toEqual([what, true])
  })

  it('C4: sums a volume of a million trades to a billionth', () => {
    const builder = new TimeBarBuilder('1d')
    for (let i = 0; i < 1_000_000; i++) builder.add(i, 10, 0.1)
    expect(Math.abs(builder.volume / 100_000 - 1)).toBeLessThan(1e-9)
  })

  it('is due from its closing time on, never while no bar forms', () => {
    const builder = new TimeBarBuilder('1m')
    expect(builder.isDue(1e15)).toBe(false)
    builder.add(1, 10, 1)
    expect([builder.isDue(59_999.999), builder.isDue(60_000)]).toEqual([false, true])
    builder.finish()
    expect(builder.isDue(1e15)).toBe(false)
  })

  it('refuses a timeframe that is none when it is made', () => {
    expect(
      isTapelineError(
        caught(() => new TimeBarBuilder('1y' as Timeframe)),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

interface Built {
  readonly bars: readonly FormingBar[]
  readonly late: readonly Print[]
}

/** Runs a builder as its callers do: a due bar is closed by the clock before the next trade. */
function build(timeframe: Timeframe, prints: readonly (Print & { readonly now?: number })[]): Built {
  const builder = new TimeBarBuilder(timeframe)
  const bars: FormingBar[] = []
  const late: Print[] = []
  const close = (now: number): void => {
    while (builder.isDue(now)) {
      const { openTime, closeTime, open, high, low, close, volume } = builder
      bars.push({ openTime, closeTime, open, high, low, close, volume })
      builder.finish()
    }
  }
  for (const print of prints) {
    close(print.now ?? print.ts)
    if (builder.isLate(print.ts, print.now ?? print.ts)) late.push(print)
    else builder.add(print.ts, print.price, print.size)
  }
  close(Number.MAX_VALUE)
  return { bars, late }
}

/** Groups by interval; a trade is late when it comes at the end of its interval or after. */
function group(timeframe: Timeframe, prints: readonly (Print & { readonly now: number })[]): Built {
  const groups = new Map<number, Print[]>()
  const late: Print[] = []
  for (const print of prints) {
    const own = barOpenTime(timeframe, print.ts)
    if (barCloseTime(timeframe, own) <= print.now) late.push(print)
    else groups.set(own, [...(groups.get(own) ?? []), print])
  }
  const bars = [...groups].map(([openTime, members]) => {
    const prices = members.map(({ price }) => price)
    return {
      openTime,
      closeTime: barCloseTime(timeframe, openTime),
      open: prices[0] as number,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1) as number,
      volume: members.reduce((sum, { size }) => sum + size, 0),
    }
  })
  return { bars, late }
}
