import { defer, Subscription, take } from 'rxjs'
import { BookSync, type BookNotice, type SnapshotRequested } from '../book/index.js'
import type { BookColumns, Instrument, MarketEvent, StreamGap } from '../market/index.js'
import type { Finding } from '../quality/index.js'
import { liveBookFault } from './live-book-fault.js'
import { LiveBookRows, type MessageHead } from './live-book-rows.js'
import type { LiveColumns, LiveEvent } from './live-event.js'
import type { BookSynchronisation } from './paper-options.js'

/** What a book asks of its session. */
export interface BookHost {
  /** The session's clock. */
  now(): number
  /** Takes a snapshot that was fetched; false where it was refused. */
  offer(event: MarketEvent): boolean
  /** Hears of gaps that the book itself finds. */
  onGap(): void
}

/** Time-outs, silence and crossed books are looked for this often while any may come. */
const LOOK_MS = 1_000

/** Raw messages of a venue made a right book: told as a snapshot whenever it becomes right, as a gap when it stops to be. */
export class SyncedBook implements LiveColumns {
  readonly #rows = new LiveBookRows()
  readonly #tickSize: number
  readonly #options: BookSynchronisation
  readonly #host: BookHost
  readonly #sync: BookSync
  #head: MessageHead = { ts: -Infinity, key: -Infinity, isStamped: false }
  /** Was what happens now told by a notice, so that the event is not to be told again? */
  #isTold = false
  #isRefused = false
  /** Was a delta refused, so that the numbers of the next one must show whether it is missing? */
  #isInDoubt = false
  /** Is it the source that tells of a gap? */
  #isSourceGap = false
  #isCrossed = false
  #isConnected = true
  #fetching = Subscription.EMPTY

  constructor({ id: instrumentId, tickSize }: Instrument, options: BookSynchronisation, host: BookHost) {
    const { snapshots: _, ...rest } = options
    this.#tickSize = tickSize
    this.#options = options
    this.#host = host
    this.#sync = new BookSync({ ...rest, instrumentId, tickSize, onNotice: (notice) => this.#hear(notice) })
  }

  get hasRows(): boolean {
    return this.#rows.length > 0
  }

  get nextDue(): number {
    const { isValid } = this.#sync
    const isAwaited = !isValid && this.#isConnected && this.#options.snapshots !== undefined
    const isWatched = isValid && (this.#isCrossed || (this.#options.staleAfterMs ?? Infinity) < Infinity)
    return isAwaited || isWatched ? this.#head.key + LOOK_MS : Infinity
  }

  fault(event: MarketEvent): Finding | null {
    return liveBookFault(event, this.#tickSize)
  }

  push(event: LiveEvent, key: number): void {
    this.#head = { ts: event.ts, key, isStamped: event.tsRecv !== undefined }
    this.#isTold = this.#isRefused = false
    this.#isSourceGap = event.type === 'StreamGap'
    if (event.type === 'StreamGap') return this.#gap(event)
    if (event.type !== 'OrderBookDelta' && event.type !== 'OrderBookSnapshot') return
    // Whatever comes after a lost connection says that there is one again.
    if (!this.#isConnected) this.#connect()
    const isChanged = this.#sync.apply({ ...event, tsRecv: key })
    if (this.#isRefused && event.type === 'OrderBookDelta') return this.#doubt()
    if (!isChanged || this.#isTold) return
    if (event.type === 'OrderBookDelta' && !this.#isInDoubt) this.#rows.levels(this.#head, event.bids, event.asks)
    else this.#tellWhole()
  }

  next(): BookColumns | null {
    return this.#rows.take()
  }

  tick(now: number): void {
    this.#head = { ts: now, key: now, isStamped: false }
    this.#isSourceGap = false
    if (this.#isConnected) this.#sync.advance(now)
  }

  close(): void {
    this.#fetching.unsubscribe()
  }

  #gap({ to, reason }: StreamGap): void {
    if (reason === 'rejected' && this.#options.rule.isSequenced) return this.#doubt()
    if (to !== null) return this.#connect()
    this.#isConnected = false
    this.#fetching.unsubscribe()
    this.#sync.disconnect(this.#head.key)
  }

  #doubt(): void {
    if (!this.#sync.isValid || this.#isInDoubt) return
    this.#isInDoubt = true
    this.#rows.gap(this.#head)
  }

  #tellWhole(): void {
    this.#isInDoubt = false
    this.#rows.whole(this.#head, this.#sync.book, this.#tickSize)
  }

  #connect(): void {
    this.#isConnected = true
    this.#fetching.unsubscribe()
    this.#sync.connect(this.#head.key)
  }

  #hear(notice: BookNotice): void {
    if (notice.type === 'SnapshotRequested') this.#fetch(notice)
    else if (notice.type === 'BookUpdateRejected') this.#isRefused = true
    else if (notice.type === 'BookCrossed') this.#isCrossed = notice.crossing !== 'normal'
    else if (notice.type === 'StreamStateChanged' && notice.to === 'live') {
      this.#isTold = true
      this.#tellWhole()
    } else if (isEnd(notice)) {
      this.#isTold = true
      this.#isCrossed = false
      if (!this.#isInDoubt) this.#rows.gap(this.#head)
      this.#isInDoubt = false
      if (!this.#isSourceGap) this.#host.onGap()
    }
  }

  /** What comes is an event like any other, and has to wait for its turn. */
  #fetch(asked: SnapshotRequested): void {
    const { snapshots } = this.#options
    if (snapshots === undefined) return
    const { request } = asked
    let isAnswered = false
    const failed = (): void => {
      if (!isAnswered) this.#sync.snapshotFailed(this.#host.now(), request)
      isAnswered = true
    }
    this.#fetching.unsubscribe()
    this.#fetching = defer(() => snapshots(asked))
      .pipe(take(1))
      .subscribe({
        next: (snapshot) => {
          if (this.#host.offer(snapshot)) isAnswered = true
          else failed()
        },
        error: failed,
        complete: failed,
      })
  }
}

/** Does a book stop to be right with it? */
function isEnd(notice: BookNotice): boolean {
  if (notice.type === 'StreamGap') return notice.to === null
  return notice.type === 'StreamStateChanged' && notice.to === 'stale'
}
