import type { OrderBookDelta } from '../market/index.js'
import type { BookCounters } from './book-counters.js'
import type { OrderBookState } from './book-state.js'
import type { StatusFields } from './book-status.js'
import type { SequencePlace } from './sequenced-book.js'

/** A synchronised book as plain data: survives a structured clone. */
export interface BookSyncState {
  /** Of this format. */
  readonly version: 2
  /** Name of the rule. */
  readonly rule: string
  /** The levels. */
  readonly book: OrderBookState
  /** States and times. */
  readonly status: StatusFields
  /** Where in the sequence the book stands. */
  readonly place: SequencePlace
  /** False between `disconnect` and `connect`. */
  readonly isConnected: boolean
  /** True after `dispose`. */
  readonly isDisposed: boolean
  /** Deltas that wait. */
  readonly buffer: readonly OrderBookDelta[]
  /** The requests for snapshots. */
  readonly requests: Float64Array
  /** What was counted. */
  readonly counters: BookCounters
}
