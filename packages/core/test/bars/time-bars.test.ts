import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barBuilder, type BarSpec, type BuiltBar, type TimeBarSpec } from '../../src/bars/index.js'
import type { TradeTick } from '../../src/market/index.js'
import { barCloseTime, barOpenTime, type Timeframe } from '../../src/time/index.js'
import { feed, steps, tradeAt, type Step } from './made-trades.js'

const start = fc.integer({ min: -1e4, max: 2e9 }).map((n) => n * 1_000)
const timeframe = fc.constantFrom<Timeframe>('1s', '3s', '7s', '1m')
const lateness = fc.constantFrom(0, 500, 2_000, 10_000)

describe('bars of the clock', () => {
  it('C1, C2: equal a slow grouping, for each policy of late trades and of empty bars', () => {
    const seen = { boundaries: 0, ties: 0, late: 0, corrected: 0, revisions: 0, empty: 0, gaps: 0, unknown: 0, bars: 0 }
    fc.assert(
      fc.property(timeframe, lateness, fc.boolean(), steps(start), (frame, latenessMs, carries, list) => {
        const spec: TimeBarSpec = {
          kind: 'time',
          timeframe: frame,
          late: latenessMs === 0 ? 'drop' : { correctWithinMs: latenessMs },
          empty: carries ? 'carry' : 'none',
        }
        const { bars, counts } = built(spec, list)
        const slow = grouped(frame, latenessMs, carries, list)
        const final = bars.filter(({ isFinal }) => isFinal)
        expect(final.map(essence)).toEqual(slow.final)
        expect(counts).toMatchObject({ late: slow.late, corrected: slow.corrected })
        // Revisions of a bar count from 0, and the last version says the same as the final one.
        for (const bar of final) {
          const versions = bars.filter(({ openTime }) => openTime === bar.openTime)
          const numbers = versions.map(({ revision }) => revision)
          const last = versions.at(-1) as BuiltBar
          expect(numbers.slice(0, latenessMs === 0 ? 1 : -1)).toEqual(
            Array.from({ length: bar.revision + 1 }, (_, at) => at),
          )
          expect(last).toEqual(bar)
          if (latenessMs > 0) expect({ ...versions.at(-2), isFinal: true }).toEqual(bar)
          seen.revisions += bar.revision
          if (bar.isEmpty) seen.empty++
          if (bar.buyVolume === null) seen.unknown++
        }
        const order = final.map(({ openTime }) => openTime)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        seen.bars += final.length
        seen.late += counts.late
        seen.corrected += counts.corrected
        seen.gaps += final.filter(
          ({ openTime }, at) => at > 0 && (final[at - 1] as BuiltBar).closeTime < openTime,
        ).length
        const trades = tradesOf(list)
        seen.boundaries += trades.filter(({ ts }) => barOpenTime(frame, ts) === ts).length
        seen.ties += trades.filter(({ ts }, at) => trades[at - 1]?.ts === ts).length
      }),
      { numRuns: 600 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('C3: go on after a restart in mid bar as if nothing had happened', () => {
    const seen = { forming: 0, kept: 0 }
    fc.assert(
      fc.property(timeframe, lateness, fc.boolean(), steps(start), fc.nat(), (frame, latenessMs, carries, list, at) => {
        const spec: TimeBarSpec = {
          kind: 'time',
          timeframe: frame,
          late: latenessMs === 0 ? 'drop' : { correctWithinMs: latenessMs },
          empty: carries ? 'carry' : 'none',
        }
        const cut = at % (list.length + 1)
        const bars: BuiltBar[] = []
        const before = barBuilder(spec, (bar) => bars.push(bar))
        feed(before, list.slice(0, cut))
        const snapshot = structuredClone(before.snapshot())
        const after = barBuilder(spec, (bar) => bars.push(bar))
        after.restore(snapshot)
        expect(after.forming).toEqual(before.forming)
        expect(after.snapshot()).toEqual(snapshot)
        if (before.forming !== null) seen.forming++
        if (bars.some(({ isFinal }) => !isFinal)) seen.kept++
        feed(after, list.slice(cut))
        after.finish()
        const whole = built(spec, list)
        expect(bars).toEqual(whole.bars)
        expect(after.counts).toEqual(whole.counts)
      }),
      { numRuns: 300 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('C1: a trade on the boundary opens the next bar, and a time of 0 is a time', () => {
    const { bars } = built({ kind: 'time', timeframe: '1m' }, [
      { trade: tradeAt(0, 10, 1) },
      { trade: tradeAt(59_999.999, 12, 2) },
      { trade: tradeAt(60_000, 11, 3) },
    ])
    expect(bars.map(({ openTime, close, volume }) => [openTime, close, volume])).toEqual([
      [0, 12, 3],
      [60_000, 11, 3],
    ])
  })

  it('C1: leave out a trade too far ahead of the clock, and nothing else moves', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '1m', maxAheadMs: 1_000 }, (bar) => bars.push(bar))
    builder.update({ ...tradeAt(1_000, 10, 1), tsRecv: 0 })
    builder.update({ ...tradeAt(1e12, 99, 1), tsRecv: 500 })
    builder.update({ ...tradeAt(1_500, 11, 1), tsRecv: 500 })
    expect([bars.length, builder.forming?.close, builder.counts.future]).toEqual([0, 11, 1])
  })

  it('C1: the clock waits for trades on their way, a later trade does not', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '1m', delayMs: 200 }, (bar) => bars.push(bar))
    builder.update(tradeAt(1_000, 10, 1))
    builder.advance(60_150)
    builder.update(tradeAt(59_900, 11, 1))
    expect(bars).toEqual([])
    builder.advance(60_200)
    expect(bars.map(({ close }) => close)).toEqual([11])
  })

  it('C2: end a weekend of empty seconds at the limit, in one step or second by second', () => {
    const weekend = 200_000
    const stepwise: BuiltBar[] = []
    const spec: BarSpec = { kind: 'time', timeframe: '1s', empty: 'carry', maxEmpty: 50 }
    const builder = barBuilder(spec, (bar) => stepwise.push(bar))
    builder.update(tradeAt(0, 10, 1))
    for (let second = 1; second <= weekend; second++) builder.advance(second * 1_000)
    builder.update(tradeAt(weekend * 1_000, 11, 1))
    builder.finish()
    const { bars } = built(spec, [{ trade: tradeAt(0, 10, 1) }, { trade: tradeAt(weekend * 1_000, 11, 1) }])
    expect(bars).toHaveLength(52)
    expect(bars).toEqual(stepwise)
    expect(bars[1]).toMatchObject({
      isEmpty: true,
      open: 10,
      close: 10,
      volume: 0,
      trades: 0,
      vwap: null,
      isPartial: false,
    })
    const asked = built({ ...spec, maxEmpty: 1_000_000 }, [{ trade: tradeAt(0, 10, 1) }, { now: weekend * 1_000 }])
    expect(asked.bars).toHaveLength(weekend)
    const jump = built(spec, [{ trade: tradeAt(0, 10, 1) }, { now: 8e15 }])
    expect(jump.bars).toHaveLength(51)
  })

  it('C3: say which bars are parts: the first unless the clock was told before, the last, and those of a gap', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '1m' }, (bar) => bars.push(bar))
    for (let minute = 0; minute < 6; minute++) {
      if (minute === 3) builder.markGap({ from: 150_000, to: 181_000 })
      builder.update(tradeAt(minute * 60_000 + 2_000, 10, 1))
    }
    builder.finish()
    expect(bars.map(({ isPartial }) => isPartial)).toEqual([true, false, true, true, false, true])
    expect(bars.map(({ isFirst }) => isFirst)).toEqual([true, false, false, false, false, false])
    const told = built({ kind: 'time', timeframe: '1m' }, [{ now: 0 }, { trade: tradeAt(1, 10, 1) }, { now: 60_000 }])
    expect(told.bars.map(({ isPartial }) => isPartial)).toEqual([false])
  })

  it('C4: sum ten million trades to a billionth', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '1d' }, (bar) => bars.push(bar))
    const print = { ...tradeAt(0, 10, 0.1), ts: 0 }
    for (let i = 0; i < 10_000_000; i++) builder.update(print)
    builder.finish()
    expect(Math.abs((bars[0]?.volume as number) / 1_000_000 - 1)).toBeLessThan(1e-15)
    expect(Math.abs((bars[0]?.quoteVolume as number) / 10_000_000 - 1)).toBeLessThan(1e-15)
  })

  it('A2: refuse what cannot be a trade, and stay as they were', () => {
    const builder = barBuilder({ kind: 'time', timeframe: '1m' }, () => undefined)
    builder.update(tradeAt(0, 10, 1))
    const before = builder.forming
    const bad: readonly [string, object][] = [
      ['ts', { ts: NaN }],
      ['ts', { ts: 1e300 }],
      ['price', { price: Infinity }],
      ['price', { price: '10' }],
      ['size', { size: -1 }],
      ['size', { size: 1e300 }],
      ['instrumentId', { instrumentId: 'Y@test' }],
      ['type', { type: 'QuoteTick' }],
    ]
    for (const [column, fault] of bad) {
      expect(() => builder.update({ ...tradeAt(1, 10, 1), ...fault } as TradeTick)).toThrow(
        expect.objectContaining({ code: 'BAD_DATA', details: expect.objectContaining({ column }) as unknown }),
      )
    }
    expect(builder.forming).toEqual(before)
  })
})

function built(spec: TimeBarSpec, list: readonly Step[]) {
  const bars: BuiltBar[] = []
  const builder = barBuilder(spec, (bar) => bars.push(bar))
  feed(builder, list)
  builder.finish()
  return { bars, counts: builder.counts }
}

function essence(bar: BuiltBar) {
  const { openTime, open, high, low, close, volume, quoteVolume, trades, buyVolume, sellVolume, isEmpty } = bar
  return { openTime, open, high, low, close, volume, quoteVolume, trades, buyVolume, sellVolume, isEmpty }
}

function tradesOf(list: readonly Step[]): readonly TradeTick[] {
  return list.flatMap((step) => ('trade' in step ? [step.trade] : []))
}

/** Groups by interval what comes before its lateness is over; then carries closes. */
function grouped(frame: Timeframe, latenessMs: number, carries: boolean, list: readonly Step[]) {
  const groups = new Map<number, TradeTick[]>()
  let [clock, late, corrected] = [-Infinity, 0, 0]
  for (const step of list) {
    clock = Math.max(clock, 'now' in step ? step.now : step.trade.ts)
    if ('now' in step) continue
    const openTime = barOpenTime(frame, step.trade.ts)
    const closeTime = barCloseTime(frame, openTime)
    if (clock >= closeTime + latenessMs) {
      late++
      continue
    }
    if (clock >= closeTime) corrected++
    groups.set(openTime, [...(groups.get(openTime) ?? []), step.trade])
  }
  const opens = [...groups.keys()].sort((a, b) => a - b)
  const first = opens[0]
  const final = []
  if (carries && first !== undefined) {
    // Empty bars are drawn until the clock's own interval, and only after something was traded.
    const firstKnown = firstClosedOf(frame, latenessMs, list)
    for (let at = first; barCloseTime(frame, at) <= clock; at = barCloseTime(frame, at))
      if (!groups.has(at) && at >= firstKnown) opens.push(at)
    opens.sort((a, b) => a - b)
  }
  let close = NaN
  for (const openTime of opens) {
    const own = [...(groups.get(openTime) ?? [])].sort((a, b) => a.ts - b.ts)
    const prices = own.length === 0 ? [close] : own.map(({ price }) => price)
    close = prices.at(-1) as number
    const sum = (of: (trade: TradeTick) => number): number => own.reduce((total, trade) => total + of(trade), 0)
    const isSided = own.length === 0 || own.some(({ aggressorSide }) => aggressorSide !== null)
    final.push({
      openTime,
      open: prices[0],
      high: Math.max(...prices),
      low: Math.min(...prices),
      close,
      volume: sum(({ size }) => size),
      quoteVolume: sum(({ price, size }) => price * size),
      trades: own.length,
      buyVolume: isSided ? sum(({ aggressorSide, size }) => (aggressorSide === 'buy' ? size : 0)) : null,
      sellVolume: isSided ? sum(({ aggressorSide, size }) => (aggressorSide === 'sell' ? size : 0)) : null,
      isEmpty: own.length === 0,
    })
  }
  return { final, late, corrected }
}

/** The interval of the first trade that was taken: nothing before it is drawn empty. */
function firstClosedOf(frame: Timeframe, latenessMs: number, list: readonly Step[]): number {
  let clock = -Infinity
  for (const step of list) {
    clock = Math.max(clock, 'now' in step ? step.now : step.trade.ts)
    if ('now' in step) continue
    const openTime = barOpenTime(frame, step.trade.ts)
    if (clock < barCloseTime(frame, openTime) + latenessMs) return openTime
  }
  return Infinity
}
