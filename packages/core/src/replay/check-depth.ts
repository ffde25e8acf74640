import { badData } from '../errors/index.js'
import { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT, type BookColumns, type QuoteColumns } from '../market/index.js'
import type { BlockPlace, CheckRows, RowOrder } from './check-rows.js'

/** Prices above 0 where there is a size, sizes at least 0, times never running backwards. */
export function checkQuotes(block: QuoteColumns, order: RowOrder, place: BlockPlace): void {
  const { ts, bidPrice, bidSize, askPrice, askSize } = block
  const key = block.tsRecv ?? ts
  for (let i = 0; i < block.length; i++) {
    const t = key[i]!
    const isRight =
      t >= order.last &&
      t < Infinity &&
      isTime(ts[i]!) &&
      isSide(bidPrice[i]!, bidSize[i]!) &&
      isSide(askPrice[i]!, askSize[i]!)
    if (!isRight) throw badQuote(block, i, order.last, place)
    order.last = t
  }
}

/** The same of levels, each on a tick, with rows of one message at one time; one checker a stream. */
export function bookChecker(tickSize: number): CheckRows<BookColumns> {
  const perTick = 1 / tickSize
  let wasWithin = false
  return (block, order, place) => {
    const { ts, side, price, size, flags } = block
    const key = block.tsRecv ?? ts
    const { length } = block
    let isWithin = wasWithin
    let last = order.last
    for (let i = 0; i < length; i++) {
      const t = key[i]!
      const e = ts[i]!
      const p = price[i]!
      const q = size[i]!
      const s = side[i]!
      const flag = flags[i]!
      const ticks = p * perTick
      const off = ticks - Math.round(ticks)
      // One chain of comparisons that NaN fails too; only a bad row is looked at closely.
      if (
        !(
          t >= last &&
          t < Infinity &&
          (!isWithin || t === last) &&
          e > -Infinity &&
          e < Infinity &&
          (s === 1 || s === -1) &&
          p > 0 &&
          off < 1e-3 &&
          off > -1e-3 &&
          q >= 0 &&
          q < Infinity &&
          flag < BOOK_GAP
        ) &&
        !isGap(flag, t, last, isWithin)
      )
        throw badLevel(block, i, last, isWithin, tickSize, place)
      isWithin = (flag & BOOK_END) === 0
      last = t
    }
    wasWithin = isWithin
    order.last = last
  }
}

/** The row of a gap is a message of its own and says nothing else. */
function isGap(flag: number, t: number, last: number, isWithin: boolean): boolean {
  return flag === BOOK_GAP + BOOK_END && !isWithin && t >= last && t < Infinity
}

function isTime(t: number): boolean {
  return t > -Infinity && t < Infinity
}

function isSide(price: number, size: number): boolean {
  return size === 0 || (size > 0 && size < Infinity && price > 0 && price < Infinity)
}

/** The first thing that is wrong with a row that failed. */
function badQuote(block: QuoteColumns, i: number, last: number, place: BlockPlace): Error {
  const { stream, firstRow } = place
  const fault = (column: string, value: number, expected: string): Error =>
    badData({ stream, row: firstRow + i, column, value, expected })
  const key = block.tsRecv === undefined ? 'ts' : 'tsRecv'
  const t = (block.tsRecv ?? block.ts)[i]!
  if (!(t >= last && t < Infinity)) return fault(key, t, `a time not before ${last}: rows in ascending order`)
  if (!isTime(block.ts[i]!)) return fault('ts', block.ts[i]!, 'UTC epoch milliseconds')
  for (const side of ['bid', 'ask'] as const) {
    const size = block[`${side}Size`][i]!
    const price = block[`${side}Price`][i]!
    if (!(size >= 0 && size < Infinity)) return fault(`${side}Size`, size, 'a finite number of at least 0')
    if (!isSide(price, size)) return fault(`${side}Price`, price, 'a finite price above 0')
  }
  throw new Error('unreachable')
}

function badLevel(
  block: BookColumns,
  i: number,
  last: number,
  isWithin: boolean,
  tickSize: number,
  { stream, firstRow }: BlockPlace,
): Error {
  const fault = (column: string, value: number, expected: string): Error =>
    badData({ stream, row: firstRow + i, column, value, expected })
  const key = block.tsRecv === undefined ? 'ts' : 'tsRecv'
  const t = (block.tsRecv ?? block.ts)[i]!
  const price = block.price[i]!
  const size = block.size[i]!
  const side = block.side[i]!
  if (isWithin && t !== last) return fault(key, t, `${last}, the time of its message`)
  if (!(t >= last && t < Infinity)) return fault(key, t, `a time not before ${last}: rows in ascending order`)
  if (!isTime(block.ts[i]!)) return fault('ts', block.ts[i]!, 'UTC epoch milliseconds')
  if (block.flags[i]! >= BOOK_GAP)
    return fault('flags', block.flags[i]!, `${BOOK_SNAPSHOT}, ${BOOK_END}, their sum, ${BOOK_GAP + BOOK_END} or 0`)
  if (side !== 1 && side !== -1) return fault('side', side, '1 for a bid, -1 for an ask')
  if (!(size >= 0 && size < Infinity)) return fault('size', size, 'a finite number of at least 0')
  return fault('price', price, `a price above 0 and a whole multiple of ${tickSize}`)
}
