import { badData } from '../errors/index.js'
import {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_EXECUTE,
  ORDER_UPDATE,
  type BookOrderColumns,
  type Instrument,
} from '../market/index.js'
import { toSteps } from '../symbols/index.js'
import type { BlockPlace, CheckRows } from './check-rows.js'

/** Rows of one message at one time, prices on ticks, sizes in whole lots; one checker a stream. */
export function bookOrderChecker(instrument: Instrument): CheckRows<BookOrderColumns> {
  const rule = new RowRule(instrument)
  let isWithin = false
  return (block, order, place) => {
    const { flags, length } = block
    const key = block.tsRecv ?? block.ts
    for (let row = 0; row < length; row++) {
      const fault = rule.faultOf(block, row, order.last, isWithin)
      if (fault !== null) throw faultyRow(block, row, fault, place)
      isWithin = (flags[row]! & BOOK_END) === 0
      order.last = key[row]!
    }
  }
}

/** What is wrong with a row, where it is not in the row alone. */
export function faultyOrder(
  block: BookOrderColumns,
  row: number,
  fault: 'orderId' | 'size' | 'count',
  place: BlockPlace,
): Error {
  const expected = {
    orderId:
      block.action[row] === ORDER_ADD ? 'the id of no order that rests already' : 'the id of an order that rests',
    size: 'no more than rests of the order',
    count: 'at most 1000000 orders that rest at a time',
  }[fault]
  return faultyRow(block, row, { column: fault === 'size' ? 'size' : 'orderId', expected }, place)
}

export function isOnTick(price: number, perTick: number): boolean {
  const ticks = price * perTick
  const off = ticks - Math.round(ticks)
  return price > 0 && off < 1e-3 && off > -1e-3
}

/** What a product leaves open a division decides. */
export function isInLots(size: number, lotSize: number, perLot: number): boolean {
  const lots = size * perLot
  return lots > 0.5 && lots < Infinity && (lots === Math.round(lots) || toSteps(size, lotSize) !== null)
}

interface RowFault {
  readonly column: keyof BookOrderColumns
  readonly expected: string
}

class RowRule {
  readonly #tickSize: number
  readonly #lotSize: number
  readonly #perTick: number
  readonly #perLot: number

  constructor({ tickSize, lotSize }: Instrument) {
    this.#tickSize = tickSize
    this.#lotSize = lotSize
    this.#perTick = 1 / tickSize
    this.#perLot = 1 / lotSize
  }

  faultOf(block: BookOrderColumns, row: number, last: number, isWithin: boolean): RowFault | null {
    const t = (block.tsRecv ?? block.ts)[row]!
    const flag = block.flags[row]!
    const action = block.action[row]!
    if (!(t >= last && t < Infinity && (!isWithin || t === last)))
      return {
        column: block.tsRecv === undefined ? 'ts' : 'tsRecv',
        expected: isWithin ? `${last}, the time of its message` : `a time not before ${last}: rows in ascending order`,
      }
    if (flag >= BOOK_GAP) return flag === BOOK_GAP + BOOK_END && !isWithin ? null : FLAGS
    const e = block.ts[row]!
    if (!(e > -Infinity && e < Infinity)) return { column: 'ts', expected: 'UTC epoch milliseconds' }
    if (action === 0) return null
    if (!Number.isSafeInteger(block.orderId[row]!) || block.orderId[row]! < 0) return ID
    if (action === ORDER_DELETE) return null
    if (action > ORDER_EXECUTE) return ACTION
    if (action === ORDER_ADD && block.side[row] !== 1 && block.side[row] !== -1) return SIDE
    if (action <= ORDER_UPDATE && !isOnTick(block.price[row]!, this.#perTick))
      return { column: 'price', expected: `a price above 0 and a whole multiple of ${this.#tickSize}` }
    if (!isInLots(block.size[row]!, this.#lotSize, this.#perLot))
      return { column: 'size', expected: `a size above 0 and a whole multiple of ${this.#lotSize}` }
    return null
  }
}

const FLAGS: RowFault = {
  column: 'flags',
  expected: `${BOOK_SNAPSHOT}, ${BOOK_END}, their sum, ${BOOK_GAP + BOOK_END} or 0`,
}
const ID: RowFault = { column: 'orderId', expected: 'a whole number from 0 to 2^53 - 1' }
const ACTION: RowFault = {
  column: 'action',
  expected: `${ORDER_ADD} add, ${ORDER_UPDATE} update, ${ORDER_DELETE} delete, ${ORDER_EXECUTE} execute or 0`,
}
const SIDE: RowFault = { column: 'side', expected: '1 for a bid, -1 for an ask' }

function faultyRow(block: BookOrderColumns, row: number, { column, expected }: RowFault, place: BlockPlace): Error {
  const value = (block[column] as Float64Array)[row]!
  return badData({ stream: place.stream, row: place.firstRow + row, column, value, expected })
}
