import type { MarketEvent, TradeTick } from '@tapeline/core'
import { withHistory, type WithHistoryOptions } from '@tapeline/core/rx'
import { plainEvents } from '@tapeline/core/testing'
import { EMPTY, from, NEVER, of, Subject, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'

const tape = plainEvents('TradeTick', 10)

interface Seen {
  readonly events: MarketEvent[]
  end: unknown
}

function watch(stream: ReturnType<ReturnType<typeof withHistory<TradeTick>>>): Seen & { stop(): void } {
  const seen: Seen = { events: [], end: null }
  const subscription = stream.subscribe({
    next: (event) => seen.events.push(event),
    error: (error: unknown) => (seen.end = error),
    complete: () => (seen.end = 'complete'),
  })
  return Object.assign(seen, { stop: () => subscription.unsubscribe() })
}

async function* pages(): AsyncGenerator<readonly TradeTick[]> {
  for (let at = 0; at < 6; at += 2) {
    await Promise.resolve()
    yield tape.slice(at, at + 2)
  }
}

describe('withHistory', () => {
  it.each([
    ['an array', tape.slice(0, 6)],
    ['a page', of(tape.slice(0, 6))],
    ['a promise of a page', Promise.resolve(tape.slice(0, 6))],
    ['an async iterable of pages', { [Symbol.asyncIterator]: pages }],
    ['an Observable', from(tape.slice(0, 6))],
    ['a function', () => tape.slice(0, 6)],
  ])('history may be %s; live events wait for it', async (_, history) => {
    const live = new Subject<TradeTick>()
    const seen = watch(live.pipe(withHistory<TradeTick>(history)))
    for (const trade of tape.slice(4, 8)) live.next(trade)
    await new Promise((resolve) => setTimeout(resolve, 5))
    for (const trade of tape.slice(8)) live.next(trade)
    live.complete()
    expect(seen.events).toEqual(tape)
    expect(seen.end).toBe('complete')
  })

  it('ends when both have ended, and at once when live fails', () => {
    const [live, history] = [new Subject<TradeTick>(), new Subject<TradeTick>()]
    const seen = watch(live.pipe(withHistory<TradeTick>(history)))
    live.next(tape[1] as TradeTick)
    live.complete()
    expect(seen.end).toBe(null)
    history.next(tape[0] as TradeTick)
    history.next(tape[1] as TradeTick)
    history.complete()
    expect([seen.events, seen.end]).toEqual([tape.slice(0, 2), 'complete'])
    expect(watch(throwError(() => 'gone').pipe(withHistory<TradeTick>(NEVER))).end).toBe('gone')
  })

  it('a history that fails is a typed error, or a gap before what is live', () => {
    const live = tape.slice(5)
    const failing = (): never => {
      throw new Error('502')
    }
    for (const history of [failing, throwError(() => new Error('502')), () => 3 as never]) {
      const { end } = watch(from(live).pipe(withHistory<TradeTick>(history)))
      expect(end).toMatchObject({ code: 'HISTORY_FAILED', retryable: true, cause: expect.any(Error) })
      const { events } = watch(from(live).pipe(withHistory<TradeTick>(history, { onFailure: 'live_only' })))
      expect(events).toEqual([expect.objectContaining({ type: 'StreamGap', from: null, reason: 'history' }), ...live])
    }
  })

  it('A16: nothing is left after unsubscribing or aborting, and loading is told', () => {
    for (const way of ['stop', 'abort'] as const) {
      const [live, history, controller] = [new Subject<TradeTick>(), new Subject<TradeTick>(), new AbortController()]
      let told: AbortSignal | undefined
      const load = (signal: AbortSignal): Subject<TradeTick> => {
        told = signal
        return history
      }
      const seen = watch(live.pipe(withHistory<TradeTick>(load, { signal: controller.signal })))
      expect([live.observed, history.observed, told?.aborted]).toEqual([true, true, false])
      if (way === 'stop') seen.stop()
      else controller.abort()
      expect([live.observed, history.observed, told?.aborted]).toEqual([false, false, true])
      expect(seen.end).toEqual(way === 'stop' ? null : expect.objectContaining({ code: 'ABORTED' }))
    }
    const live = new Subject<TradeTick>()
    expect(watch(live.pipe(withHistory<TradeTick>(EMPTY, { signal: AbortSignal.abort() }))).end).toMatchObject({
      code: 'ABORTED',
    })
    expect(live.observed).toBe(false)
  })

  it('A17: what the kernel refuses ends the stream with its typed error', () => {
    const full = watch(from(tape).pipe(withHistory<TradeTick>(NEVER, { maxBuffered: 3, overflow: 'error' })))
    expect(full.end).toMatchObject({ code: 'BUFFER_FULL' })
    const mixed = watch(from(tape).pipe(withHistory<TradeTick>([{ ...(tape[0] as TradeTick), instrumentId: 'C@D' }])))
    expect(mixed.end).toMatchObject({ code: 'BAD_DATA' })
  })

  it.each<[string, WithHistoryOptions]>([
    ['an unknown way to fail', { onFailure: 'ignore' as 'error' }],
    ['no room', { maxBuffered: 0 }],
    ['a misspelt option', { buffer: 3 } as WithHistoryOptions],
  ])('refuses %s at once', (_, options) => {
    expect(() => withHistory([], options)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/_PARAMETER$/) }),
    )
  })
})
