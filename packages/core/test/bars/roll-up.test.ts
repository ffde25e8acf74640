import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alwaysOpen,
  barBuilder,
  barCascade,
  rollUp,
  type BuiltBar,
  type PartBar,
  type TimeBarSpec,
} from '../../src/bars/index.js'
import type { Timeframe } from '../../src/time/index.js'
import { feed, steps, tradeAt } from './made-trades.js'

const start = fc.integer({ min: -1e4, max: 2e9 }).map((n) => n * 1_000)
const longer: readonly Timeframe[] = ['2s', '6s', '30s', '1m', '5m']

describe('a cascade', () => {
  it('C1, C2, C3: gives the same bars, corrections and parts as builders of each timeframe', () => {
    const seen = { revisions: 0, empty: 0, partial: 0, whole: 0, restarts: 0, late: 0, gaps: 0 }
    fc.assert(
      fc.property(
        fc.constantFrom(0, 500, 2_000, 10_000),
        fc.boolean(),
        steps(start, 80),
        fc.option(fc.nat()),
        fc.option(fc.nat()),
        (latenessMs, carries, list, restart, gap) => {
          const spec: TimeBarSpec = {
            kind: 'time',
            timeframe: '1s',
            late: latenessMs === 0 ? 'drop' : { correctWithinMs: latenessMs },
            empty: carries ? 'carry' : 'none',
          }
          const all: BuiltBar[] = []
          let cascade = barCascade(spec, longer, (bar) => all.push(bar))
          const single = longer.map((timeframe) => {
            const bars: BuiltBar[] = []
            return { timeframe, bars, builder: barBuilder({ ...spec, timeframe }, (bar) => bars.push(bar)) }
          })
          list.forEach((step, at) => {
            if (restart !== null && at === restart % list.length) {
              const snapshot = structuredClone(cascade.snapshot())
              cascade = barCascade(spec, longer, (bar) => all.push(bar))
              cascade.restore(snapshot)
              seen.restarts++
            }
            if (gap !== null && at === gap % list.length) {
              const to = 'now' in step ? step.now : step.trade.ts
              for (const each of [cascade, ...single.map(({ builder }) => builder)])
                each.markGap({ from: to - 3_000, to })
              seen.gaps++
            }
            const { late } = cascade.counts
            feed(cascade, [step])
            // What comes too late for its second comes too late for the cascade, though not for a minute built from trades.
            if (cascade.counts.late === late) for (const { builder } of single) feed(builder, [step])
          })
          for (const each of [cascade, ...single.map(({ builder }) => builder)]) each.finish()
          for (const { timeframe, bars } of single) {
            const own = all.filter((bar) => bar.timeframe === timeframe)
            const final = own.filter(({ isFinal }) => isFinal)
            expect(final.map(essence)).toEqual(bars.filter(({ isFinal }) => isFinal).map(essence))
            if (gap === null) expect(firstVersions(own)).toEqual(firstVersions(bars))
            seen.whole += final.length
            seen.revisions += own.filter(({ revision }) => revision > 0).length
            seen.empty += final.filter(({ isEmpty }) => isEmpty).length
            seen.partial += final.filter(({ isPartial }) => isPartial).length
          }
          seen.late += cascade.counts.late
        },
      ),
      { numRuns: 400 },
    )
    for (const [what, times] of Object.entries(seen)) expect([what, times >= 50]).toEqual([what, true])
  })

  it('adds 1m up to 5m, 15m, 1h, 4h, 1d, 1w and 1M, each as it were built from the trades', () => {
    const frames: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d', '1w', '1M']
    const all: BuiltBar[] = []
    const cascade = barCascade({ kind: 'time', timeframe: '1m' }, frames, (bar) => all.push(bar))
    const single = frames.map((timeframe) => {
      const bars: BuiltBar[] = []
      return { timeframe, bars, builder: barBuilder({ kind: 'time', timeframe }, (bar) => bars.push(bar)) }
    })
    for (let at = 0; at < 30_000; at++) {
      const trade = tradeAt(Date.UTC(2024, 0, 30) + at * 197_003, 100 + ((at * 7919) % 101), (at % 9) / 4)
      for (const each of [cascade, ...single.map(({ builder }) => builder)]) each.update(trade)
    }
    for (const { timeframe, bars } of single) {
      expect(bars.length).toBeGreaterThan(1)
      expect(all.filter((bar) => bar.timeframe === timeframe)).toEqual(bars)
    }
  })
})

describe('rollUp', () => {
  it('calls a bar partial where a part is missing at its begin, in its middle or at its end, unless missing means quiet', () => {
    const minutes = (...kept: readonly number[]): readonly PartBar[] => kept.map((minute) => partAt(minute))
    const partial = (missing: 'partial' | 'quiet', parts: readonly PartBar[]): readonly boolean[] => {
      const bars: BuiltBar[] = []
      const whole = rollUp({ timeframe: '5m', missing }, (bar) => bars.push(bar))
      for (const part of parts) whole.update(part)
      whole.advance(1e9)
      return bars.map(({ isPartial }) => isPartial)
    }
    const all = [0, 1, 2, 3, 4]
    const cases = [minutes(...all), minutes(0, 1, 3, 4), minutes(0, 1, 2, 3), minutes(...all, 6, 7, 8, 9)]
    expect(cases.map((parts) => partial('partial', parts))).toEqual([[false], [true], [true], [false, true]])
    expect(cases.map((parts) => partial('quiet', parts))).toEqual([[false], [false], [false], [false, false]])
    expect(partial('quiet', minutes(1, 2, 3, 4))).toEqual([true])
  })

  it('takes bars of a feed that says how they form, and gives out each longer one once', () => {
    const bars: BuiltBar[] = []
    const whole = rollUp({ timeframe: '2m' }, (bar) => bars.push(bar))
    for (const minute of [0, 1]) {
      for (const high of [11, 12, 13]) whole.update({ ...partAt(minute), high, isFinal: high === 13 })
    }
    expect(bars).toHaveLength(1)
    expect(bars[0]).toMatchObject({
      high: 13,
      volume: 2,
      isFinal: true,
      revision: 0,
      quoteVolume: undefined,
      trades: undefined,
      vwap: null,
    })
  })

  it('keeps to the sessions of a calendar, and refuses what cannot be a part', () => {
    const whole = rollUp({ timeframe: '1d', calendar: alwaysOpen('America/New_York') }, () => undefined)
    whole.update({ ...partAt(0), timeframe: '1m' })
    const bad: readonly [string, PartBar][] = [
      ['timeframe', { ...partAt(1), timeframe: '5m' }],
      ['timeframe', { ...partAt(1), timeframe: null }],
      ['instrumentId', { ...partAt(1), instrumentId: 'Y@test' }],
      ['openTime', { ...partAt(1), closeTime: 1e9 }],
    ]
    for (const [column, part] of bad) {
      expect(() => whole.update(part)).toThrow(
        expect.objectContaining({ code: 'BAD_DATA', details: expect.objectContaining({ column }) as unknown }),
      )
    }
    expect(() => rollUp({ timeframe: '1w' }, () => undefined).update({ ...partAt(0), timeframe: '1M' })).toThrow(
      /timeframe/,
    )
  })

  it('C1: leaves out, and counts, a bar that comes when its longer one is final', () => {
    const bars: BuiltBar[] = []
    const whole = rollUp({ timeframe: '2m' }, (bar) => bars.push(bar))
    for (const minute of [0, 1, 2, 0]) whole.update(partAt(minute))
    expect([bars.length, whole.late]).toEqual([1, 1])
  })
})

function partAt(minute: number): PartBar {
  const closeTime = (minute + 1) * 60_000
  return {
    type: 'Bar',
    instrumentId: 'X@test',
    ts: closeTime,
    timeframe: '1m',
    openTime: closeTime - 60_000,
    closeTime,
    open: 10,
    high: 11,
    low: 9,
    close: 10,
    volume: 1,
    isFinal: true,
  }
}

/** All but how often it was told. */
function essence(bar: BuiltBar): BuiltBar {
  return { ...bar, revision: 0 }
}

/** What was said of each bar at its end. */
function firstVersions(bars: readonly BuiltBar[]) {
  const first = bars.filter(({ openTime }, at) => bars.findIndex((bar) => bar.openTime === openTime) === at)
  return first.map(essence).sort((a, b) => a.openTime - b.openTime)
}
