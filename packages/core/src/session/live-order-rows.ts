import { wireNumber } from '../book/decimal-step.js'
import {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_EXECUTE,
  ORDER_UPDATE,
  type BookOrderChange,
  type BookOrderColumns,
} from '../market/index.js'
import type { MessageHead } from './live-book-rows.js'

const ACTIONS = { add: ORDER_ADD, update: ORDER_UPDATE, delete: ORDER_DELETE, execute: ORDER_EXECUTE } as const
const SIDES = { bid: 1, ask: -1, none: 0 } as const

interface OrderRow {
  readonly head: MessageHead
  /** None where only the flags say anything. */
  readonly change: BookOrderChange | null
  flags: number
}

/** Messages of a book of single orders as rows, until a lane takes them. */
export class LiveOrderRows {
  // bound: rows of the session's queue, which are handed over whole
  #rows: OrderRow[] = []

  get length(): number {
    return this.#rows.length
  }

  /** A message; one that changes nothing is one all the same. */
  message(head: MessageHead, isSnapshot: boolean, changes: readonly BookOrderChange[]): void {
    const rows = this.#rows
    const first = rows.length
    if (changes.length === 0) rows.push({ head, change: null, flags: 0 })
    for (const change of changes) rows.push({ head, change, flags: 0 })
    if (isSnapshot) rows[first]!.flags |= BOOK_SNAPSHOT
    rows[rows.length - 1]!.flags |= BOOK_END
  }

  gap(head: MessageHead): void {
    this.#rows.push({ head, change: null, flags: BOOK_GAP + BOOK_END })
  }

  /** Takes the newest rows back. */
  cut(length: number): void {
    this.#rows.length = length
  }

  take(): BookOrderColumns | null {
    const rows = this.#rows
    if (rows.length === 0) return null
    this.#rows = []
    return {
      kind: 'orders',
      length: rows.length,
      ts: Float64Array.from(rows, ({ head }) => head.ts),
      tsRecv: rows.some(isStamped) ? Float64Array.from(rows, ({ head }) => head.key) : undefined,
      action: Uint8Array.from(rows, ({ change }) => (change === null ? 0 : ACTIONS[change.action])),
      orderId: Float64Array.from(rows, ({ change }) => change?.orderId ?? 0),
      side: Int8Array.from(rows, ({ change }) => SIDES[change?.side ?? 'none']),
      price: Float64Array.from(rows, ({ change }) => numberOf(change?.price)),
      size: Float64Array.from(rows, ({ change }) => numberOf(change?.size)),
      flags: Uint8Array.from(rows, ({ flags }) => flags),
    }
  }
}

function isStamped({ head: { ts, key, isStamped } }: OrderRow): boolean {
  return isStamped || key !== ts
}

/** What nobody looks at stays as it was told. */
function numberOf(value: number | string | undefined): number {
  return typeof value === 'string' ? wireNumber(value) : (value ?? 0)
}
