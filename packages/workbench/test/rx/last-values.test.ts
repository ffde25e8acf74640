import { isTapelineError } from '@tapeline/core'
import { cacheFirst, conflate } from '@tapeline/core/rx'
import { Conflator } from '@tapeline/core/source'
import fc from 'fast-check'
import { from, Subject, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'

interface Tick {
  readonly instrumentId: string
  readonly ts: number
  readonly n: number
}

const tick = (instrumentId: string, ts: number, n = 0): Tick => ({ instrumentId, ts, n })

describe('conflate', () => {
  it('A17: gives the last of each key and interval, and nothing else, as a scan of the whole does', () => {
    let conflated = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(400)), { maxLength: 60 }), (steps) => {
        let ts = 0
        const ticks = steps.map(([key, step], n) => tick(key, (ts += step), n))
        const given: Tick[] = []
        from(ticks)
          .pipe(conflate(1_000))
          .subscribe((one) => given.push(one))
        const last = new Map<string, Tick>()
        for (const one of ticks) last.set(`${Math.floor(one.ts / 1_000)} ${one.instrumentId}`, one)
        expect(given).toHaveLength(last.size)
        expect(new Set(given)).toEqual(new Set(last.values()))
        for (let n = 1; n < given.length; n++)
          expect(Math.floor((given[n] as Tick).ts / 1_000)).toBeGreaterThanOrEqual(
            Math.floor((given[n - 1] as Tick).ts / 1_000),
          )
        conflated += ticks.length - given.length
      }),
    )
    expect(conflated).toBeGreaterThan(100)
  })

  it('C1: of a key the newest time wins, a late event never', () => {
    const given: Tick[] = []
    from([tick('a', 500, 1), tick('a', 400, 2), tick('b', 100, 3)])
      .pipe(conflate(1_000))
      .subscribe((one) => given.push(one))
    expect(given.map(({ n }) => n)).toEqual([1, 3])
  })

  it('a clock ends intervals while no event does, and is let go of with the source', () => {
    const [source, clock] = [new Subject<Tick>(), new Subject<number>()]
    const given: unknown[] = []
    source
      .pipe(conflate(1_000, { clock$: clock }))
      .subscribe({ next: ({ n }) => given.push(n), complete: () => given.push('end') })
    source.next(tick('a', 100, 1))
    clock.next(999)
    expect(given).toEqual([])
    clock.next(1_000)
    expect(given).toEqual([1])
    source.next(tick('a', 1_100, 2))
    source.complete()
    expect(given).toEqual([1, 2, 'end'])
    expect([source.observed, clock.observed]).toEqual([false, false])
    const [again, ticking] = [new Subject<Tick>(), new Subject<number>()]
    again
      .pipe(conflate(1_000, { clock$: ticking }))
      .subscribe()
      .unsubscribe()
    expect([again.observed, ticking.observed]).toEqual([false, false])
  })

  it('C9: more keys than it may hold are given early, not lost', () => {
    const given: string[] = []
    const conflator = new Conflator<string>(1_000, { maxKeys: 2 })
    for (const key of ['a', 'b', 'c', 'd']) conflator.update(key, key, 1, (one) => given.push(one))
    expect(given).toEqual(['a', 'b'])
    conflator.flush((one) => given.push(one))
    expect(given).toEqual(['a', 'b', 'c', 'd'])
  })

  it('passes errors on, and refuses what cannot be', () => {
    let seen: unknown
    throwError(() => 'gone')
      .pipe(conflate(1))
      .subscribe({ error: (error: unknown) => (seen = error) })
    expect(seen).toBe('gone')
    from([{}])
      .pipe(conflate(1))
      .subscribe({ error: (error: unknown) => (seen = error) })
    expect(isTapelineError(seen, 'BAD_DATA')).toBe(true)
    for (const ms of [0, -1, NaN, Infinity]) expect(() => conflate(ms)).toThrow(/ms was/)
    expect(() => conflate(1, { maxKeys: 0 })).toThrow(/maxKeys was 0/)
  })
})

describe('cacheFirst', () => {
  it('gives the last value at once, with its age, and then what is live', () => {
    let clock = 0
    const source = new Subject<number>()
    const cached = source.pipe(cacheFirst({ staleAfterMs: 100, now: () => clock }))
    const first: unknown[] = []
    const subscription = cached.subscribe((value) => first.push(value))
    source.next(1)
    clock = 100
    const second: unknown[] = []
    cached.subscribe((value) => second.push(value)).add(cached.subscribe())
    source.next(2)
    expect(first).toEqual([1, 2].map((value) => ({ value, isCached: false, ageMs: 0, isStale: false })))
    expect(second).toEqual([
      { value: 1, isCached: true, ageMs: 100, isStale: false },
      { value: 2, isCached: false, ageMs: 0, isStale: false },
    ])
    subscription.unsubscribe()
  })

  it('A16: lets go of the source with the last subscriber, and keeps its last value', () => {
    let clock = 0
    const source = new Subject<number>()
    const cached = source.pipe(cacheFirst({ staleAfterMs: 100, now: () => clock }))
    const subscriptions = [cached.subscribe(), cached.subscribe()]
    source.next(1)
    for (const subscription of subscriptions) subscription.unsubscribe()
    expect(source.observed).toBe(false)
    clock = 101
    let seen: unknown
    cached.subscribe((value) => (seen = value))
    expect(seen).toEqual({ value: 1, isCached: true, ageMs: 101, isStale: true })
    expect(source.observed).toBe(true)
  })

  it('gives no age where nothing was said before, and refuses what cannot be', () => {
    const now = (): number => 0
    let seen: unknown
    from([1])
      .pipe(cacheFirst({ now }), toArray())
      .subscribe((all) => (seen = all))
    expect(seen).toEqual([{ value: 1, isCached: false, ageMs: 0, isStale: false }])
    for (const staleAfterMs of [-1, NaN]) expect(() => cacheFirst({ now, staleAfterMs })).toThrow(/staleAfterMs was/)
    expect(() => cacheFirst({ now, ttl: 1 } as never)).toThrow(/no parameter "ttl"/)
    expect(() => cacheFirst({} as never)).toThrow(/now was undefined/)
  })
})
