import { show } from '../errors/index.js'
import type {
  Bar,
  FundingRate,
  InstrumentId,
  MarketEvent,
  OrderBookDelta,
  OrderBookOrders,
  OrderBookSnapshot,
  QuoteTick,
  StreamGap,
  TradeTick,
} from '../market/index.js'
import { finding, type Finding, type QualityChecker, type QualityReason } from '../quality/index.js'
import type { LiveEvent } from './live-event.js'
import type { LiveRows } from './live-rows.js'
import type { PaperCounts } from './paper-options.js'

/** An event that waits for its turn, with the stream that it belongs to; none for a funding rate, and for a gap of all streams of its instrument. */
export interface Waiting {
  readonly event: LiveEvent
  readonly rows: LiveRows | null
  /** Its time on the session's clock, as far as its arrival tells. */
  readonly key: number
}

export interface IntakeOptions {
  /** Streams by {@link streamName}. */
  readonly streams: ReadonlyMap<string, LiveRows>
  /** Instruments whose funding rates are for the account to judge. */
  readonly funded: ReadonlySet<InstrumentId>
  readonly checker: QualityChecker
  readonly maxPending: number
  readonly maxLateMs: number
  /** Events further ahead of the clock are taken for wrong; Infinity where the clock belongs to the source. */
  readonly maxAheadMs: number
}

/**
 * The door of a live session: judges each event, counts what becomes of it, and lets the sound ones wait for their turn. None
 * is left out without a word: those for which there is no room are counted, and their instrument has a gap; a book that a bad
 * delta was meant for has one too.
 */
export class LiveIntake {
  readonly counts: { -readonly [K in keyof PaperCounts]: PaperCounts[K] } = {
    events: 0,
    used: 0,
    unused: 0,
    rejected: 0,
    duplicates: 0,
    outOfOrder: 0,
    late: 0,
    overlapping: 0,
    lost: 0,
    gaps: 0,
  }
  /** Our clock less the venue's, smoothed over some twenty events; NaN before any. */
  skewMs: number = NaN
  readonly #options: IntakeOptions
  #waiting: Waiting[] = [] // bound: maxPending, then events are lost, counted, and one gap an instrument is put in
  #lost = new Map<string, Waiting>() // bound: one entry an instrument of the session

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** Takes an event that came at `now`; returns why not, where it is a bad one. */
  offer(event: MarketEvent, now: number): readonly QualityReason[] | null {
    this.counts.events++
    try {
      return this.#judge(event, now)
    } catch (error) {
      return this.#reject([
        { check: 'unreadable', action: 'reject', ...finding('event', show(error), 'a plain object') },
      ])
    }
  }

  #judge(event: MarketEvent, now: number): readonly QualityReason[] | null {
    const { checker } = this.#options
    const time = this.#timeFault(event, now)
    if (time !== null) return this.#refuse(event, [time], now)
    checker.advance(now)
    const { status, reasons } = checker.update(event)
    if (status === 'rejected' && !isCopiedDelta(event, reasons)) {
      if (reasons.at(-1)?.check !== 'duplicate') return this.#refuse(event, reasons, now)
      this.counts.duplicates++
      return null
    }
    const skew = (event.tsRecv ?? now) - event.ts
    this.skewMs = Number.isNaN(this.skewMs) ? skew : this.skewMs + (skew - this.skewMs) / 16
    return this.#sort(event, now)
  }

  /** Is anything waiting? */
  get hasWaiting(): boolean {
    return this.#waiting.length > 0 || this.#lost.size > 0
  }

  /** Everything that waits, oldest first; nothing waits then. */
  take(): readonly Waiting[] {
    const waiting = this.#waiting
    this.#waiting = []
    waiting.push(...this.#lost.values())
    this.#lost.clear()
    return waiting
  }

  #sort(event: MarketEvent, now: number): readonly QualityReason[] | null {
    if (event.type === 'StreamGap') {
      this.#gap(event, now)
      return null
    }
    if (event.type === 'FundingRate') return this.#funding(event, now)
    const rows = this.#options.streams.get(streamName(event))
    if (rows === undefined || event.type === 'Liquidation') {
      this.counts.unused++
      return null
    }
    const fault = rows.fault(event)
    if (fault !== null) return this.#refuse(event, [{ check: 'unusable', action: 'reject', ...fault }], now)
    if (event.type === 'Bar') this.#bar(event, rows, now)
    else if (event.type === 'TradeTick' || event.type === 'QuoteTick') this.#tick(event, rows, now)
    else this.#book(event, rows, now)
    return null
  }

  /** A gap of a book alone concerns nothing else. */
  #gap(event: StreamGap, now: number): void {
    const { instrumentId, reason } = event
    const type = typeAlone(reason)
    const rows = type === null ? null : this.#options.streams.get(streamName({ type, instrumentId }))
    if (rows === undefined) this.counts.unused++
    else {
      this.counts.gaps++
      this.#wait(event, rows, rows === null ? now : (event.tsRecv ?? now), now)
    }
  }

  /** What a rate comes to, its account says when its turn has come. */
  #funding(event: FundingRate, now: number): readonly QualityReason[] | null {
    const fault = fundingFault(event)
    if (fault !== null) return this.#reject([{ check: 'unusable', action: 'reject', ...fault }])
    if (this.#options.funded.has(event.instrumentId)) this.#wait(event, null, event.tsRecv ?? now, now)
    else this.counts.unused++
    return null
  }

  /** Numbers, not times, say which events of a book are late. */
  #book(event: OrderBookSnapshot | OrderBookDelta | OrderBookOrders, rows: LiveRows, now: number): void {
    this.#wait(event, rows, event.tsRecv ?? now, now)
    rows.newestTs = Math.max(rows.newestTs, event.ts)
  }

  #tick(event: TradeTick | QuoteTick, rows: LiveRows, now: number): void {
    const { counts } = this
    if (event.ts < now - this.#options.maxLateMs) counts.late++
    else if (event.ts <= rows.historyTs) counts.overlapping++
    else {
      if (event.ts < rows.newestTs) counts.outOfOrder++
      this.#wait(event, rows, event.tsRecv ?? now, now)
      rows.newestTs = Math.max(rows.newestTs, event.ts)
    }
  }

  #bar(event: Bar, rows: LiveRows, now: number): void {
    const { counts } = this
    const { closeTime } = event
    if (!event.isFinal) counts.unused++
    else if (closeTime <= rows.historyTs) counts.overlapping++
    else if (closeTime === rows.newestTs) counts.duplicates++
    else if (closeTime < rows.newestTs) counts.late++
    else {
      this.#wait(event, rows, Math.min(now, closeTime), now)
      rows.newestTs = closeTime
    }
  }

  #wait(event: LiveEvent, rows: LiveRows | null, key: number, now: number): void {
    const { instrumentId, ts } = event
    const isGap = event.type === 'StreamGap'
    if (this.#waiting.length < this.#options.maxPending) {
      this.#waiting.push({ event, rows, key })
      if (rows !== null && !isGap) this.counts.used++
      return
    }
    // A gap told while there is no room stands for itself.
    if (!isGap) this.counts.lost++
    if (this.#lost.has(instrumentId)) return
    if (!isGap) this.counts.gaps++
    const from = rows === null || rows.newestTs === -Infinity ? null : rows.newestTs
    const gap: StreamGap = { type: 'StreamGap', instrumentId, ts, from, to: null, reason: 'overflow' }
    this.#lost.set(instrumentId, { event: gap, rows: null, key: now })
  }

  #timeFault(event: MarketEvent, now: number): QualityReason | null {
    const { maxAheadMs } = this.#options
    const latest = now + maxAheadMs
    const expected = `UTC epoch milliseconds${latest < Infinity ? `, at most ${maxAheadMs} ms ahead of ${now}` : ''}`
    // What is no event at all is the checker's to name.
    if (typeof event !== 'object' || event === null || event.type === undefined) return null
    const { ts, tsRecv } = event
    const isTime = (value: unknown): boolean => Number.isFinite(value) && (value as number) <= latest
    const fault = (field: string, value: unknown): QualityReason => ({
      check: 'impossibleTime',
      action: 'reject',
      ...finding(field, value, expected),
    })
    if (!isTime(ts)) return fault('ts', ts)
    if (tsRecv !== undefined && !isTime(tsRecv)) return fault('tsRecv', tsRecv)
    if (event.type !== 'Bar') return null
    if (!isTime(event.closeTime)) return fault('closeTime', event.closeTime)
    return !isTime(event.openTime) ? fault('openTime', event.openTime) : null
  }

  /** A delta that is left out is missing in its book. */
  #refuse(event: MarketEvent, reasons: readonly QualityReason[], now: number): readonly QualityReason[] {
    const rows = isDelta(event) ? this.#options.streams.get(streamName(event)) : undefined
    if (rows === undefined) return this.#reject(reasons)
    const { instrumentId } = event
    const from = rows.newestTs === -Infinity ? null : rows.newestTs
    this.#wait({ type: 'StreamGap', instrumentId, ts: now, from, to: now, reason: 'rejected' }, rows, now, now)
    return this.#reject(reasons)
  }

  #reject(reasons: readonly QualityReason[]): readonly QualityReason[] {
    this.counts.rejected++
    return reasons
  }
}

/** Reasons of a `StreamGap` of a book alone, as a recording has it: of its levels, of its single orders. */
export const BOOK_ALONE = 'book'
export const ORDERS_ALONE = 'orders'
const SNAPSHOT = 'OrderBookSnapshot'

/** Events of the one stream that a gap concerns; null where it concerns all of its instrument. */
export function typeAlone(reason: string): MarketEvent['type'] | null {
  if (reason === ORDERS_ALONE) return 'OrderBookOrders'
  return reason === BOOK_ALONE ? SNAPSHOT : null
}

/** What no settlement could be made of. */
function fundingFault({ rate, fundingTime, markPrice }: FundingRate): Finding | null {
  if (!(Math.abs(rate) < 1)) return finding('rate', rate, 'a fraction between -1 and 1')
  if (!Number.isFinite(fundingTime)) return finding('fundingTime', fundingTime, 'UTC epoch milliseconds')
  const isMark = markPrice === null || (markPrice > 0 && markPrice < Infinity)
  return isMark ? null : finding('markPrice', markPrice, 'a finite number above 0, or null')
}

/** Is it a change of a book, which is wrong without it? */
function isDelta(event: MarketEvent | undefined): event is OrderBookDelta | OrderBookOrders {
  return event?.type === 'OrderBookDelta' || (event?.type === 'OrderBookOrders' && !event.isSnapshot)
}

/** Whether a book has a delta already is for the book to say: after a break it may need it again. */
function isCopiedDelta(event: MarketEvent, reasons: readonly QualityReason[]): boolean {
  return isDelta(event) && reasons.every(({ check, action }) => check === 'duplicate' || action !== 'reject')
}

/** What an event is looked up by: its instrument and kind, for bars their timeframe too. */
export function streamName(event: {
  readonly type: MarketEvent['type']
  readonly instrumentId: string
  readonly timeframe?: string | null | undefined
}): string {
  const { type, instrumentId, timeframe } = event
  if (type === 'Bar') return `${instrumentId}|Bar:${timeframe}`
  return `${instrumentId}|${type === 'OrderBookDelta' ? SNAPSHOT : type}`
}
