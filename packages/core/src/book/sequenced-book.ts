import type { OrderBookDelta, OrderBookSnapshot } from '../market/index.js'
import type { BookCounters } from './book-counters.js'
import type { BookRule, DeltaVerdict } from './book-rule.js'
import { DeltaBuffer } from './delta-buffer.js'
import type { BookFault } from './level-reader.js'
import type { OrderBook } from './order-book.js'

/** Where in the sequence a book stands. */
export interface SequencePlace {
  /** Newest update in the book; NaN before any. */
  readonly sequence: number
  /** Did a snapshot come last, so that the rule for the first delta holds? */
  readonly awaitsFirst: boolean
  /** Deltas since the last good one that the book had already. */
  readonly oldInARow: number
}

/** A book, the rule that says what may be applied to it, and the deltas that wait for a snapshot. */
export class SequencedBook {
  /** Newest update in the book; NaN before any. */
  sequence: number = NaN
  /** Deltas that wait. */
  readonly buffer: DeltaBuffer
  private awaitsFirst: boolean = true
  private oldInARow: number = 0
  private readonly book: OrderBook
  private readonly rule: BookRule
  private readonly counts: BookCounters

  constructor(book: OrderBook, rule: BookRule, maxBuffered: number, counts: BookCounters) {
    this.book = book
    this.rule = rule
    this.buffer = new DeltaBuffer(maxBuffered)
    this.counts = counts
  }

  /** Applies a delta to a right book, if it follows. */
  applyDelta(delta: OrderBookDelta): 'applied' | 'old' | 'gap' | 'went_back' | BookFault {
    const verdict = this.verdict(delta)
    if (verdict === 'gap') return 'gap'
    if (verdict === 'old') {
      this.counts.old++
      return ++this.oldInARow > MOST_OLD ? 'went_back' : 'old'
    }
    return this.write(delta) ?? 'applied'
  }

  /**
   * Makes the book anew from a snapshot and what waited. `old`: the deltas that follow it are lost, or the book is newer;
   * nothing changed. `broken`: one of those that waited does not follow; the book is empty.
   */
  applySnapshot(snapshot: OrderBookSnapshot, isWhole: boolean): 'used' | 'old' | 'broken' | BookFault {
    const { buffer, rule, book } = this
    let old = 0
    while (old < buffer.size && rule.first(snapshot.sequence, buffer.at(old)) === 'old') old++
    const isOld = isWhole
      ? rule.isSequenced && snapshot.sequence <= this.sequence
      : old < buffer.size && rule.first(snapshot.sequence, buffer.at(old)) === 'gap'
    if (isOld) return 'old'
    const fault = book.applySnapshot(snapshot.bids, snapshot.asks)
    if (fault !== null) return fault
    this.counts.old += old
    buffer.drop(old)
    this.sequence = snapshot.sequence
    this.awaitsFirst = true
    this.oldInARow = 0
    return this.replay()
  }

  /** Forgets the book and what waited. */
  clear(): void {
    this.book.clear()
    this.buffer.drop()
    this.sequence = NaN
    this.awaitsFirst = true
    this.oldInARow = 0
  }

  /** Where the book stands. */
  place(): SequencePlace {
    const { sequence, awaitsFirst, oldInARow } = this
    return { sequence, awaitsFirst, oldInARow }
  }

  /** Puts back what `place` gave. */
  restore({ sequence, awaitsFirst, oldInARow }: SequencePlace): void {
    this.sequence = sequence
    this.awaitsFirst = awaitsFirst
    this.oldInARow = oldInARow
  }

  private replay(): 'used' | 'broken' | BookFault {
    const { buffer } = this
    for (let at = 0; at < buffer.size; at++) {
      const delta = buffer.at(at)
      const verdict = this.verdict(delta)
      if (verdict === 'old') {
        this.counts.old++
        continue
      }
      const fault = verdict === 'follows' ? this.write(delta) : null
      if (verdict === 'follows' && fault === null) continue
      // A bad delta is not kept: with it no snapshot would ever fit.
      buffer.drop(fault === null ? at : at + 1)
      this.book.clear()
      return fault ?? 'broken'
    }
    buffer.drop()
    return 'used'
  }

  private verdict(delta: OrderBookDelta): DeltaVerdict {
    return this.awaitsFirst ? this.rule.first(this.sequence, delta) : this.rule.next(this.sequence, delta)
  }

  private write(delta: OrderBookDelta): BookFault | null {
    const fault = this.book.applyDelta(delta.bids, delta.asks)
    if (fault !== null) return fault
    this.counts.applied++
    this.sequence = delta.sequence
    this.awaitsFirst = false
    this.oldInARow = 0
    return null
  }
}

/** So many deltas in a row that the book has already: the venue counts from the beginning again. */
const MOST_OLD = 100
