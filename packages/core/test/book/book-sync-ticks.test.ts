import { describe, expect, it } from 'vitest'
import { binanceSpot, BookSync, type BookNotice } from '../../src/book/index.js'
import type { BookLevel, OrderBookDelta, OrderBookSnapshot } from '../../src/market/index.js'

const ID = 'BTC/USDT@test'

function delta(ts: number, first: number, last: number, bids: readonly BookLevel[] = [[5, last]]): OrderBookDelta {
  return { type: 'OrderBookDelta', instrumentId: ID, ts, firstSequence: first, sequence: last, bids, asks: [] }
}

function snapshot(ts: number, sequence: number, bids: readonly BookLevel[] = [[4, 1]]): OrderBookSnapshot {
  return { type: 'OrderBookSnapshot', instrumentId: ID, ts, sequence, bids, asks: [[9, 1]] }
}

function made(tickSize: number): { readonly sync: BookSync; readonly heard: string[] } {
  const heard: string[] = []
  const onNotice = (notice: BookNotice): unknown => heard.push(told(notice))
  return { sync: new BookSync({ instrumentId: ID, rule: binanceSpot, tickSize, onNotice }), heard }
}

function told(notice: BookNotice): string {
  if (notice.type === 'PriceStepRefined')
    return `${notice.price} is off ${notice.tickSize}, counted in ${notice.priceStep}`
  if (notice.type === 'BookUpdateRejected') return `rejected ${String(notice.sequence)}: ${notice.reason}`
  return notice.type === 'StreamStateChanged' ? `${notice.from} > ${notice.to}: ${notice.reason}` : notice.type
}

describe('ticks of a synchronised book', () => {
  it('B4: another tick size keeps the book where it can, and asks for a snapshot where not', () => {
    const { sync, heard } = made(0.1)
    sync.apply(snapshot(1, 10, [['4.5', '1']]))
    sync.changeTickSize(0.05, 2)
    const taken = sync.apply(delta(3, 11, 11, [['4.55', '1']]))
    expect([sync.isValid, taken, sync.book.bidPrice]).toEqual([true, true, 4.55])
    sync.changeTickSize(0.5, 4)
    expect([sync.isValid, sync.book.tickSize, sync.book.priceStep]).toEqual([true, 0.5, 0.01])
    expect([heard.at(-1), sync.counters.refinements]).toEqual(['4.55 is off 0.5, counted in 0.01', 1])
    sync.changeTickSize(0.00000001, 5)
    sync.apply(delta(5, 12, 12, [['4.55000001', '1']]))
    sync.changeTickSize(0.1, 6)
    expect([sync.isValid, sync.book.tickSize, sync.counters.requests]).toEqual([false, 0.1, 1])
    expect([sync.apply(snapshot(7, 13, [['4.5', '1']])), sync.book.bidPrice]).toEqual([true, 4.5])
  })

  it('B3 B4: takes an old price between two ticks, says so once, and goes on from a copy of its state', () => {
    const { sync, heard } = made(0.01)
    sync.apply(delta(1, 9, 10))
    sync.apply(snapshot(2, 10, [['4.501', '1']]))
    expect(heard.slice(-2)).toEqual(['connecting > live: snapshot', '4.501 is off 0.01, counted in 0.001'])
    sync.apply(delta(3, 11, 11, [['4.502', '2']]))
    sync.apply(delta(4, 12, 12, [[4.49005, 3]]))
    expect(heard.at(-1)).toBe('4.49005 is off 0.01, counted in 0.00001')
    expect([heard.filter((line) => line.includes('off')).length, sync.counters.refinements]).toEqual([2, 2])
    const copy = made(0.01)
    copy.sync.restore(structuredClone(sync.snapshot()))
    for (const one of [sync, copy.sync]) one.apply(delta(5, 13, 13, [['4.501', 0]]))
    expect(copy.sync.snapshot()).toEqual(sync.snapshot())
    expect(copy.heard).toEqual([])
    sync.apply(delta(6, 14, 14, [['4.4900005', 1]]))
    expect([heard.at(-1), sync.book.bidPrice]).toEqual(['rejected 14: price_off_tick', 4.502])
  })
})
