import { from, Observable, type ObservableInput, type OperatorFunction } from 'rxjs'
import { badParameter, demandKnown, TapelineError } from '../errors/index.js'
import type { MarketEvent, StreamGap } from '../market/index.js'
import { attempt } from './attempt.js'
import { SEAM_OPTIONS, SeamMerge, type SeamOptions } from '../source/seam-merge.js'

/**
 * History, oldest first: events, or pages of them; an array, an iterable, an async iterable, a promise, an Observable, or
 * a function that starts loading and is told by a signal when nobody wants it any more.
 */
export type History<E> =
  ObservableInput<E | readonly E[]> | ((signal: AbortSignal) => ObservableInput<E | readonly E[]>)

/** How history and live are joined, and what to do without history. */
export interface WithHistoryOptions extends SeamOptions {
  /** When history fails: `error` (the default) ends with `HISTORY_FAILED`, `live_only` goes on after a `StreamGap`. */
  readonly onFailure?: 'error' | 'live_only' | undefined
  /** Ends the stream with `ABORTED`. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The history of a live stream first, then what came live meanwhile and comes from then on: each event once, and a
 * `StreamGap` where it cannot be shown that nothing is missing. See {@link SeamMerge} for the rules. One stream at a
 * time (an instrument's trades, say); the live stream is subscribed to first, so that nothing falls between.
 *
 * @throws `BAD_PARAMETER` at once for options that cannot be. The stream ends with `HISTORY_FAILED`, `ABORTED`,
 * `BUFFER_FULL` or `BAD_DATA`.
 *
 * @example
 * ```ts
 * import { withHistory } from '@tapeline/core/rx'
 * import { plainEvents } from '@tapeline/core/testing'
 * import { from, map, toArray } from 'rxjs'
 * const tape = plainEvents('TradeTick', 6)
 * const live$ = from(tape.slice(3))
 * live$.pipe(withHistory(tape.slice(0, 5)), map((event) => 'tradeId' in event && event.tradeId), toArray()).subscribe((ids) => {
 *   console.log(ids.join()) // 1,2,3,4,5,6
 * })
 * ```
 */
export function withHistory<E extends MarketEvent>(
  history: History<E>,
  options: WithHistoryOptions = {},
): OperatorFunction<E, E | StreamGap> {
  demandKnown('withHistory', options, [...SEAM_OPTIONS, 'onFailure', 'signal'])
  const { onFailure = 'error', signal, ...seam } = options
  if (onFailure !== 'error' && onFailure !== 'live_only')
    throw badParameter({
      owner: 'withHistory',
      parameter: 'onFailure',
      value: onFailure,
      expected: "'error' or 'live_only'",
    })
  new SeamMerge<E>(seam)
  return (live$) =>
    new Observable<E | StreamGap>((subscriber) => {
      const merge = new SeamMerge<E>(seam)
      const emit = (event: E | StreamGap): void => subscriber.next(event)
      const error = (fault: unknown): void => subscriber.error(fault)
      let ends = 0
      // Live or history, whichever ends last, ends all.
      const end = (): void => {
        if (++ends === 2) subscriber.complete()
      }
      const take = (page: E | readonly E[]): void => {
        if (Array.isArray(page)) for (const event of page as readonly E[]) merge.history(event, emit)
        else merge.history(page as E, emit)
      }
      const finish = (): void => {
        attempt(() => merge.finish(emit), error)(undefined)
        end()
      }
      if (signal !== undefined) {
        if (signal.aborted) return subscriber.error(aborted(signal))
        const abort = (): void => subscriber.error(aborted(signal))
        signal.addEventListener('abort', abort, { once: true })
        subscriber.add(() => signal.removeEventListener('abort', abort))
      }
      const unwanted = new AbortController()
      subscriber.add(() => unwanted.abort())
      subscriber.add(
        live$.subscribe({
          next: attempt((event: E) => merge.live(event, emit), error),
          error,
          complete: end,
        }),
      )
      if (subscriber.closed) return
      const past = new Observable<E | readonly E[]>((inner) =>
        from(typeof history === 'function' ? history(unwanted.signal) : history).subscribe(inner),
      )
      subscriber.add(
        past.subscribe({
          next: attempt(take, error),
          error: (cause: unknown) => {
            if (onFailure === 'live_only') finish()
            else subscriber.error(failed(cause))
          },
          complete: finish,
        }),
      )
    })
}

function failed(cause: unknown): TapelineError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new TapelineError(`History could not be loaded: ${why}`, { code: 'HISTORY_FAILED', retryable: true, cause })
}

function aborted(signal: AbortSignal): TapelineError {
  return new TapelineError('History and live were aborted.', { code: 'ABORTED', cause: signal.reason })
}
