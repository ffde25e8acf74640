import { demand } from '../errors/index.js'
import type { BookCounters } from './book-counters.js'
import type { RejectReason } from './book-event-fault.js'
import type { BookNotice, StreamState } from './book-notice.js'
import type { FullBookSyncOptions } from './book-sync-options.js'
import { crossing, type Crossing } from './crossing.js'
import type { BookFault } from './level-reader.js'
import type { OrderBook } from './order-book.js'

/** What a status remembers, as plain data. */
export interface StatusFields {
  /** Where the stream stands. */
  readonly state: StreamState
  /** The newest time heard of; -Infinity before any. */
  readonly now: number
  /** When the connection began. */
  readonly connectedAt: number
  /** Time of the last event that was applied. */
  readonly heardAt: number
  /** Since when the book is right. */
  readonly validSince: number
  /** Since when bid and ask meet or cross; NaN while they do not. */
  readonly crossedSince: number
  /** How bid and ask stand. */
  readonly crossing: Crossing
  /** Time of the last event before a gap. */
  readonly gapFrom: number
  /** Why there is a gap; `null` while there is none. */
  readonly gapReason: string | null
}

/** The state of a book's stream, its time, and what is said of both: in order, and only when the state is whole. */
export class BookStatus {
  private fields: { -readonly [K in keyof StatusFields]: StatusFields[K] } = { ...START }
  private readonly outbox: BookNotice[] = [] // bound: emptied by each call, which adds a handful
  private readonly options: FullBookSyncOptions
  private readonly counts: BookCounters
  private isTelling = false

  constructor(options: FullBookSyncOptions, counts: BookCounters) {
    this.options = options
    this.counts = counts
  }

  /** Where the stream stands. */
  get state(): StreamState {
    return this.fields.state
  }

  /** Does the book hold everything up to the last event? */
  get isWhole(): boolean {
    return this.fields.state === 'live' || this.fields.state === 'stale'
  }

  /** The newest time heard of. */
  get now(): number {
    return this.fields.now
  }

  /** Milliseconds since the connection began. */
  get connectedMs(): number {
    return this.fields.now - this.fields.connectedAt
  }

  /** Since when the book is right. */
  get validSince(): number {
    return this.fields.validSince
  }

  /** Time moves on; returns by how much a clock was set back, mostly 0: what was noted moves with it. */
  observe(time: number): number {
    const { fields } = this
    demand(Number.isFinite(time), 'BookSync', 'time', time, 'UTC epoch ms')
    const step = time - fields.now
    const wasSet = step < -CLOCK_WAS_SET_MS
    if (wasSet) {
      fields.heardAt += step
      fields.connectedAt += step
      fields.crossedSince += step
    }
    if (fields.now === -Infinity) fields.connectedAt = time
    if (step > 0 || wasSet) fields.now = time
    return wasSet ? step : 0
  }

  /** A connection begins now. */
  connected(): void {
    this.fields.connectedAt = this.fields.now
    this.setState('connecting', 'connected')
  }

  /** An event was applied. */
  heard(): void {
    this.fields.heardAt = this.fields.now
    if (this.fields.state === 'stale') this.setState('live', 'event')
  }

  /** Has nothing been heard for too long? */
  checkSilence(): void {
    const { fields } = this
    if (fields.state === 'live' && fields.now - fields.heardAt >= this.options.staleAfterMs)
      this.setState('stale', 'silence')
  }

  /** From now on the book is not to be used. */
  invalidate(reason: string): void {
    const { fields } = this
    if (!this.isWhole) return
    this.counts.invalidations++
    fields.gapFrom = fields.heardAt
    fields.gapReason = reason
    fields.crossedSince = NaN
    fields.crossing = 'normal'
    this.say({ type: 'StreamGap', ...this.stamp(), from: fields.gapFrom, to: null, reason })
    this.setState('gap', reason)
  }

  /** A snapshot made the book right. */
  becomeLive(): void {
    const { fields } = this
    fields.heardAt = fields.now
    fields.validSince = fields.now
    this.setState('live', 'snapshot')
    if (fields.gapReason === null) return
    this.say({ type: 'StreamGap', ...this.stamp(), from: fields.gapFrom, to: fields.now, reason: fields.gapReason })
    fields.gapReason = null
  }

  /** How do bid and ask stand? True when they have met or crossed for too long. */
  checkCrossing(book: OrderBook): boolean {
    const { fields } = this
    const found = crossing(book) ?? 'normal'
    if (found !== fields.crossing) {
      if (fields.crossing === 'normal') {
        this.counts.crossings++
        fields.crossedSince = fields.now
      } else if (found === 'normal') fields.crossedSince = NaN
      fields.crossing = found
      const { bidPrice, askPrice } = book
      this.say({ type: 'BookCrossed', ...this.stamp(), crossing: found, bidPrice, askPrice })
    }
    return fields.now - fields.crossedSince >= this.options.crossedMs
  }

  /** Goes over to a state, and says so. */
  setState(to: StreamState, reason: string): void {
    const from = this.fields.state
    if (from === to) return
    this.fields.state = to
    this.say({ type: 'StreamStateChanged', ...this.stamp(), from, to, reason })
  }

  /** A message was refused. */
  rejected({ sequence }: { readonly sequence: unknown }, reason: RejectReason, fault: BookFault | null): void {
    this.counts.rejected++
    this.say({ type: 'BookUpdateRejected', ...this.stamp(), reason, fault, sequence })
  }

  /** Has a price off the tick made the step of prices finer? Then it is said, once. */
  checkPriceStep(book: OrderBook): void {
    if (book.refinements === this.counts.refinements) return
    this.counts.refinements = book.refinements
    const { offTickPrice: price, tickSize, priceStep } = book
    if (price !== null) this.say({ type: 'PriceStepRefined', ...this.stamp(), price, tickSize, priceStep })
  }

  /** A snapshot is needed. */
  requested(request: number, attempt: number): void {
    this.counts.requests++
    this.say({ type: 'SnapshotRequested', ...this.stamp(), request, attempt })
  }

  /** Notices go out when the state is whole, so that whoever hears them may call back at once. */
  tell(): void {
    if (this.isTelling) return
    this.isTelling = true
    try {
      for (let notice = this.outbox.shift(); notice !== undefined; notice = this.outbox.shift())
        this.options.onNotice?.(notice)
    } finally {
      this.isTelling = false
    }
  }

  /** Everything that changes. */
  snapshot(): StatusFields {
    return { ...this.fields }
  }

  /** Puts back what `snapshot` gave. */
  restore(fields: StatusFields): void {
    this.fields = { ...fields }
  }

  private stamp(): { readonly instrumentId: string; readonly ts: number } {
    return { instrumentId: this.options.instrumentId, ts: this.fields.now }
  }

  private say(notice: BookNotice): void {
    this.outbox.push(notice)
  }
}

/** Events of several streams come in disorder, but not by a minute: that is a clock that was set. */
const CLOCK_WAS_SET_MS = 60_000

const START: StatusFields = {
  state: 'connecting',
  now: -Infinity,
  connectedAt: NaN,
  heardAt: NaN,
  validSince: NaN,
  crossedSince: NaN,
  crossing: 'normal',
  gapFrom: NaN,
  gapReason: null,
}
