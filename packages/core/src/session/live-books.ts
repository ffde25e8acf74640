import type { Instrument } from '../market/index.js'
import type { LiveColumns } from './live-event.js'
import { NumberedBook } from './live-numbered-book.js'
import { SyncedBook, type BookHost } from './live-synced-book.js'
import type { BookSynchronisation } from './paper-options.js'

/** What makes rows of a live book; loaded with the first session that has one. */
export function liveBook(instrument: Instrument, sync: BookSynchronisation | null, host: BookHost): LiveColumns {
  return sync === null ? new NumberedBook(instrument, () => host.onGap()) : new SyncedBook(instrument, sync, host)
}
