import { badData, demand, demandKnown, TapelineError } from '../errors/index.js'
import type { Bar, MarketEvent, StreamGap } from '../market/index.js'
import { BarSeam } from './bar-seam.js'
import { EventSeam } from './event-seam.js'
import type { Emit, Seam, SeamCounts } from './seam.js'

/** How history and live are joined. */
export interface SeamOptions {
  /** Live events kept while history loads, and events of history compared with; 10000 unless said. */
  readonly maxBuffered?: number | undefined
  /**
   * When more than that come: `drop_oldest` (the default) lets go of the oldest, which harms nothing as long as history
   * reaches over it, and is a gap otherwise; `error` ends with `BUFFER_FULL`.
   */
  readonly overflow?: 'drop_oldest' | 'error' | undefined
  /** `counted`: each id is one above the one before, so that a jump is a gap; `unique` (the default): no more than that. */
  readonly ids?: 'counted' | 'unique' | undefined
}

/** What became of all events so far. */
export interface SeamMergeCounts extends Readonly<SeamCounts> {
  /** Live events that were let go of because the buffer was full. */
  readonly dropped: number
  /** Live events that wait for history. */
  readonly buffered: number
}

/**
 * Joins the history of one stream (an instrument's trades, say) with what comes live: live events wait until history is
 * complete, then those that history had already are left out. What comes out is the tape, each event once and equal
 * ones as often as they were; where that cannot be shown there is a `StreamGap`.
 *
 * Trades are told apart by id; without ids equal events are counted, which takes times that do not go back. Bars are
 * joined by `openTime`, and a forming one is replaced. Late events are given late. O(1) an event.
 *
 * @throws `BAD_PARAMETER` for options that cannot be, `BAD_DATA` for events of a second stream, `BUFFER_FULL`.
 *
 * @example
 * ```ts
 * import type { TradeTick } from '@tapeline/core'
 * import { SeamMerge } from '@tapeline/core/source'
 * import { plainEvents } from '@tapeline/core/testing'
 * const tape = plainEvents('TradeTick', 5)
 * const ids: (string | null)[] = []
 * const take = (event: { readonly type: string }): number => ids.push(event.type === 'TradeTick' ? (event as TradeTick).tradeId : 'gap')
 * const merge = new SeamMerge<TradeTick>()
 * for (const trade of tape.slice(2)) merge.live(trade, take)
 * for (const trade of tape.slice(0, 4)) merge.history(trade, take)
 * merge.finish(take)
 * console.log(ids.join()) // 1,2,3,4,5
 * ```
 */
export class SeamMerge<E extends MarketEvent> {
  private readonly maxBuffered: number
  private readonly overflow: 'drop_oldest' | 'error'
  private readonly isCounted: boolean
  private seam: Seam<E> | null = null
  private stream: string | null = null
  private isLoading = true
  // bound: maxBuffered events in a ring; then options.overflow says.
  private buffer: E[] = []
  private head = 0
  private dropped = 0

  constructor(options: SeamOptions = {}) {
    demandKnown('SeamMerge', options, SEAM_OPTIONS)
    const { maxBuffered = 10_000, overflow = 'drop_oldest', ids = 'unique' } = options
    const fits = Number.isInteger(maxBuffered) && maxBuffered >= 1 && maxBuffered <= 1e7
    demand(fits, 'SeamMerge', 'maxBuffered', maxBuffered, 'a whole number from 1 to 10000000')
    const knows = overflow === 'drop_oldest' || overflow === 'error'
    demand(knows, 'SeamMerge', 'overflow', overflow, "'drop_oldest' or 'error'")
    demand(ids === 'counted' || ids === 'unique', 'SeamMerge', 'ids', ids, "'counted' or 'unique'")
    this.maxBuffered = maxBuffered
    this.overflow = overflow
    this.isCounted = ids === 'counted'
  }

  /** What became of all events so far. */
  get counts(): SeamMergeCounts {
    const { duplicates = 0, late = 0, gaps = 0 } = this.seam?.counts ?? {}
    return { duplicates, late, gaps, dropped: this.dropped, buffered: this.buffer.length - this.head }
  }

  /** Takes the next event of history, oldest first. After `finish` there is no more history. */
  history(event: E, emit: Emit<E>): void {
    if (!this.isLoading) throw this.fault(event, 'no event of history after its end')
    if (isGap(event)) emit(event)
    else this.seamOf(event).past(event, emit)
  }

  /** Takes the next live event: it waits while history loads. */
  live(event: E, emit: Emit<E>): void {
    if (!this.isLoading) return this.pass(event, emit)
    if (this.buffer.length - this.head >= this.maxBuffered) {
      if (this.overflow === 'error') {
        const { maxBuffered } = this
        throw new TapelineError(`${maxBuffered} live events wait for history, and one more came.`, {
          code: 'BUFFER_FULL',
          hint: 'Load history faster, raise maxBuffered, or let the oldest go.',
          details: { maxBuffered },
        })
      }
      this.dropped++
      this.head++
      if (this.head >= this.maxBuffered) this.compact()
    }
    this.buffer.push(event)
  }

  /** History is complete: gives the live events that waited and are new. */
  finish(emit: Emit<E>): void {
    if (!this.isLoading) return
    // Who is given an event may bring the next one: it joins the queue.
    while (this.head < this.buffer.length) this.pass(this.buffer[this.head++] as E, emit)
    this.isLoading = false
    this.buffer = [] // bound: as above
    this.head = 0
  }

  private pass(event: E, emit: Emit<E>): void {
    if (isGap(event)) emit(event)
    else this.seamOf(event).live(event, emit)
  }

  private compact(): void {
    this.buffer = this.buffer.slice(this.head)
    this.head = 0
  }

  private seamOf(event: E): Seam<E> {
    const stream = `${event.type} of ${event.instrumentId}`
    this.stream ??= stream
    if (stream !== this.stream) throw this.fault(event, `events of one stream: ${this.stream}`)
    this.seam ??=
      event.type === 'Bar'
        ? (new BarSeam() as Seam<Bar> as unknown as Seam<E>)
        : new EventSeam<E>(this.maxBuffered, this.isCounted)
    return this.seam
  }

  private fault(event: E, expected: string): TapelineError {
    return badData({
      stream: this.stream ?? 'history',
      row: 0,
      column: 'type',
      value: `${event.type} of ${event.instrumentId}`,
      expected,
    })
  }
}

/** Names of {@link SeamOptions}. */
export const SEAM_OPTIONS: readonly string[] = ['maxBuffered', 'overflow', 'ids']

function isGap(event: MarketEvent): event is StreamGap {
  return event.type === 'StreamGap'
}
