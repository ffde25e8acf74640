import { isTapelineError, type BarCopy, type IndicatorDefinition, type TradeCopy } from '@tapeline/core'
import { indicate, LiveIndicators } from '@tapeline/core/rx'
import { atr, bollinger, ema, macd, rsi, sma, twpa, vwap, vwma } from '@tapeline/indicators'
import fc from 'fast-check'
import { from, NEVER, Observable, of, Subject, take, toArray } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'

const MINUTE = 60_000

function bar(n: number, close: number, more: Partial<BarCopy> = {}): BarCopy {
  return {
    openTime: n * MINUTE,
    closeTime: (n + 1) * MINUTE,
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 10,
    ...more,
  }
}

function collect<T>(stream: Observable<T>): { readonly values: T[]; readonly error: unknown; readonly done: boolean } {
  const seen = { values: [] as T[], error: undefined as unknown, done: false }
  stream.subscribe({
    next: (value) => seen.values.push(value),
    error: (error: unknown) => (seen.error = error),
    complete: () => (seen.done = true),
  })
  return seen
}

/** Indicators of every kind: simple, of several outputs, of means of prices, composed, over time, with gaps. */
const EVERY_KIND = {
  fast: ema({ period: 3 }),
  again: ema({ period: 3 }),
  bands: bollinger({ period: 4 }),
  range: atr({ period: 3 }),
  line: macd({ fast: 2, slow: 4, signal: 2 }),
  smooth: ema({ period: 3, of: macd({ fast: 2, slow: 4, signal: 2 }), output: 'signal' }),
  weighed: vwma({ period: 2 }),
  ofWeighed: sma({ period: 3, of: vwma({ period: 2 }) }),
  strength: rsi({ period: 3, of: vwma({ period: 2 }) }),
  average: sma({ period: 3, input: 'hlc3' }),
  anchored: vwap(),
  held: twpa({ t1: 180, t2: 0 }),
}

describe('indicate', () => {
  it('gives each bar with the values as of then, and infers their names and types', () => {
    const { values, done } = collect(
      from([1, 2, 3].map((close, n) => ({ ...bar(n, close), note: 'mine' }))).pipe(
        indicate({ fast: ema({ period: 2 }), bb: bollinger({ period: 3 }) }),
      ),
    )
    expect(done).toBe(true)
    expect(values.map(({ ind }) => ind)).toEqual([
      { fast: null, bb: { upper: null, middle: null, lower: null } },
      { fast: 1.5, bb: { upper: null, middle: null, lower: null } },
      { fast: 2.5, bb: { upper: 2 + 2 * Math.sqrt(2 / 3), middle: 2, lower: 2 - 2 * Math.sqrt(2 / 3) } },
    ])
    expect(values[2]?.bar.note).toBe('mine')
    expectTypeOf(values[0]!.ind.fast).toEqualTypeOf<number | null>()
    expectTypeOf(values[0]!.ind.bb.upper).toEqualTypeOf<number | null>()
    expectTypeOf(values[0]!.bar.note).toEqualTypeOf<string>()
    // @ts-expect-error there is no such indicator
    void values[0]?.ind.slow
    // @ts-expect-error an event is a bar or a trade
    void of(5).pipe(indicate({ fast: ema() }))
  })

  it('takes trades, and calls them so', () => {
    const trade = (ts: number, price: number): TradeCopy => ({ ts, price, size: 2, aggressorSide: 'buy' })
    const { values } = collect(
      of(trade(1, 10), trade(1, 12), trade(2, 14)).pipe(indicate({ mean: sma({ period: 2 }) }, { warmup: 'full' })),
    )
    expect(values.map(({ trade: { ts, price }, ind }) => [ts, price, ind.mean])).toEqual([
      [1, 12, 11],
      [2, 14, 13],
    ])
    expectTypeOf(values[0]!.ind.mean).toEqualTypeOf<number>()
    expectTypeOf(values[0]!.trade).toEqualTypeOf<TradeCopy>()
  })

  it('a forming bar revises the one before it, and leaves no trace', () => {
    const final = [3, 5, 4, 8, 7, 9, 2, 6].map((close, n) => bar(n, close))
    const forming = final.flatMap((one, n) => [bar(n, one.close * 1.7, { volume: 0 }), bar(n, 1), one])
    const seen = collect(from(forming).pipe(indicate(EVERY_KIND))).values
    const plain = collect(from(final).pipe(indicate(EVERY_KIND))).values
    expect(seen.filter((_, at) => at % 3 === 2).map(({ ind }) => ind)).toEqual(plain.map(({ ind }) => ind))
    expect(seen.map(({ isRevision }) => isRevision)).toEqual(final.flatMap(() => [false, true, true]))
    expect(plain.some(({ isRevision }) => isRevision)).toBe(false)
  })

  it('any revisions of any bars, bad numbers among them, end where final bars alone do', () => {
    const price = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom(NaN, Infinity))
    const version = fc.record({ close: price, volume: fc.constantFrom(0, 0, 3, 7) })
    const history = fc.array(fc.array(version, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 })
    // A time window cannot take a tick back; the other kinds can.
    const { held, ...kinds } = EVERY_KIND
    expect(held.type).toBe('twpa')
    fc.assert(
      fc.property(history, (bars) => {
        const events = bars.flatMap((versions, n) => versions.map(({ close, volume }) => bar(n, close, { volume })))
        const final = bars.map((versions, n) => bar(n, versions.at(-1)?.close as number, versions.at(-1)))
        const revised = collect(from(events).pipe(indicate(kinds))).values
        const expected = collect(from(final).pipe(indicate(kinds))).values
        const last = revised.filter(({ bar: { openTime } }, at) => revised[at + 1]?.bar.openTime !== openTime)
        expect(last.map(({ ind }) => ind)).toEqual(expected.map(({ ind }) => ind))
      }),
      { numRuns: 200 },
    )
  })

  it('is what batch computes, bit for bit', () => {
    const bars = Array.from({ length: 60 }, (_, n) => bar(n, 50 + ((n * 37) % 17), { volume: n % 5 }))
    const column = (name: keyof BarCopy): Float64Array => Float64Array.from(bars, (one) => one[name])
    const columns = { high: column('high'), low: column('low'), close: column('close') }
    const { values } = collect(from(bars).pipe(indicate({ range: atr({ period: 5 }), fast: ema({ period: 7 }) })))
    const expected = [atr.batch(columns, { period: 5 }).value, ema.batch(columns, { period: 7 }).value]
    expect(values.map(({ ind }) => ind.range ?? NaN)).toEqual([...(expected[0] ?? [])])
    expect(values.map(({ ind }) => ind.fast ?? NaN)).toEqual([...(expected[1] ?? [])])
  })

  it('each subscriber has a computation of its own', () => {
    const stream = from([1, 2, 3].map((close, n) => bar(n, close))).pipe(indicate({ mean: sma({ period: 2 }) }))
    const first = collect(stream).values.map(({ ind }) => ind.mean)
    expect(collect(stream).values.map(({ ind }) => ind.mean)).toEqual(first)
  })

  it('stops its source at once when nobody listens any more', () => {
    let closed = 0
    let sent = 0
    const endless = new Observable<BarCopy>((subscriber) => {
      while (!subscriber.closed) subscriber.next(bar(sent++, 5))
      return () => closed++
    })
    const { values } = collect(endless.pipe(indicate({ mean: sma({ period: 2 }) }), take(3)))
    expect([values.length, sent, closed]).toEqual([3, 3, 1])
    const source = new Subject<BarCopy>()
    const subscription = source.pipe(indicate({ mean: sma() })).subscribe()
    expect(source.observed).toBe(true)
    subscription.unsubscribe()
    expect(source.observed).toBe(false)
    const late = collect(endless.pipe(indicate({ mean: sma() }, { warmup: 'full' }), take(1), toArray()))
    expect(late.done).toBe(true)
  })

  it('passes errors of its source on', () => {
    const source = new Subject<BarCopy>()
    const seen = collect(source.pipe(indicate({ mean: sma() })))
    source.error(new Error('line cut'))
    expect(String(seen.error)).toContain('line cut')
  })

  it('a late event ends the stream with a typed error, or is left out', () => {
    const events = [bar(0, 1), bar(2, 2), bar(1, 3), bar(3, 4)]
    const strict = collect(from(events).pipe(indicate({ mean: sma({ period: 1 }) })))
    expect(strict.values).toHaveLength(2)
    expect(isTapelineError(strict.error, 'BAD_DATA')).toBe(true)
    expect(String(strict.error)).toContain('indicate, bars, row 2: openTime was 60000')
    const lenient = collect(from(events).pipe(indicate({ mean: sma({ period: 1 }) }, { late: 'drop' })))
    expect(lenient.values.map(({ ind }) => ind.mean)).toEqual([1, 2, 4])
    expect(lenient.done).toBe(true)
  })

  it.each([
    [{ ...bar(0, 1), openTime: NaN }, 'openTime was NaN'],
    [{ ...bar(0, 1), openTime: undefined as unknown as number }, 'openTime was undefined'],
    [{ ...bar(0, 1), closeTime: -5 }, 'closeTime was -5'],
    [null as unknown as BarCopy, 'openTime was undefined'],
    [{ ts: Infinity, price: 1, size: 1, aggressorSide: null } as unknown as BarCopy, 'ts was Infinity'],
  ])('%#: an event without a time is a typed error', (event, message) => {
    const { error } = collect(of(event).pipe(indicate({ mean: sma() })))
    expect(isTapelineError(error, 'BAD_DATA')).toBe(true)
    expect(String(error)).toContain(message)
  })

  it('a bad price is null for one event, and nothing more', () => {
    const events = [bar(0, 1), bar(1, 3), bar(2, '5' as unknown as number), bar(3, 5)]
    const { values } = collect(from(events).pipe(indicate({ mean: sma({ period: 2 }) })))
    expect(values.map(({ ind }) => ind.mean)).toEqual([null, 2, null, 4])
  })

  it('an indicator that cannot be fed, or throws, is an error by name', () => {
    const trade: TradeCopy = { ts: 1, price: 1, size: 1, aggressorSide: null }
    const definition = { ...sma(), inputs: ['openInterest'], create: sma().create, metadata: sma().metadata }
    const unfed = collect(of(trade).pipe(indicate({ odd: definition as unknown as IndicatorDefinition<'value'> })))
    expect(isTapelineError(unfed.error, 'UNKNOWN_SERIES')).toBe(true)
    const throwing = { ...sma(), metadata: sma().metadata, create: () => Object.assign(sma().create(), { amend }) }
    const failed = collect(of(bar(0, 1)).pipe(indicate({ odd: throwing as unknown as IndicatorDefinition<'value'> })))
    expect(isTapelineError(failed.error, 'INDICATOR_FAILED')).toBe(true)
    expect(String(failed.error)).toContain('odd')
  })

  it.each([
    [() => indicate(null as unknown as Record<string, never>), 'BAD_PARAMETER'],
    [() => indicate({ fast: 5 as unknown as IndicatorDefinition }), 'BAD_PARAMETER'],
    [() => indicate({ fast: ema({ on: 'slow' }) }), 'BAD_PARAMETER'],
    [() => indicate({ fast: ema() }, { warmup: 'complete' as 'full' }), 'BAD_PARAMETER'],
    [() => indicate({ fast: ema() }, { late: 'keep' as 'drop' }), 'BAD_PARAMETER'],
    [() => indicate({ fast: ema() }, { wramup: 'full' } as object), 'UNKNOWN_PARAMETER'],
  ])('%#: what cannot be right is refused at the call', (call, code) => {
    let fault: unknown
    try {
      call()
    } catch (error) {
      fault = error
    }
    expect(isTapelineError(fault, code)).toBe(true)
  })

  it('an empty record and a silent source are allowed', () => {
    expect(collect(of(bar(0, 1)).pipe(indicate({}, { warmup: 'full' }))).values).toEqual([
      { bar: bar(0, 1), ind: {}, isRevision: false },
    ])
    expect(collect(NEVER.pipe(indicate({ fast: ema() }))).values).toEqual([])
  })
})

describe('LiveIndicators', () => {
  it('goes on from a snapshot bit for bit, in the middle of a forming bar too', () => {
    const events = Array.from({ length: 40 }, (_, at) =>
      bar(at >> 1, at % 5 === 1 ? NaN : 20 + ((at * 7) % 11), { volume: at % 3 }),
    )
    const { held, ...kinds } = EVERY_KIND
    expect(held.type).toBe('twpa')
    const feed = (live: LiveIndicators<typeof kinds>, at: number): unknown =>
      at % 2 === 0 ? live.update(events[at] as BarCopy) : live.replace(events[at] as BarCopy)
    const whole = new LiveIndicators(kinds, 'bars')
    const expected = events.map((_, at) => feed(whole, at))
    for (const half of [1, 2, 11, 12, 25]) {
      const first = new LiveIndicators(kinds, 'bars')
      for (let at = 0; at < half; at++) feed(first, at)
      const second = new LiveIndicators(kinds, 'bars')
      second.restore(structuredClone(first.snapshot()))
      const rest = events.slice(half).map((_, at) => feed(second, half + at))
      expect(rest).toEqual(expected.slice(half))
    }
  })

  it('says when there is nothing to replace', () => {
    const live = new LiveIndicators({ mean: sma() }, 'bars')
    expect(() => live.replace(bar(0, 1))).toThrow('replace() was called before update()')
  })

  it('windows in time take new versions of the newest tick, and no tick back', () => {
    const live = new LiveIndicators({ held: twpa({ t1: 60, t2: 0 }) }, 'bars')
    live.update(bar(0, 10))
    live.update(bar(1, 99))
    live.replace(bar(1, 20))
    expect(live.update(bar(2, 50)).held).toEqual({ value: 20, coverage: 1 })
    expect(() => live.replace(bar(2, NaN))).toThrow('cannot take a tick back')
  })
})

function amend(): number {
  throw new Error('cannot bear it')
}
