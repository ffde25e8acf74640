import type { MarketEvent } from '../market/index.js'
import { compareCounted, contentOf, follows, idOf } from './event-content.js'
import { RecentTexts } from './recent-texts.js'
import { gapBetween, type Emit, type Seam, type SeamCounts } from './seam.js'

/**
 * Joins events one by one. Ids tell what came before. Where either side has none, equal events are counted: each event of
 * history takes away one equal live event, so that equal real ones survive. That is exact if the live stream
 * began before the last moment of history; if it began in that very moment, or later, a gap is told of.
 */
export class EventSeam<E extends MarketEvent> implements Seam<E> {
  readonly counts: SeamCounts = { duplicates: 0, late: 0, gaps: 0 }
  private readonly isCounted: boolean
  private readonly length: number
  private readonly known: RecentTexts
  /** The newest events of history, as many as a seam can be long. */
  // bound: `length` events in a ring; older ones are let go of.
  private readonly tail: E[] = []
  private seen = 0
  private hasIds = true
  // bound: contents of the tail; emptied when the live stream has passed the end of history.
  private readonly unmatched: Map<string, number> = new Map()
  private state: 'past' | 'open' | 'closed' = 'past'
  /** Is it shown that the live stream began within history? */
  private isShown = false
  private last: E | null = null
  private lastId: string | null = null
  private toldBefore: E | null = null
  /** End of history, and up to when its events are no longer remembered one by one. */
  private end: number = -Infinity
  private forgotten: number = -Infinity

  constructor(length: number, isCounted: boolean) {
    this.length = length
    this.isCounted = isCounted
    this.known = new RecentTexts(length)
  }

  past(event: E, emit: Emit<E>): void {
    const id = idOf(event)
    if (id === null) this.hasIds = false
    else if (this.isKnown(id)) return
    this.tail[this.seen++ % this.length] = event
    if (event.ts > this.end) this.end = event.ts
    this.give(event, id, emit)
  }

  live(event: E, emit: Emit<E>): void {
    if (this.state === 'past') this.open(event, emit)
    const id = idOf(event)
    if (id !== null && this.isKnown(id)) {
      this.isShown = true
      return
    }
    if (this.state === 'open' && this.isOfHistory(event, id)) return
    if (this.state === 'open') {
      // The first that history did not have.
      const isNext = id !== null && this.lastId !== null && follows(id, this.lastId)
      if (!this.isShown && !isNext) this.tell(event, 'history', emit)
      this.isShown = true
      if (event.ts > this.end) this.close()
    }
    this.give(event, id, emit)
  }

  private open(first: E, emit: Emit<E>): void {
    this.state = 'open'
    const hasIds = this.hasIds && idOf(first) !== null
    const oldest = this.tail[this.seen % this.length] ?? this.tail[0]
    if (this.seen > this.length && oldest !== undefined) this.forgotten = oldest.ts
    if (hasIds) return
    this.isShown = first.ts < this.end
    if (first.ts === this.end) {
      // Each side saw a part of that moment: equal events in it may be the same or not.
      this.tell(first, 'history', emit)
      this.isShown = true
    }
    for (const event of this.tail) {
      if (event.ts <= this.forgotten) continue
      const content = contentOf(event)
      this.unmatched.set(content, (this.unmatched.get(content) ?? 0) + 1)
    }
  }

  private isOfHistory(event: E, id: string | null): boolean {
    const { unmatched } = this
    // Older than what is remembered one by one: history had it, as it has all before its end.
    if (event.ts <= this.forgotten && event.ts < this.end && (id === null || event.ts < this.forgotten)) {
      this.counts.duplicates++
      return (this.isShown = true)
    }
    if (unmatched.size === 0) return false
    const content = contentOf(event)
    const count = unmatched.get(content) ?? 0
    if (count === 0) return false
    if (count === 1) unmatched.delete(content)
    else unmatched.set(content, count - 1)
    if (id !== null) this.known.add(id)
    this.counts.duplicates++
    return true
  }

  private close(): void {
    this.state = 'closed'
    this.unmatched.clear()
    this.tail.length = 0
  }

  private isKnown(id: string): boolean {
    if (!this.known.has(id)) return false
    this.counts.duplicates++
    return true
  }

  private give(event: E, id: string | null, emit: Emit<E>): void {
    const { last, lastId } = this
    const step = id === null || lastId === null ? NaN : compareCounted(id, lastId)
    if (this.isCounted && step > 1 && this.toldBefore !== event) this.tell(event, 'trade_id', emit)
    if (last !== null && event.ts < last.ts) this.counts.late++
    else this.last = event
    if (id !== null) {
      this.known.add(id)
      if (!(step < 0)) this.lastId = id
    }
    emit(event)
  }

  private tell(event: E, reason: string, emit: Emit<E>): void {
    this.toldBefore = event
    this.counts.gaps++
    emit(gapBetween(this.last, event, reason))
  }
}
