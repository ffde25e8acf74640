import { badData } from '../errors/index.js'
import type { BarColumns, TradeColumns } from '../market/index.js'

/** The time of the last row seen: it carries over from block to block. */
export interface RowOrder {
  last: number
}

export interface BlockPlace {
  readonly stream: string
  /** Row of the stream that the block begins at. */
  readonly firstRow: number
}

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
    throw badBar(block, i, last, place)
  }
  order.last = last
}

/** Every number finite, prices above 0, sizes at least 0, times never running backwards. */
export function checkTrades(block: TradeColumns, order: RowOrder, place: BlockPlace): void {
  const { ts, price, size } = block
  const key = block.tsRecv ?? ts
  let last = order.last
  for (let i = 0; i < block.length; i++) {
    const t = key[i]!
    const p = price[i]!
    const q = size[i]!
    const e = ts[i]!
    if (t >= last && t < Infinity && p > 0 && p < Infinity && q >= 0 && q < Infinity && e > -Infinity && e < Infinity) {
      last = t
      continue
    }
    throw badTrade(block, i, last, place)
  }
  order.last = last
}

function badBar(block: BarColumns, i: number, last: number, place: BlockPlace): Error {
  const at = { stream: place.stream, row: place.firstRow + i }
  const time = block.closeTime[i]!
  if (!Number.isFinite(time))
    return badData({ ...at, column: 'closeTime', value: time, expected: 'UTC epoch milliseconds' })
  if (!(time > last))
    return badData({
      ...at,
      column: 'closeTime',
      value: time,
      expected: `a time after ${last}: rows in ascending order, each once`,
    })
  const openTime = block.openTime[i]!
  if (!(openTime < time && openTime > -Infinity))
    return badData({ ...at, column: 'openTime', value: openTime, expected: `a time before closeTime ${time}` })
  for (const column of ['open', 'high', 'low', 'close'] as const) {
    const value = block[column][i]!
    if (!(value > 0 && value < Infinity)) return badData({ ...at, column, value, expected: 'a finite price above 0' })
  }
  const volume = block.volume[i]!
  if (!(volume >= 0 && volume < Infinity))
    return badData({ ...at, column: 'volume', value: volume, expected: 'a finite number of at least 0' })
  const low = block.low[i]!
  const column = low > block.open[i]! || low > block.close[i]! ? 'low' : 'high'
  return badData({
    ...at,
    column,
    value: block[column][i]!,
    expected: 'low at or below, high at or above both open and close',
  })
}

function badTrade(block: TradeColumns, i: number, last: number, place: BlockPlace): Error {
  const at = { stream: place.stream, row: place.firstRow + i }
  const key = block.tsRecv === undefined ? 'ts' : 'tsRecv'
  const time = (block.tsRecv ?? block.ts)[i]!
  if (!Number.isFinite(time)) return badData({ ...at, column: key, value: time, expected: 'UTC epoch milliseconds' })
  if (!(time >= last))
    return badData({ ...at, column: key, value: time, expected: `a time not before ${last}: rows in ascending order` })
  const price = block.price[i]!
  if (!(price > 0 && price < Infinity))
    return badData({ ...at, column: 'price', value: price, expected: 'a finite price above 0' })
  const size = block.size[i]!
  if (!(size >= 0 && size < Infinity))
    return badData({ ...at, column: 'size', value: size, expected: 'a finite number of at least 0' })
  return badData({ ...at, column: 'ts', value: block.ts[i]!, expected: 'UTC epoch milliseconds' })
}
