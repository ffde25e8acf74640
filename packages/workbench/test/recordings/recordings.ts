import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { OrderBook, BookSideName } from '@tapeline/core/book'
import { ROOT } from '../walls/sources.js'

const SHARED = process.env['TAPELINE_SHARED'] ?? join(ROOT, '..', 'shared')

/** Are the recordings of exchange traffic beside the project? */
export const hasRecordings: boolean = existsSync(join(SHARED, 'recordings'))

/** A file of the independent test data, unpacked. */
export function sharedText(path: string): string {
  const bytes = readFileSync(join(SHARED, path))
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** One JSON object a line. */
export function sharedLines<T>(path: string): T[] {
  return sharedText(path)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** A frame of a raw log: when it came, and its text. */
export interface RawFrame {
  readonly tsRecv: number
  readonly text: string
}

/** Lines of a raw log: nanoseconds, a blank, the frame. */
export function rawFrames(path: string): RawFrame[] {
  const lines = sharedText(path).trimEnd().split('\n')
  return lines.map((line) => {
    const at = line.indexOf(' ')
    return { tsRecv: Number(BigInt(line.slice(0, at)) / 1000n) / 1000, text: line.slice(at + 1) }
  })
}

/** A line of a recorded session. */
export interface SessionLine {
  readonly t: number
  readonly kind: 'http' | 'ws-open' | 'ws-send' | 'ws-recv'
  readonly url?: string
  readonly body: string
}

/** The levels of a book as their wire writes them, best first. */
export function levelTexts(
  book: OrderBook,
  side: BookSideName,
  decimals: readonly [number, number],
): [string, string][] {
  return book.levels(side).map(({ price, size }) => [price.toFixed(decimals[0]), size.toFixed(decimals[1])])
}

/** SHA-256 over all levels: bids best first, a line `--`, asks best first. */
export function bookHash(book: OrderBook, decimals: readonly [number, number]): string {
  const lines = (side: BookSideName): string[] => levelTexts(book, side, decimals).map((level) => level.join(':'))
  return createHash('sha256')
    .update([...lines('bid'), '--', ...lines('ask')].join('\n'))
    .digest('hex')
}

/** A sum of decimals without any rounding. */
export class ExactSum {
  #units = 0n

  /** Adds a double that has at most 8 decimals. */
  add(value: number): void {
    this.#units += BigInt(Math.round(value * 1e8))
  }

  /** The sum, without zeros at its end. */
  toString(): string {
    const digits = this.#units.toString().padStart(9, '0')
    return `${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/\.?0+$/, '')
  }
}
