import { concat, from, interval, map, NEVER, of, Subject, take, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { RangeCache, type BuiltBar, type LiquidationBar } from '../../src/bars/index.js'
import type { Liquidation, MarketEvent } from '../../src/market/index.js'
import { alignTo, dedupe, liquidationBars, resample, toBars } from '../../src/rx/index.js'
import { tradeAt } from '../bars/made-trades.js'

describe('toBars and resample', () => {
  it('give bars of trades, and longer ones of these, at the clock’s word', () => {
    const events$ = new Subject<MarketEvent>()
    const clock$ = new Subject<number>()
    const seen: string[] = []
    const isClosed = ({ openTime, isPartial }: BuiltBar): string => `${openTime / 1_000}${isPartial ? ' part' : ''}`
    events$
      .pipe(toBars({ kind: 'time', timeframe: '1m' }, { clock$ }))
      .subscribe((bar) => seen.push(`1m ${isClosed(bar)}`))
    const longer$ = events$.pipe(
      toBars({ kind: 'time', timeframe: '1m' }, { clock$ }),
      resample({ timeframe: '2m', missing: 'quiet' }),
    )
    longer$.subscribe({ next: (bar) => seen.push(`2m ${isClosed(bar)}`), complete: () => seen.push('end') })
    clock$.next(0)
    events$.next(tradeAt(1_000, 10, 1))
    events$.next({ type: 'Liquidation', instrumentId: 'X@test', ts: 2_000, side: 'buy', price: 1, size: 1 })
    clock$.next(60_000)
    events$.next(tradeAt(61_000, 10, 1))
    clock$.next(120_000)
    events$.next({
      type: 'StreamGap',
      instrumentId: 'X@test',
      ts: 130_000,
      from: 121_000,
      to: 130_000,
      reason: 'sequence',
    })
    events$.next(tradeAt(131_000, 10, 1))
    clock$.next(180_000)
    events$.next(tradeAt(181_000, 10, 1))
    events$.complete()
    expect(seen).toEqual(['1m 0', '1m 60', '2m 0', '1m 120 part', '1m 180 part', '2m 120 part', 'end'])
    expect([events$.observed, clock$.observed]).toEqual([false, false])
  })

  it('tell errors through the stream, leave nothing subscribed, and refuse bad options at once', () => {
    const clock$ = new Subject<number>()
    const errors: unknown[] = []
    const error = (reason: unknown): void => void errors.push((reason as { code: string }).code)
    of(tradeAt(NaN, 1, 1))
      .pipe(toBars({ kind: 'tick', count: 1 }, { clock$ }))
      .subscribe({ error })
    of(tradeAt(0, 1, 1), { ...tradeAt(0, 1, 1), instrumentId: 'Y@test' })
      .pipe(toBars({ kind: 'tick', count: 2 }))
      .subscribe({ error })
    throwError(() => Object.assign(new Error('lost'), { code: 'LOST' }))
      .pipe(toBars({ kind: 'tick', count: 1 }))
      .subscribe({ error })
    expect(errors).toEqual(['BAD_DATA', 'BAD_DATA', 'LOST'])
    expect(clock$.observed).toBe(false)
    expect(() => toBars({ kind: 'tick', count: 0 })).toThrow(/count/)
    expect(() => resample('1x' as '1m')).toThrow(/timeframe/)
  })

  it('end an endless source with its reader, and give each subscriber bars of its own', () => {
    function* endless(): Generator<MarketEvent> {
      for (let ts = 0; ; ts++) yield tradeAt(ts, 10, 1)
    }
    const bars$ = from({ [Symbol.iterator]: endless }).pipe(toBars({ kind: 'tick', count: 3 }), take(2), toArray())
    for (let subscriber = 0; subscriber < 2; subscriber++) {
      bars$.subscribe((bars) => expect(bars.map(({ openTime }) => openTime)).toEqual([0, 3]))
    }
    expect.assertions(2)
  })
})

describe('dedupe', () => {
  it('forgets keys after their time, and the oldest beyond the limit', () => {
    const events = [
      ['a', 0],
      ['a', 999],
      ['b', 1_000],
      ['a', 1_000],
      ['c', 1_001],
      ['d', 1_002],
      ['a', 1_003],
      ['b', 500],
    ] as const
    const passed: string[] = []
    from(events.map(([id, ts]) => ({ id, ts })))
      .pipe(dedupe(({ id }) => id, { ttlMs: 1_000, max: 3 }))
      .subscribe(({ id, ts }) => passed.push(`${id}${ts}`))
    expect(passed).toEqual(['a0', 'b1000', 'a1000', 'c1001', 'd1002', 'b500'])
    expect(() => dedupe(() => 1, { ttlMs: 0, max: 1 })).toThrow(/ttlMs/)
    expect(() => dedupe(() => 1, { ttlMs: 1, max: 0 })).toThrow(/max/)
  })
})

describe('alignTo', () => {
  it('R164: keeps bars in step with a range that moves, and with bars that change', () => {
    const range$ = new Subject<{ readonly from: number; readonly to: number }>()
    const bars$ = new Subject<{ readonly openTime: number; readonly closeTime: number; readonly volume: number }>()
    const shown: number[][] = []
    bars$.pipe(alignTo(range$, { max: 3 })).subscribe((bars) => shown.push(bars.map(({ volume }) => volume)))
    const put = (openTime: number, volume: number): void => bars$.next({ openTime, closeTime: openTime + 10, volume })
    put(10, 1)
    put(0, 0)
    expect(shown).toEqual([])
    range$.next({ from: 5, to: 20 })
    put(10, 11)
    put(20, 2) // outside of the range: nothing to say
    range$.next({ from: 9, to: 21 })
    put(30, 3) // the oldest leaves
    range$.next({ from: 0, to: 100 })
    range$.next({ from: 10, to: 10 })
    expect(shown).toEqual([[0, 1], [0, 11], [0, 11, 2], [11, 2, 3], []])
    expect(() => new RangeCache(0)).toThrow(/max/)
  })

  it('completes when bars and range have, and passes errors on', () => {
    const ends: string[] = []
    const observer = { error: () => ends.push('error'), complete: () => ends.push('end') }
    const bar = { openTime: 0, closeTime: 1 }
    of(bar).pipe(alignTo(NEVER)).subscribe(observer)
    of(bar)
      .pipe(alignTo(of({ from: 0, to: 1 })))
      .subscribe(observer)
    of(bar)
      .pipe(alignTo(throwError(() => new Error('lost'))))
      .subscribe(observer)
    expect(ends).toEqual(['end', 'error'])
  })
})

describe('liquidationBars', () => {
  const forced = (ts: number, side: 'buy' | 'sell', size: number, price = 10): Liquidation => ({
    type: 'Liquidation',
    instrumentId: 'X@test',
    ts,
    side,
    price,
    size,
  })

  it('R162: tells forced sells of longs from forced buys of shorts, with bars of nothing between', () => {
    const bars: LiquidationBar[] = []
    of(forced(0, 'sell', 2), forced(1, 'buy', 3, 20), forced(2, 'sell', 1), forced(180_000, 'buy', 5))
      .pipe(liquidationBars('1m'))
      .subscribe((bar) => bars.push(bar))
    expect(
      bars.map((bar) => [bar.longVolume, bar.shortVolume, bar.longQuoteVolume, bar.shortQuoteVolume, bar.count]),
    ).toEqual([
      [3, 3, 30, 60, 3],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 5, 0, 50, 1],
    ])
    expect(bars.map(({ isEmpty, isPartial }) => [isEmpty, isPartial])).toEqual([
      [false, true],
      [true, false],
      [true, false],
      [false, true],
    ])
  })

  it('R167: averages the newest bars that are not 0, and no bar twice', () => {
    const sizes = [1, 0, 2, 4, 0, 0, 8]
    const events = sizes.flatMap((size, at) => (size === 0 ? [] : [forced(at * 60_000, 'sell', size, 1)]))
    const averages = (filter: 'nonZero' | 'none', correctWithinMs?: number): readonly (number | null)[] => {
      const seen: (number | null)[] = []
      const late = correctWithinMs === undefined ? ('drop' as const) : { correctWithinMs }
      from(events)
        .pipe(liquidationBars({ timeframe: '1m', average: { period: 2, filter, of: 'volume' }, late }))
        .subscribe((bar) => bar.isFinal && seen.push(bar.average))
      return seen
    }
    expect(averages('nonZero')).toEqual([null, null, 1.5, 3, 3, 3, 6])
    expect(averages('none')).toEqual([null, 0.5, 1, 3, 2, 0, 4])
    expect(averages('nonZero', 90_000)).toEqual(averages('nonZero'))
    expect(() => liquidationBars({ timeframe: '1m', average: { period: 0 } })).toThrow(/average.period/)
  })

  it('puts history before what came live meanwhile, and counts what is in both once', () => {
    const live$ = new Subject<Liquidation>()
    const history$ = new Subject<Liquidation>()
    const bars: LiquidationBar[] = []
    live$.pipe(liquidationBars({ timeframe: '1m', history: history$ })).subscribe((bar) => bars.push(bar))
    live$.next(forced(61_000, 'sell', 2))
    live$.next(forced(62_000, 'sell', 3))
    history$.next(forced(1_000, 'buy', 1))
    history$.next(forced(61_000, 'sell', 2))
    history$.complete()
    live$.next(forced(63_000, 'sell', 4))
    live$.next(forced(63_000, 'sell', 4))
    live$.complete()
    expect(bars.map(({ longVolume, shortVolume }) => [longVolume, shortVolume])).toEqual([
      [0, 1],
      [13, 0],
    ])
    expect([live$.observed, history$.observed]).toEqual([false, false])
  })
})

it('a source of real time keeps no timer of its own: the clock is handed in', () => {
  const clock$ = interval(1_000).pipe(map((second) => second * 1_000))
  const subscription = concat(of(tradeAt(0, 1, 1)), NEVER)
    .pipe(toBars({ kind: 'time', timeframe: '1s' }, { clock$ }))
    .subscribe()
  subscription.unsubscribe()
  expect(subscription.closed).toBe(true)
})
