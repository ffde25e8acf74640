import type { ColumnChunk, MarketEvent, Recorded } from '../market/index.js'
import type { Finding } from '../quality/index.js'
import { LiveBars, LiveQuotes, LiveTrades } from './live-columns.js'
import type { LiveColumns, LiveEvent } from './live-event.js'
import type { BookSynchronisation, LiveStream } from './paper-options.js'

/**
 * A live stream as a lane reads it. The lane's source says "no more" whenever nothing has come, and goes on when something
 * has: between the two the lane waits like one whose recording has ended, with its forming bar still to be closed by
 * the clock.
 */
export class LiveRows {
  readonly stream: Recorded
  readonly kind: LiveStream['kind']
  /** How raw messages of a venue become a right book; null for other streams. */
  readonly sync: BookSynchronisation | null
  /** Events up to this venue time were in the history: a bar's end, a print's time. */
  historyTs: number = -Infinity
  /** Venue time of the newest event: a bar's end, a print's time. */
  newestTs: number = -Infinity
  #columns: LiveColumns | null

  constructor({ kind, instrument, source = 'live', timeframe, priceAdjustment = 'raw', sync }: LiveStream) {
    const chunks = (): Iterable<never> => ({ [Symbol.iterator]: () => ({ next: () => this.#next() }) }) as never
    this.stream = { kind, instrument, source, timeframe, priceAdjustment, rows: null, chunks } as Recorded
    this.kind = kind
    this.sync = sync ?? null
    this.#columns =
      kind === 'trades'
        ? new LiveTrades()
        : kind === 'bars'
          ? new LiveBars()
          : kind === 'quotes'
            ? new LiveQuotes()
            : null
  }

  /** What makes columns of a book is loaded with the engine, and is there before the first event. */
  begin(columns: LiveColumns): void {
    this.#columns = columns
  }

  get hasRows(): boolean {
    return this.#columns?.hasRows === true
  }

  get nextDue(): number {
    return this.#columns?.nextDue ?? Infinity
  }

  fault(event: MarketEvent): Finding | null {
    return this.#columns?.fault(event) ?? null
  }

  push(event: LiveEvent, key: number): void {
    this.#columns?.push(event, key)
  }

  tick(now: number): void {
    this.#columns?.tick?.(now)
  }

  close(): void {
    this.#columns?.close?.()
  }

  #next(): IteratorResult<ColumnChunk, undefined> {
    const value = this.#columns?.next() ?? null
    return value === null ? { done: true, value: undefined } : { done: false, value }
  }
}
