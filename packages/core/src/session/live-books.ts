import type { LiveColumns } from './live-event.js'
import { NumberedBook } from './live-numbered-book.js'
import { NumberedOrders } from './live-numbered-orders.js'
import { SyncedBook, type BookHost } from './live-synced-book.js'
import type { LiveRows } from './live-rows.js'

/** What makes rows of a live book; loaded with the first session that has one. */
export function liveBook({ stream, sync }: Pick<LiveRows, 'stream' | 'sync'>, host: BookHost): LiveColumns {
  const { kind, instrument } = stream
  const onGap = (): void => host.onGap()
  if (kind === 'orders') return new NumberedOrders(instrument, onGap)
  return sync === null ? new NumberedBook(instrument, onGap) : new SyncedBook(instrument, sync, host)
}
