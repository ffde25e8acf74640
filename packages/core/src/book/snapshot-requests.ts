import type { BookCounters } from './book-counters.js'
import type { BookStatus } from './book-status.js'
import type { FullRetry } from './snapshot-retry.js'

/** Attempts to get a snapshot: how many, when the next may go out, and which answer still counts. Has no clock. */
export class SnapshotRequests {
  /** Number of the newest request, over all times. */
  request: number = 0
  /** Attempts since the book was last right. */
  attempt: number = 0
  /** When the open request went out; NaN while none is open. */
  private openSince: number = NaN
  /** No request before this time. */
  private notBefore: number = -Infinity
  private readonly retry: FullRetry
  private readonly status: BookStatus
  private readonly counts: BookCounters

  constructor(retry: FullRetry, status: BookStatus, counts: BookCounters) {
    this.retry = retry
    this.status = status
    this.counts = counts
  }

  /** Is an answer outstanding? */
  get isOpen(): boolean {
    return this.openSince === this.openSince
  }

  /** Is an answer to this request outstanding? */
  isAwaited(request: number): boolean {
    return this.isOpen && request === this.request
  }

  /** Does what is due, where a snapshot is needed: gives up waiting, asks, or gives up. */
  seek(): void {
    const { status, retry } = this
    if (status.isWhole || status.state === 'down') return
    if (status.now - this.openSince >= retry.timeoutMs) this.close()
    if (this.isOpen) return
    if (this.attempt >= retry.attempts) status.setState('down', 'snapshot_attempts_used_up')
    else if (status.now >= this.notBefore) {
      this.openSince = status.now
      this.notBefore = status.now + retry.baseMs
      status.requested(++this.request, ++this.attempt)
      if (status.state === 'gap') status.setState('resyncing', 'snapshot_requested')
    } else if (status.state === 'resyncing') status.setState('gap', 'snapshot_failed')
  }

  /** What was asked for is of no use, or did not come. */
  fail(): void {
    if (this.isOpen) this.close()
    this.seek()
  }

  /** The book is right: attempts count anew, the least time between requests stays. */
  succeed(): void {
    this.attempt = 0
    this.openSince = NaN
  }

  /** A new connection: attempts count anew, and no earlier answer counts. */
  restart(): void {
    this.attempt = 0
    this.openSince = NaN
    this.notBefore = -Infinity
  }

  /** The clock that times came from was set: what was noted moves with it. */
  shift(byMs: number): void {
    this.openSince += byMs
    this.notBefore += byMs
  }

  /** Changing parts, as numbers. */
  state(): Float64Array {
    return Float64Array.of(this.request, this.attempt, this.openSince, this.notBefore)
  }

  /** Puts back what `state` gave. */
  setState([request, attempt, openSince, notBefore]: ArrayLike<number> & Iterable<number>): void {
    this.request = request as number
    this.attempt = attempt as number
    this.openSince = openSince as number
    this.notBefore = notBefore as number
  }

  /** The open request failed: the next one waits longer. */
  private close(): void {
    const { baseMs, maxMs } = this.retry
    this.counts.snapshotsFailed++
    this.openSince = NaN
    this.notBefore = this.status.now + Math.min(maxMs, baseMs * (1 << Math.min(this.attempt - 1, 20)))
  }
}
