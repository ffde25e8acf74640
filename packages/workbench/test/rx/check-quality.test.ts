import { qualityCheck, stale } from '@tapeline/core/quality'
import { checkQuality, passing, tellSilence } from '@tapeline/core/rx'
import { plainEvents } from '@tapeline/core/testing'
import { defer, from, NEVER, Subject, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'

const trades = plainEvents('TradeTick', 5)
const first = trades[0] as (typeof trades)[number]

function collect<T>(stream: Observable<T>): T[] {
  const values: T[] = []
  stream.subscribe((value) => values.push(value))
  return values
}

describe('checkQuality', () => {
  it('passes every event as it came, with its verdict, and each subscriber has a checker of its own', () => {
    const checked = from([...trades, first]).pipe(checkQuality())
    for (let subscriber = 0; subscriber < 2; subscriber++) {
      const judged = collect(checked)
      expect(judged.map(({ event }) => event)).toEqual([...trades, first])
      expect(judged.map(({ verdict }) => verdict.status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'rejected'])
      expect(judged[0]?.event).toBe(first)
    }
  })

  it('shares the checker that it is given, and refuses bad options at once', () => {
    const checker = qualityCheck()
    collect(from(trades).pipe(checkQuality(checker)))
    collect(from(trades).pipe(checkQuality(checker)))
    expect(checker.counts()).toMatchObject({ ok: 5, rejected: 5 })
    expect(() => checkQuality([], { maxStreams: 0 })).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })

  it('passing keeps what may be used, and shows all the rest to `aside`', () => {
    const aside: string[] = []
    const late = { ...trades[1], tradeId: 'late' }
    const events = [...trades, late, { ...first, price: NaN, tradeId: 'bad' }] as typeof trades
    const usable = collect(
      from(events).pipe(
        checkQuality(),
        passing(({ event, verdict }) => aside.push(`${event.tradeId} ${verdict.status}`)),
      ),
    )
    expect(usable).toEqual([...trades, late])
    expect(aside).toEqual(['late flagged', 'bad rejected'])
  })

  it('A9 A16: tellSilence adds gaps, ends with the events, and lets go of the clock', () => {
    const checker = qualityCheck([stale({ staleAfterMs: 1_000 })])
    const source = new Subject<typeof first>()
    const clock = new Subject<number>()
    const seen: string[] = []
    const told = source.pipe(checkQuality(checker), tellSilence(checker, clock))
    const subscription = told.subscribe({
      next: ({ event }) => seen.push(event.type),
      complete: () => seen.push('end'),
    })
    source.next(first)
    clock.next(first.ts + 5_000)
    expect(seen).toEqual(['TradeTick', 'StreamGap'])
    source.complete()
    expect(seen).toEqual(['TradeTick', 'StreamGap', 'end'])
    expect([source.observed, clock.observed, subscription.closed]).toEqual([false, false, true])
    let reads = 0
    const cold = defer(() => from(trades.slice(0, ++reads + 1)))
    expect(collect(cold.pipe(checkQuality(), tellSilence(checker, NEVER)))).toHaveLength(2)
    expect(reads).toBe(1)
    const [again, ticking] = [new Subject<typeof first>(), new Subject<number>()]
    again.pipe(checkQuality(checker), tellSilence(checker, ticking)).subscribe().unsubscribe()
    expect([again.observed, ticking.observed]).toEqual([false, false])
  })
})
