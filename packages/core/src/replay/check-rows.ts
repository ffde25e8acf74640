import { badData } from '../errors/index.js'
import type { BarColumns, ColumnChunk, TradeColumns } from '../market/index.js'

/** The time of the last row seen: it carries over from block to block. */
export interface RowOrder {
  last: number
}

export interface BlockPlace {
  readonly stream: string
  /** Row of the stream that the block begins at. */
  readonly firstRow: number
}

/** Throws `BAD_DATA` for the first row that cannot be true. */
export type CheckRows<C> = (block: C, order: RowOrder, place: BlockPlace) => void

/** Every number finite, prices above 0, high and low around open and close, close times ascending. */
export function checkBars(block: BarColumns, order: RowOrder, place: BlockPlace): void {
  const { openTime, closeTime, open, high, low, close, volume } = block
  let last = order.last
  for (let i = 0; i < block.length; i++) {
    const o = open[i]!
    const h = high[i]!
    const l = low[i]!
    const c = close[i]!
    const t = closeTime[i]!
    // One chain of comparisons that NaN fails too; only a bad row is looked at closely.
    if (
      t > last &&
      t < Infinity &&
      openTime[i]! < t &&
      openTime[i]! > -Infinity &&
      l > 0 &&
      l <= o &&
      l <= c &&
      h >= o &&
      h >= c &&
      h < Infinity &&
      volume[i]! >= 0 &&
      volume[i]! < Infinity
    ) {
      last = t
      continue
    }
    throw badRow(block, i, last, place)
  }
  order.last = last
}

/** Every number finite, prices above 0, sizes at least 0, times never running backwards. */
export function checkTrades(block: TradeColumns, order: RowOrder, place: BlockPlace): void {
  const { ts, price, size } = block
  const key = block.tsRecv ?? ts
  // Where the clock is that of events, their order says that they are finite.
  const end = key === ts ? block.length : finiteRows(ts, block.length)
  let last = order.last
  for (let i = 0; i < end; i++) {
    const t = key[i]!
    const p = price[i]!
    const q = size[i]!
    if (t >= last && t < Infinity && p > 0 && p < Infinity && q >= 0 && q < Infinity) {
      last = t
      continue
    }
    throw badRow(block, i, last, place)
  }
  if (end < block.length) throw badRow(block, end, last, place)
  order.last = last
}

/** Rows before the first whose number is not finite. */
function finiteRows(column: Float64Array, length: number): number {
  for (let i = 0; i < length; i++) if (!Number.isFinite(column[i])) return i
  return length
}

/** The first thing that is wrong with a row that failed. */
function badRow(block: ColumnChunk, i: number, last: number, place: BlockPlace): Error {
  const columns = block as unknown as Readonly<Record<string, Float64Array>>
  const at = (column: string): number => columns[column]![i]!
  const fault = (column: string, expected: string): Error =>
    badData({ stream: place.stream, row: place.firstRow + i, column, value: at(column), expected })
  const time = (column: string): Error | null =>
    Number.isFinite(at(column)) ? null : fault(column, 'UTC epoch milliseconds')
  const price = (column: string): Error | null =>
    at(column) > 0 && at(column) < Infinity ? null : fault(column, 'a finite price above 0')
  const size = (column: string): Error | null =>
    at(column) >= 0 && at(column) < Infinity ? null : fault(column, 'a finite number of at least 0')
  if (block.kind === 'trades') {
    const key = block.tsRecv === undefined ? 'ts' : 'tsRecv'
    return (time(key) ??
      (at(key) >= last ? null : fault(key, `a time not before ${last}: rows in ascending order`)) ??
      price('price') ??
      size('size') ??
      time('ts')) as Error
  }
  const closeTime = at('closeTime')
  const low = at('low')
  return (
    time('closeTime') ??
    (closeTime > last ? null : fault('closeTime', `a time after ${last}: rows in ascending order, each once`)) ??
    (at('openTime') < closeTime && at('openTime') > -Infinity
      ? null
      : fault('openTime', `a time before closeTime ${closeTime}`)) ??
    price('open') ??
    price('high') ??
    price('low') ??
    price('close') ??
    size('volume') ??
    fault(
      low > at('open') || low > at('close') ? 'low' : 'high',
      'low at or below, high at or above both open and close',
    )
  )
}
