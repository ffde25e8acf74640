import { demand } from '../errors/index.js'
import type { OrderBookDelta, OrderBookSnapshot } from '../market/index.js'
import { noCounts, type BookCounters } from './book-counters.js'
import { bookEventFault } from './book-event-fault.js'
import type { StreamState } from './book-notice.js'
import { BookStatus } from './book-status.js'
import { fullOptions, type BookSyncOptions, type FullBookSyncOptions } from './book-sync-options.js'
import type { BookSyncState } from './book-sync-state.js'
import { OrderBook } from './order-book.js'
import { SequencedBook } from './sequenced-book.js'
import { SnapshotRequests } from './snapshot-requests.js'

/**
 * Makes a right book of a broken stream, or says that there is none.
 *
 * Deltas wait in a buffer until a snapshot fits them; the venue's rule says which follow. What does not follow makes
 * the book invalid at once: `isValid` is false, a `StreamGap` says since when, a `SnapshotRequested` asks for help, and
 * nothing is applied before a snapshot that fits. After `connect` the book is built from nothing, so that no level of
 * an earlier connection stays.
 *
 * Has no clock: time is that of the events (`tsRecv`, or `ts` where there is none) and of `advance`.
 *
 * @example
 * ```ts
 * import { binanceSpot, BookSync } from '@tapeline/core/book'
 * const instrumentId = 'BTC/USDT@binance'
 * const sync = new BookSync({ instrumentId, rule: binanceSpot, tickSize: 0.01 })
 * const delta = { type: 'OrderBookDelta', instrumentId, asks: [] } as const
 * sync.apply({ ...delta, ts: 1, firstSequence: 8, sequence: 11, bids: [['9.99', '1']] })
 * console.log(sync.state, sync.counters.requests) // connecting 1
 * sync.apply({ type: 'OrderBookSnapshot', instrumentId, ts: 2, sequence: 10, bids: [['9.98', '4']], asks: [] })
 * console.log(sync.state, sync.book.bidPrice, sync.sequence) // live 9.99 11
 * sync.apply({ ...delta, ts: 3, firstSequence: 13, sequence: 13, bids: [] })
 * console.log(sync.state, sync.isValid) // gap false
 * ```
 */
export class BookSync {
  /** The book; to be read only, and only while `isValid`. */
  readonly book: OrderBook
  private readonly counts: BookCounters = noCounts()
  private readonly options: FullBookSyncOptions
  private readonly status: BookStatus
  private readonly sequenced: SequencedBook
  private readonly requests: SnapshotRequests
  private isConnected = true
  private isDisposed = false

  constructor(options: BookSyncOptions) {
    this.options = fullOptions(options)
    const { rule, maxBuffered, retry } = this.options
    this.book = new OrderBook(this.options)
    this.sequenced = new SequencedBook(this.book, rule, maxBuffered, this.counts)
    this.status = new BookStatus(this.options, this.counts)
    this.requests = new SnapshotRequests(retry, this.status, this.counts)
  }

  /** Where the stream stands. */
  get state(): StreamState {
    return this.status.state
  }

  /** May the book be used? */
  get isValid(): boolean {
    return this.status.state === 'live'
  }

  /** Since when the book is right without a break; `null` while it is not. */
  get validSince(): number | null {
    return this.isValid ? this.status.validSince : null
  }

  /** Sequence of the newest update in the book; `null` while it is not right. */
  get sequence(): number | null {
    return this.isValid ? this.sequenced.sequence : null
  }

  /** How often what happened. */
  get counters(): Readonly<BookCounters> {
    return this.counts
  }

  /** Takes a snapshot or a delta; true when the book is right and was changed by it. */
  apply(event: OrderBookSnapshot | OrderBookDelta): boolean {
    return event.type === 'OrderBookDelta' ? this.applyDelta(event) : this.applySnapshot(event)
  }

  /** Takes a delta; true when the book is right and was changed by it. */
  applyDelta(delta: OrderBookDelta): boolean {
    if (this.hasEnded()) return false
    this.counts.deltas++
    const changed = this.accepts(delta) && this.takeDelta(delta)
    this.status.checkPriceStep(this.book)
    this.status.tell()
    return changed
  }

  /** Takes a snapshot, asked for or not; `request` is the number of the request that it answers. */
  applySnapshot(snapshot: OrderBookSnapshot, request?: number): boolean {
    if (this.hasEnded()) return false
    this.counts.snapshots++
    const isLate = request !== undefined && !this.requests.isAwaited(request)
    if (isLate) this.counts.snapshotsLate++
    const changed = !isLate && (this.accepts(snapshot) ? this.takeSnapshot(snapshot) : this.isOfNoUse())
    this.status.checkPriceStep(this.book)
    this.status.tell()
    return changed
  }

  /** The request for a snapshot failed: another follows after a wait, until the attempts are used up. */
  snapshotFailed(now: number, request: number = this.requests.request): void {
    if (this.hasEnded() || !this.requests.isAwaited(request)) return
    this.observe(now)
    this.requests.fail()
    this.status.tell()
  }

  /** Time passes without an event: requests fall due, silence and a crossed book are noticed. */
  advance(now: number): void {
    if (this.hasEnded()) return
    this.observe(now)
    this.status.checkSilence()
    if (this.isValid) this.checkCrossing()
    // A first delta is waited for, so that the snapshot is not older than the deltas; but not for ever.
    const isEarly = this.state === 'connecting' && this.sequenced.buffer.size === 0 && !this.requests.isOpen
    if (!isEarly || this.status.connectedMs >= this.options.retry.timeoutMs) this.requests.seek()
    this.status.tell()
  }

  /** The stream begins again: the book is built from nothing. */
  connect(now: number): void {
    this.breakOff(now, 'connected')
  }

  /** The stream ended: nothing counts until `connect`. */
  disconnect(now: number): void {
    this.breakOff(now, 'disconnected')
  }

  /**
   * Another tick size: levels keep their prices, in a finer step where they are off the new tick. Where that cannot be, a
   * snapshot is asked for.
   */
  changeTickSize(tickSize: number, now: number): void {
    if (this.hasEnded()) return
    this.observe(now)
    if (!this.book.changeTickSize(tickSize)) {
      this.status.invalidate('tick_size')
      this.book.clear()
      this.book.changeTickSize(tickSize)
      this.requests.seek()
    }
    this.status.checkPriceStep(this.book)
    this.status.tell()
  }

  /** Ends it: later calls do nothing but count. */
  dispose(): void {
    if (this.isDisposed) return
    this.isDisposed = true
    this.status.invalidate('disposed')
    this.sequenced.clear()
    this.status.setState('down', 'disposed')
    this.status.tell()
  }

  /** Everything that changes, as plain data. */
  snapshot(): BookSyncState {
    return {
      version: 2,
      rule: this.options.rule.name,
      book: this.book.snapshot(),
      status: this.status.snapshot(),
      place: this.sequenced.place(),
      isConnected: this.isConnected,
      isDisposed: this.isDisposed,
      buffer: this.sequenced.buffer.list(),
      requests: this.requests.state(),
      counters: { ...this.counts },
    }
  }

  /** Goes on where a snapshot was taken. */
  restore(state: BookSyncState): void {
    const { name } = this.options.rule
    demand(state.version === 2, 'BookSync', 'state.version', state.version, '2')
    demand(state.rule === name, 'BookSync', 'state.rule', state.rule, name)
    this.book.restore(state.book)
    this.status.restore(state.status)
    this.sequenced.restore(state.place)
    this.sequenced.buffer.fill(state.buffer)
    this.isConnected = state.isConnected
    this.isDisposed = state.isDisposed
    this.requests.setState(state.requests)
    Object.assign(this.counts, state.counters)
  }

  private takeDelta(delta: OrderBookDelta): boolean {
    const { sequenced, status, counts } = this
    if (!status.isWhole) return this.keep(delta)
    const outcome = sequenced.applyDelta(delta)
    if (outcome === 'old') return false
    if (outcome === 'gap' || outcome === 'went_back') {
      counts.gaps++
      this.status.invalidate(outcome === 'gap' ? 'sequence' : 'sequence_went_back')
      return this.keep(delta)
    }
    if (outcome !== 'applied') {
      this.status.rejected(delta, outcome.reason, outcome)
      // With numbers, the next delta shows whether an update is missing now.
      if (!this.options.rule.isSequenced) this.status.invalidate('rejected')
      this.requests.seek()
      return false
    }
    status.heard()
    this.checkCrossing()
    return this.isValid
  }

  private takeSnapshot(snapshot: OrderBookSnapshot): boolean {
    const { status, counts } = this
    const wasWhole = status.isWhole
    const outcome = this.sequenced.applySnapshot(snapshot, wasWhole)
    if (outcome === 'used') {
      counts.snapshotsUsed++
      this.requests.succeed()
      if (wasWhole) status.heard()
      else status.becomeLive()
      this.checkCrossing()
      return this.isValid
    }
    if (outcome === 'old') counts.snapshotsOld++
    else if (outcome === 'broken') counts.gaps++
    else this.status.rejected(snapshot, outcome.reason, outcome)
    if (!wasWhole) this.requests.fail()
    return false
  }

  /** Keeps a delta for the next snapshot. One without a number cannot be set beside it, and is not kept. */
  private keep(delta: OrderBookDelta): false {
    const lost = this.options.rule.isSequenced ? this.sequenced.buffer.add(delta) : 1
    if (this.options.rule.isSequenced) this.counts.buffered++
    this.counts.unbuffered += lost
    this.requests.seek()
    return false
  }

  /** A snapshot that cannot be read. */
  private isOfNoUse(): false {
    if (this.isConnected) this.requests.fail()
    return false
  }

  private breakOff(now: number, reason: 'connected' | 'disconnected'): void {
    if (this.hasEnded()) return
    this.observe(now)
    this.status.invalidate(reason)
    this.sequenced.clear()
    this.requests.restart()
    this.isConnected = reason === 'connected'
    if (this.isConnected) this.status.connected()
    else this.status.setState('down', reason)
    this.status.tell()
  }

  private checkCrossing(): void {
    if (!this.status.checkCrossing(this.book)) return
    this.status.invalidate('crossed')
    this.requests.seek()
  }

  private accepts(event: OrderBookDelta | OrderBookSnapshot): boolean {
    if (!this.isConnected) return !this.ignore()
    const reason = bookEventFault(event, this.options.instrumentId)
    if (reason === null) this.observe(event.tsRecv ?? event.ts)
    else this.status.rejected(event, reason, null)
    return reason === null
  }

  private observe(time: number): void {
    const setBack = this.status.observe(time)
    if (setBack !== 0) this.requests.shift(setBack)
  }

  private hasEnded(): boolean {
    return this.isDisposed && this.ignore()
  }

  private ignore(): true {
    this.counts.ignored++
    return true
  }
}
