import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarketEvent, StreamGap, TradeTick } from '../../src/index.js'
import { SeamMerge, type SeamOptions } from '../../src/source/index.js'
import { plainEvents } from '../../src/testing/index.js'

type Ids = 'counted' | 'sparse' | 'none'

/** A true tape, and what each side saw of it. */
interface Case {
  readonly ids: Ids
  readonly tape: readonly TradeTick[]
  readonly history: readonly TradeTick[]
  readonly live: readonly TradeTick[]
  /** Live events that come before history is complete. */
  readonly meanwhile: number
  /** First of the tape that is live, and how many of it history has. */
  readonly from: number
  readonly upTo: number
  /** Index of the tape from which on live lost some, and how many. */
  readonly lost: readonly [at: number, count: number]
}

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    ids: fc.constantFrom<Ids>('counted', 'sparse', 'none'),
    // Few prices and steps of 0 or 1 ms: equal trades are common.
    steps: fc.array(fc.tuple(fc.constantFrom(0, 0, 1), fc.constantFrom(1, 1, 2)), { minLength: 2, maxLength: 30 }),
    from: fc.nat(30),
    upTo: fc.nat(30),
    meanwhile: fc.nat(30),
    again: fc.array(fc.nat(30), { maxLength: 6 }),
    lost: fc.tuple(fc.nat(30), fc.constantFrom(0, 0, 1, 3)),
  })
  .map(({ ids, steps, meanwhile, again, ...rest }) => {
    let ts = 1_700_000_000_000
    const tape = steps.map(([step, price], n): TradeTick => {
      ts += step
      const tradeId = ids === 'none' ? null : String(9_007_199_254_740_990n + BigInt(ids === 'counted' ? n : n * n * 3))
      return { type: 'TradeTick', instrumentId: 'A@B', ts, price, size: 1, aggressorSide: null, tradeId }
    })
    const from = Math.min(rest.from, tape.length - 1)
    const upTo = Math.min(rest.upTo, tape.length)
    // Only ids show that something was lost, or that an event came again.
    const lost = ids === 'counted' ? ([Math.max(from + 1, rest.lost[0]), rest.lost[1]] as const) : ([0, 0] as const)
    const seen = tape.slice(from).filter((_, n) => n + from < lost[0] || n + from >= lost[0] + lost[1])
    const repeat = (events: readonly TradeTick[]): TradeTick[] =>
      ids === 'none'
        ? [...events]
        : events.flatMap((event, n) =>
            again.includes(n) ? [event, ...events.slice(Math.max(0, n - 2), n), event] : [event],
          )
    return { ids, tape, history: repeat(tape.slice(0, upTo)), live: repeat(seen), meanwhile, from, upTo, lost }
  })

function merged(
  { history, live, meanwhile }: Pick<Case, 'history' | 'live' | 'meanwhile'>,
  options?: SeamOptions,
): MarketEvent[] {
  const out: MarketEvent[] = []
  const merge = new SeamMerge<TradeTick>(options)
  const emit = (event: MarketEvent): number => out.push(event)
  const [before, after] = [live.slice(0, meanwhile), live.slice(meanwhile)]
  before.forEach((event, n) => {
    merge.live(event, emit)
    if (history[n] !== undefined) merge.history(history[n], emit)
  })
  for (const event of history.slice(before.length)) merge.history(event, emit)
  merge.finish(emit)
  for (const event of after) merge.live(event, emit)
  return out
}

describe('history and live, joined', () => {
  it('A8: are the tape, each event once and equal ones as often as they were, or there is a stated gap', () => {
    const seen: Record<string, number> = {}
    const happened = (name: string): number => (seen[name] = (seen[name] ?? 0) + 1)
    fc.assert(
      fc.property(anyCase, (tried) => {
        const { ids, tape, from, upTo, lost } = tried
        const out = merged(tried, { ids: ids === 'counted' ? 'counted' : 'unique' })
        // What the two together saw, with a gap wherever the tape goes on and nobody saw it.
        const saw = tape.map((_, n) => n < upTo || (n >= from && !(n >= lost[0] && n < lost[0] + lost[1])))
        const start = tape[from] as TradeTick
        const end = tape[upTo - 1]
        const isShown =
          ids === 'none'
            ? end !== undefined && start.ts < end.ts
            : tried.live.some((event) => tape.indexOf(event) < upTo)
        const isNext = ids === 'counted' && upTo > 0 && from === upTo
        const firstNew = tape.findIndex((_, n) => n >= upTo && (saw[n] as boolean))
        const gapAtSeam = firstNew >= 0 && !isShown && !isNext
        const expected: unknown[] = []
        tape.forEach((event, n) => {
          if (saw[n] !== true) return
          const isBroken = ids === 'counted' && n > 0 && expected.length > 0 && saw[n - 1] === false
          if (n === firstNew ? gapAtSeam || isBroken : isBroken) expected.push('gap')
          expected.push(event)
        })
        const isAmbiguous = ids === 'none' && end !== undefined && start.ts === end.ts
        const flat = out.map((event) => (event.type === 'StreamGap' ? 'gap' : event))
        if (isAmbiguous) {
          // Both sides saw a part of one moment: which, nobody can say. Nothing is made up, and the gap is stated.
          expect(
            isSubsequence(
              flat.filter((event) => event !== 'gap'),
              tape,
            ),
          ).toBe(true)
          const isWhole = flat.length >= tape.length
          expect(isWhole || flat.includes('gap')).toBe(true)
          return void happened('the seam within one moment, without ids')
        }
        expect(flat).toEqual(expected)
        if (isShown && tape.slice(from, upTo).some((a, n, all) => all.findIndex((b) => alike(a, b)) < n))
          happened(`equal events at the seam, ids ${ids}`)
        if (isShown) happened(`overlap, ids ${ids}`)
        if (gapAtSeam) happened(`gap at the seam, ids ${ids}`)
        if (isNext) happened('one ends where the other begins')
        if (lost[1] > 0 && lost[0] > upTo && expected.includes('gap')) happened('gap in live')
        if (tried.history.length > upTo) happened('history twice')
      }),
      { numRuns: 4_000 },
    )
    expect(
      Object.keys(seen)
        .filter((name) => (seen[name] as number) >= 30)
        .sort(),
    ).toEqual([
      'equal events at the seam, ids counted',
      'equal events at the seam, ids none',
      'equal events at the seam, ids sparse',
      'gap at the seam, ids counted',
      'gap at the seam, ids none',
      'gap at the seam, ids sparse',
      'gap in live',
      'history twice',
      'one ends where the other begins',
      'overlap, ids counted',
      'overlap, ids none',
      'overlap, ids sparse',
      'the seam within one moment, without ids',
    ])
  })

  const tape = plainEvents('TradeTick', 400)

  it('A17: a full buffer lets go of the oldest, which harms nothing where history reaches over it', () => {
    for (const ids of ['counted', 'unique'] as const) {
      const out = merged(
        { history: tape.slice(0, 395), live: tape.slice(100), meanwhile: 295 },
        { maxBuffered: 20, ids },
      )
      expect(out).toEqual(tape)
      const short = merged(
        { history: tape.slice(0, 200), live: tape.slice(100), meanwhile: 295 },
        { maxBuffered: 20, ids },
      )
      expect(short.filter(({ type }) => type === 'StreamGap')).toEqual([
        expect.objectContaining({ from: tape[199]?.ts, to: tape[375]?.ts, reason: 'history' }),
      ])
      expect(short.filter(({ type }) => type !== 'StreamGap')).toEqual([...tape.slice(0, 200), ...tape.slice(375)])
    }
    expect(() => merged({ history: [], live: tape, meanwhile: 99 }, { maxBuffered: 20, overflow: 'error' })).toThrow(
      expect.objectContaining({ code: 'BUFFER_FULL', details: { maxBuffered: 20 } }),
    )
  })

  it('remembers no more of history than it may, and joins all the same', () => {
    const anonymous = tape.map((trade) => ({ ...trade, tradeId: null }))
    const out = merged(
      { history: anonymous.slice(0, 300), live: anonymous.slice(10), meanwhile: 300 },
      { maxBuffered: 330 },
    )
    expect(out).toEqual(anonymous)
    for (const all of [tape, anonymous]) {
      const merge = new SeamMerge<TradeTick>({ maxBuffered: 50 })
      const given: MarketEvent[] = []
      for (const trade of all.slice(0, 300)) merge.history(trade, (event) => given.push(event))
      merge.finish((event) => given.push(event))
      for (const trade of all.slice(10)) merge.live(trade, (event) => given.push(event))
      expect(given).toEqual(all)
      expect(merge.counts).toEqual({ duplicates: 290, late: 0, gaps: 0, dropped: 0, buffered: 0 })
    }
  })

  it('C1: late events are given late, and counted', () => {
    const [a, b, c, d] = tape as [TradeTick, TradeTick, TradeTick, TradeTick]
    const merge = new SeamMerge<TradeTick>()
    const given: MarketEvent[] = []
    const take = (event: MarketEvent): number => given.push(event)
    for (const event of [c, b, d]) merge.live(event, take)
    for (const event of [a, c]) merge.history(event, take)
    merge.finish(take)
    expect(given).toEqual([a, c, b, d])
    expect(merge.counts).toMatchObject({ late: 1, duplicates: 1, gaps: 0 })
  })

  it('passes gaps of the source on, wherever they are', () => {
    const gap: StreamGap = { type: 'StreamGap', instrumentId: 'A@B', ts: 5, from: 4, to: 5, reason: 'disconnected' }
    const merge = new SeamMerge<TradeTick | StreamGap>()
    const given: MarketEvent[] = []
    const take = (event: MarketEvent): number => given.push(event)
    merge.live(tape[1] as TradeTick, take)
    merge.live(gap, take)
    merge.history(tape[0] as TradeTick, take)
    merge.history(tape[1] as TradeTick, take)
    merge.finish(take)
    expect(given).toEqual([tape[0], tape[1], gap])
  })

  it('who brings the next live event while being given one has it queued', () => {
    const merge = new SeamMerge<TradeTick>()
    const given: MarketEvent[] = []
    let next = 3
    const take = (event: MarketEvent): void => {
      given.push(event)
      if (next < 6 && event !== tape[0]) merge.live(tape[next++] as TradeTick, take)
    }
    merge.live(tape[1] as TradeTick, take)
    merge.live(tape[2] as TradeTick, take)
    merge.history(tape[0] as TradeTick, take)
    merge.history(tape[1] as TradeTick, () => given.push(tape[1] as TradeTick))
    merge.finish(take)
    expect(given).toEqual(tape.slice(0, 6))
  })

  it.each<[string, () => unknown]>([
    ['no room', () => new SeamMerge({ maxBuffered: 0 })],
    ['an unknown policy', () => new SeamMerge({ overflow: 'drop' as 'error' })],
    ['ids of another kind', () => new SeamMerge({ ids: 'random' as 'unique' })],
    ['an unknown option', () => new SeamMerge({ size: 3 } as SeamOptions)],
  ])('refuses %s with a typed error', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(BAD|UNKNOWN)_PARAMETER$/) }))
  })

  it('refuses a second stream, and history after its end', () => {
    const merge = new SeamMerge<MarketEvent>()
    const take = (): void => undefined
    merge.history(tape[0] as TradeTick, take)
    expect(() => merge.history({ ...(tape[1] as TradeTick), instrumentId: 'C@D' }, take)).toThrow(
      /one stream: TradeTick of/,
    )
    merge.finish(take)
    merge.finish(take)
    expect(() => merge.history(tape[1] as TradeTick, take)).toThrow(expect.objectContaining({ code: 'BAD_DATA' }))
  })
})

function isSubsequence(some: readonly unknown[], all: readonly TradeTick[]): boolean {
  let at = 0
  for (const event of some) {
    while (at < all.length && !alike(all[at] as TradeTick, event as TradeTick)) at++
    if (at++ >= all.length) return false
  }
  return true
}

function alike(a: TradeTick, b: TradeTick): boolean {
  return a.ts === b.ts && a.price === b.price
}
