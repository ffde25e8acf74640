import { isTapelineError, type BarCopy } from '@tapeline/core'
import {
  annotate,
  changed,
  crosses,
  crossesAbove,
  crossesBelow,
  falling,
  forMs,
  indicate,
  percentRank,
  rising,
  where,
  within,
  zScore,
} from '@tapeline/core/rx'
import { bollinger, rsi, sma } from '@tapeline/indicators'
import { delay, filter, from, map, NEVER, of, Subject, take, type Observable, type OperatorFunction } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'

function collect<T>(stream: Observable<T>): { readonly values: T[]; readonly error: unknown } {
  const seen = { values: [] as T[], error: undefined as unknown }
  stream.subscribe({ next: (value) => seen.values.push(value), error: (error: unknown) => (seen.error = error) })
  return seen
}

function bars(closes: readonly number[]): BarCopy[] {
  return closes.map((close, n) => ({
    openTime: n * 60_000,
    closeTime: (n + 1) * 60_000,
    open: close,
    high: close,
    low: close,
    close,
    volume: 1,
  }))
}

const self = (x: number): number => x

describe('operators over values', () => {
  it.each<[string, OperatorFunction<number, unknown>, unknown[]]>([
    ['crossesAbove', crossesAbove(self, 2), [false, false, true, false, false]],
    ['crossesBelow', crossesBelow(self, 2), [false, false, false, false, true]],
    ['crosses', crosses(self, 2), [false, false, true, false, true]],
    ['crosses a series', crosses(self, (x) => 4 - x), [false, false, true, false, true]],
    ['rising', rising(self), [false, true, true, false, false]],
    ['rising twice', rising(self, 2), [false, false, true, false, false]],
    ['falling', falling(self), [false, false, false, false, true]],
    ['percentRank', percentRank(self, 2), [null, null, 100, 100, 0]],
    ['zScore', zScore(self, 2), [null, 1, 1, null, -1]],
    ['changed', changed(self, 2), [true, false, true, false, true]],
  ])('%s gives one answer an event', (_, operator, answers) => {
    expect(collect(from([1, 2, 3, 3, 1]).pipe(operator)).values).toEqual(answers)
  })

  it('time is that of the bar, of the trade, or what the caller says', () => {
    const times = [0, 400, 1000]
    const high = (): boolean => true
    const inBars = from(times.map((closeTime) => ({ bar: { closeTime } }))).pipe(forMs(high, 1000))
    const inTrades = from(times.map((ts) => ({ trade: { ts } }))).pipe(forMs(high, 1000))
    const told = from(times).pipe(forMs(high, 1000, { time: (x) => x }))
    const broken = from(times).pipe(forMs(high, 1000, { time: (x) => x, maxGapMs: 500 }))
    expect([inBars, inTrades, told, broken].map((stream) => collect(stream).values.at(-1))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(collect(from(times).pipe(within((x) => x === 0, 1000, { time: self }))).values).toEqual([true, true, false])
    const { error } = collect(from(times).pipe(forMs(high, 1000)))
    expect(isTapelineError(error, 'BAD_DATA')).toBe(true)
    expect(String(error)).toContain('option `time`')
  })

  it('follow the values of indicators, new versions of a bar included, with types that need no annotation', () => {
    const final = bars([5, 5, 5, 9, 9, 2, 2, 8])
    const forming = final.flatMap((bar) => [{ ...bar, close: 6 }, { ...bar, close: 1 }, bar])
    const answers = (source: readonly BarCopy[]): boolean[] =>
      collect(
        from(source).pipe(
          indicate({ fast: sma({ period: 1 }), slow: sma({ period: 3 }), bb: bollinger({ period: 2 }) }),
          annotate({
            up: crossesAbove(
              (e) => e.ind.fast,
              (e) => e.ind.slow,
            ),
            rank: percentRank((e) => e.ind.bb.upper, 2),
            calm: map((e) => e.bar.volume < 5),
          }),
        ),
      ).values.map((event) => {
        expectTypeOf(event.up).toEqualTypeOf<boolean>()
        expectTypeOf(event.rank).toEqualTypeOf<number | null>()
        expectTypeOf(event.ind.bb.upper).toEqualTypeOf<number | null>()
        expectTypeOf(event.bar).toEqualTypeOf<BarCopy>()
        return event.up
      })
    expect(answers(final)).toEqual([false, false, false, true, false, false, false, true])
    expect(answers(forming).filter((_, at) => at % 3 === 2)).toEqual(answers(final))
  })

  it('where lets events through, with all that they carry', () => {
    const { values } = collect(
      from(bars([5, 4, 3, 4, 5])).pipe(
        indicate({ strength: rsi({ period: 1 }) }, { warmup: 'full' }),
        where(crossesAbove((e) => e.ind.strength, 50)),
        map((e) => {
          expectTypeOf(e.ind.strength).toEqualTypeOf<number>()
          return e.bar.close
        }),
      ),
    )
    expect(values).toEqual([4])
  })

  it('each subscriber has a state of its own, and leaves its source when it goes', () => {
    const stream = from([1, 2, 3]).pipe(where(rising(self)))
    expect([collect(stream).values, collect(stream).values]).toEqual([
      [2, 3],
      [2, 3],
    ])
    const source = new Subject<{ x: number }>()
    const inner = new Subject<boolean>()
    const subscription = source
      .pipe(
        annotate({ up: rising((e: { x: number }) => e.x) }),
        where(() => inner),
        take(1),
      )
      .subscribe({ error: () => undefined })
    expect([source.observed, inner.observed]).toEqual([true, true])
    subscription.unsubscribe()
    expect([source.observed, inner.observed]).toEqual([false, false])
  })

  it('an operator that does not answer at once is an error, and so is one that fails', () => {
    const silent = [filter<boolean>(() => false), delay<boolean>(1), () => NEVER]
    for (const operator of silent) {
      const { error } = collect(of(true).pipe(where(operator as OperatorFunction<boolean, boolean>)))
      expect(isTapelineError(error, 'NO_ANSWER')).toBe(true)
    }
    const failing = map((): boolean => {
      throw new Error('no idea')
    })
    expect(String(collect(of(true).pipe(where(failing))).error)).toContain('no idea')
    expect(String(collect(of({}).pipe(annotate({ odd: failing }))).error)).toContain('no idea')
  })

  it.each([
    [() => rising(self, 0), 'rising: times was 0'],
    [() => falling(self, 1.5), 'falling: times was 1.5'],
    [() => crosses(self, 1, { from: 'no' as 'touch' }), 'crossing: from was "no"'],
    [() => forMs(() => true, -1), 'lasting: ms was -1'],
    [() => within(() => true, 5, { tiem: self } as object), 'within: there is no parameter "tiem"'],
    [() => percentRank(self, 0), 'percentRank: period was 0'],
    [() => zScore(self, 1), 'zScore: period was 1'],
    [() => changed(self, -1), 'change: by was -1'],
  ])('%#: bad options are thrown at the call', (call, message) => {
    expect(call).toThrow(message)
  })
})
