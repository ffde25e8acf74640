import type { BookOrderColumns, Instrument, RecordedBookOrders } from '../../../src/index.js'
import {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_EXECUTE,
  ORDER_UPDATE,
} from '../../../src/session/trading.js'
import { COIN } from '../recorded-rows.js'

/** What happens to one order of the market. */
export type OrderChange =
  | readonly ['add', orderId: number, side: 1 | -1, price: number, size: number]
  | readonly ['update', orderId: number, price: number, size: number]
  | readonly ['delete', orderId: number]
  | readonly ['execute', orderId: number, size: number]

/** One message of a book of orders. */
export interface OrderMessage {
  readonly ts: number
  readonly kind?: 'snapshot' | 'gap'
  readonly changes?: readonly OrderChange[]
}

interface OrderRow {
  readonly ts: number
  readonly action: number
  readonly orderId: number
  readonly side: number
  readonly price: number
  readonly size: number
  readonly flags: number
}

/** A book of single orders in chunks of so many rows, which may cut messages apart. */
export function recordedOrders(
  messages: readonly OrderMessage[],
  chunkRows: number = Infinity,
  of: Instrument = COIN,
): RecordedBookOrders {
  const rows = messages.flatMap(rowsOf)
  return {
    instrument: of,
    source: 'rows',
    priceAdjustment: 'raw',
    rows: rows.length,
    kind: 'orders',
    *chunks() {
      for (let from = 0; from < rows.length; from += chunkRows) {
        const part = rows.slice(from, Math.min(rows.length, from + chunkRows))
        yield {
          kind: 'orders',
          length: part.length,
          ts: Float64Array.from(part, ({ ts }) => ts),
          action: Uint8Array.from(part, ({ action }) => action),
          orderId: Float64Array.from(part, ({ orderId }) => orderId),
          side: Int8Array.from(part, ({ side }) => side),
          price: Float64Array.from(part, ({ price }) => price),
          size: Float64Array.from(part, ({ size }) => size),
          flags: Uint8Array.from(part, ({ flags }) => flags),
        } satisfies BookOrderColumns
      }
    },
  }
}

const NOTHING = { action: 0, orderId: 0, side: 0, price: 0, size: 0 }

function rowsOf({ ts, kind, changes = [] }: OrderMessage): OrderRow[] {
  if (kind === 'gap') return [{ ...NOTHING, ts, flags: BOOK_GAP + BOOK_END }]
  const snapshot = kind === 'snapshot' ? BOOK_SNAPSHOT : 0
  if (changes.length === 0) return [{ ...NOTHING, ts, flags: snapshot + BOOK_END }]
  return changes.map((change, i) => ({
    ...columnsOf(change),
    ts,
    flags: (i === 0 ? snapshot : 0) + (i === changes.length - 1 ? BOOK_END : 0),
  }))
}

function columnsOf(change: OrderChange): Omit<OrderRow, 'ts' | 'flags'> {
  const [kind, orderId] = change
  if (kind === 'add') return { action: ORDER_ADD, orderId, side: change[2], price: change[3], size: change[4] }
  if (kind === 'update') return { ...NOTHING, action: ORDER_UPDATE, orderId, price: change[2], size: change[3] }
  if (kind === 'delete') return { ...NOTHING, action: ORDER_DELETE, orderId }
  return { ...NOTHING, action: ORDER_EXECUTE, orderId, size: change[2] }
}
