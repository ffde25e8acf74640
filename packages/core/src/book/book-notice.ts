import type { InstrumentId, StreamGap } from '../market/index.js'
import type { RejectReason } from './book-event-fault.js'
import type { Crossing } from './crossing.js'
import type { BookFault } from './level-reader.js'

/**
 * Where a stream of book updates stands. Only in `live` is the book right: `connecting` waits for the first snapshot,
 * `stale` has heard nothing for too long, `gap` waits before it asks for a snapshot, `resyncing` has asked, `down` is
 * disconnected or has given up.
 */
export type StreamState = 'connecting' | 'live' | 'stale' | 'gap' | 'resyncing' | 'down'

interface NoticeBase {
  /** Which book. */
  readonly instrumentId: InstrumentId
  /** UTC epoch ms of what brought it about. */
  readonly ts: number
}

/** The book became right, or stopped being so. */
export interface StreamStateChanged extends NoticeBase {
  /** Tells it from other notices. */
  readonly type: 'StreamStateChanged'
  /** State before. */
  readonly from: StreamState
  /** State now. */
  readonly to: StreamState
  /** Why, such as `snapshot`, `sequence`, `crossed`, `disconnected`. */
  readonly reason: string
}

/** A snapshot is needed: fetch one and hand it in, or say that it failed. */
export interface SnapshotRequested extends NoticeBase {
  /** Tells it from other notices. */
  readonly type: 'SnapshotRequested'
  /** Number of this request; an answer that names an older one is dropped. */
  readonly request: number
  /** Which attempt it is since the book was last right, from 1. */
  readonly attempt: number
}

/** A message was refused whole; the book is as it was before. */
export interface BookUpdateRejected extends NoticeBase {
  /** Tells it from other notices. */
  readonly type: 'BookUpdateRejected'
  /** What is wrong. */
  readonly reason: RejectReason
  /** The bad level, where it is one. */
  readonly fault: BookFault | null
  /** Sequence of the message as it came. */
  readonly sequence: unknown
}

/** The best bid reached the best ask (`locked`) or went above it (`crossed`); or is `normal` again. */
export interface BookCrossed extends NoticeBase {
  /** Tells it from other notices. */
  readonly type: 'BookCrossed'
  /** How bid and ask stand now. */
  readonly crossing: Crossing
  /** Best bid; `null` where the side is empty now. */
  readonly bidPrice: number | null
  /** Best ask; `null` where the side is empty now. */
  readonly askPrice: number | null
}

/** A price off the venue's tick was taken: the book counts prices in a finer step from now on. */
export interface PriceStepRefined extends NoticeBase {
  /** Tells it from other notices. */
  readonly type: 'PriceStepRefined'
  /** The price off the tick, as it came. */
  readonly price: number | string
  /** The venue's tick. */
  readonly tickSize: number
  /** What prices are counted in now. */
  readonly priceStep: number
}

/** Everything that is said about a book beside its levels. */
export type BookNotice =
  StreamGap | StreamStateChanged | SnapshotRequested | BookUpdateRejected | BookCrossed | PriceStepRefined
