import { describe, expect, it } from 'vitest'
import { binanceSpot, BookSync, unsequenced, type BookNotice, type BookSyncOptions } from '../../src/book/index.js'
import type { BookLevel, OrderBookDelta, OrderBookSnapshot } from '../../src/market/index.js'

const ID = 'BTC/USDT@test'

function delta(ts: number, first: number, last: number, bids: readonly BookLevel[] = [[5, last]]): OrderBookDelta {
  return { type: 'OrderBookDelta', instrumentId: ID, ts, firstSequence: first, sequence: last, bids, asks: [] }
}

function snapshot(ts: number, sequence: number, bids: readonly BookLevel[] = [[4, 1]]): OrderBookSnapshot {
  return { type: 'OrderBookSnapshot', instrumentId: ID, ts, sequence, bids, asks: [[9, 1]] }
}

function made(options: Partial<BookSyncOptions> = {}): { readonly sync: BookSync; readonly heard: string[] } {
  const heard: string[] = []
  const sync = new BookSync({
    instrumentId: ID,
    rule: binanceSpot,
    tickSize: 1,
    onNotice: (notice) => heard.push(told(notice)),
    ...options,
  })
  return { sync, heard }
}

function told(notice: BookNotice): string {
  switch (notice.type) {
    case 'StreamGap':
      return `gap ${notice.from}..${notice.to} ${notice.reason}`
    case 'StreamStateChanged':
      return `${notice.from} > ${notice.to}: ${notice.reason}`
    case 'SnapshotRequested':
      return `request ${notice.request}, attempt ${notice.attempt} at ${notice.ts}`
    case 'BookUpdateRejected':
      return `rejected ${String(notice.sequence)}: ${notice.reason}`
    case 'BookCrossed':
      return `${notice.crossing} ${notice.bidPrice}/${notice.askPrice}`
    case 'PriceStepRefined':
      return `${notice.price} is off ${notice.tickSize}, counted in ${notice.priceStep}`
  }
}

describe('a synchronised book', () => {
  it('B2: keeps deltas until a snapshot fits them', () => {
    const { sync, heard } = made()
    expect([sync.apply(delta(1, 1, 4)), sync.apply(delta(2, 5, 8, [[6, 1]])), sync.isValid]).toEqual([
      false,
      false,
      false,
    ])
    expect(sync.apply(snapshot(3, 6))).toBe(true)
    expect([sync.state, sync.sequence, sync.validSince, sync.book.bidPrice]).toEqual(['live', 8, 3, 6])
    expect(sync.counters).toMatchObject({ deltas: 2, buffered: 2, old: 1, applied: 1, requests: 1, snapshotsUsed: 1 })
    expect(heard).toEqual(['request 1, attempt 1 at 1', 'connecting > live: snapshot'])
  })

  it('B1: is invalid at once when the sequence breaks, and right again from the snapshot after it', () => {
    const { sync, heard } = made()
    sync.apply(snapshot(1, 10))
    sync.apply(delta(2, 11, 12))
    const before = sync.book.levels('bid')
    expect(sync.apply(delta(3_000, 14, 15))).toBe(false)
    expect([sync.isValid, sync.validSince, sync.sequence, sync.book.levels('bid')]).toEqual([false, null, null, before])
    expect(sync.apply(delta(3_100, 16, 16, [[7, 1]]))).toBe(false)
    expect(sync.apply(snapshot(3_200, 15))).toBe(true)
    expect([sync.sequence, sync.book.bidPrice, sync.validSince]).toEqual([16, 7, 3_200])
    expect(heard).toEqual([
      'connecting > live: snapshot',
      'gap 2..null sequence',
      'live > gap: sequence',
      'request 1, attempt 1 at 3000',
      'gap > resyncing: snapshot_requested',
      'resyncing > live: snapshot',
      'gap 2..3200 sequence',
    ])
  })

  it('A8: passes over duplicates and late deltas, and says so when they do not end', () => {
    const { sync } = made()
    sync.apply(snapshot(1, 10))
    sync.apply(delta(2, 11, 12))
    expect([sync.apply(delta(2, 11, 12)), sync.apply(delta(3, 9, 10)), sync.isValid]).toEqual([false, false, true])
    for (let n = 0; n < 98; n++) sync.apply(delta(4, (n % 12) + 1, (n % 12) + 1, []))
    expect(sync.isValid).toBe(true)
    sync.apply(delta(5, 1, 1))
    expect(sync.isValid).toBe(false)
  })

  it('A8: puts what waits in order, each once', () => {
    const { sync } = made()
    for (const n of [3, 1, 2, 4, 2]) sync.apply(delta(n, n, n, [[5, n]]))
    expect(sync.apply(snapshot(6, 0))).toBe(true)
    expect([sync.sequence, sync.book.bidSize, sync.counters.unbuffered]).toEqual([4, 4, 1])
  })

  it('B2: a snapshot older than what waits is of no use, and the next request waits longer each time', () => {
    const { sync, heard } = made({ retry: { attempts: 3, baseMs: 100, timeoutMs: 1_000 } })
    sync.apply(delta(0, 20, 20))
    sync.apply(snapshot(10, 5))
    expect([sync.isValid, sync.counters.snapshotsOld]).toEqual([false, 1])
    sync.advance(109)
    sync.advance(110)
    sync.advance(1_110)
    sync.advance(1_309)
    sync.advance(1_310)
    sync.snapshotFailed(1_320)
    expect(heard).toEqual([
      'request 1, attempt 1 at 0',
      'request 2, attempt 2 at 110',
      'request 3, attempt 3 at 1310',
      'connecting > down: snapshot_attempts_used_up',
    ])
    expect(sync.counters.snapshotsFailed).toBe(3)
    sync.advance(99_999)
    expect(sync.counters.requests).toBe(3)
    sync.connect(100_000)
    sync.apply(delta(100_001, 30, 30))
    expect([sync.state, sync.counters.requests]).toEqual(['connecting', 4])
  })

  it('B2: five failures end it, a snapshot after the end does nothing', () => {
    const { sync, heard } = made()
    sync.apply(delta(0, 1, 1))
    for (let n = 1; n <= 5; n++) {
      sync.snapshotFailed(n * 100_000)
      sync.advance(n * 100_000 + 50_000)
    }
    expect([sync.state, sync.counters.requests]).toEqual(['down', 5])
    sync.dispose()
    sync.dispose()
    const before = heard.length
    expect([sync.apply(snapshot(600_000, 0)), sync.apply(delta(600_000, 1, 1))]).toEqual([false, false])
    sync.advance(700_000)
    expect([heard.length, sync.state, sync.book.bidPrice, sync.counters.ignored]).toEqual([before, 'down', null, 3])
  })

  it('B2: an answer to an earlier request is dropped', () => {
    const { sync } = made()
    sync.apply(delta(0, 1, 1))
    sync.connect(10)
    sync.apply(delta(20, 50, 50))
    expect(sync.applySnapshot(snapshot(30, 60), 1)).toBe(false)
    expect([sync.state, sync.counters.snapshotsLate]).toEqual(['connecting', 1])
    expect(sync.applySnapshot(snapshot(40, 60), 2)).toBe(true)
  })

  it('B2: a right book takes a newer snapshot and leaves an older one', () => {
    const { sync } = made()
    sync.apply(snapshot(1, 10))
    expect([sync.apply(snapshot(2, 10, [[3, 3]])), sync.book.bidPrice]).toEqual([false, 4])
    expect([sync.apply(snapshot(3, 12, [[3, 3]])), sync.book.bidPrice, sync.validSince]).toEqual([true, 3, 1])
  })

  it('B2: a full buffer loses its oldest deltas, and the snapshot must be newer', () => {
    const { sync } = made({ maxBuffered: 3 })
    for (let n = 1; n <= 5; n++) sync.apply(delta(n, n, n))
    expect(sync.counters.unbuffered).toBe(2)
    expect([sync.apply(snapshot(6, 1)), sync.isValid]).toEqual([false, false])
    expect([sync.apply(snapshot(7, 2)), sync.sequence]).toEqual([true, 5])
  })

  it('B7: after a reconnection the book comes from nothing', () => {
    const { sync, heard } = made()
    sync.apply(snapshot(1, 10, [[8, 8]]))
    sync.disconnect(2)
    expect([sync.state, sync.book.bidPrice, sync.apply(delta(3, 11, 11))]).toEqual(['down', null, false])
    sync.connect(4)
    sync.apply(snapshot(5, 3, [[2, 1]]))
    expect([sync.isValid, sync.book.levels('bid')]).toEqual([true, [{ price: 2, size: 1 }]])
    expect(heard.filter((line) => line.includes('..'))).toEqual(['gap 1..null disconnected', 'gap 1..5 disconnected'])
  })

  it('A2, B3: a refused delta changes nothing; the good one after it goes on', () => {
    const { sync, heard } = made()
    sync.apply(snapshot(1, 10))
    expect(
      sync.apply(
        delta(2, 11, 11, [
          [5, 1],
          [-1, 1],
        ]),
      ),
    ).toBe(false)
    expect([sync.isValid, sync.book.bidPrice]).toEqual([true, 4])
    expect(sync.apply(delta(3, 11, 11))).toBe(true)
    sync.apply(delta(4, 12, 12, [[NaN, 1]]))
    sync.apply(delta(5, 13, 13))
    expect(sync.isValid).toBe(false)
    expect(heard).toContain('rejected 11: price_not_positive')
  })

  it('A4: an id beyond 2^53 is refused, never rounded', () => {
    const { sync, heard } = made()
    sync.apply(snapshot(1, 10))
    for (const id of [2 ** 53, NaN, -1, 1.5, '11']) sync.apply(delta(2, 11, id as number))
    sync.apply(delta(2, 11, 11, []))
    sync.apply({ ...delta(2, 12, 12), previousSequence: 2 ** 60 })
    sync.apply({ ...delta(2, 12, 12), instrumentId: 'ETH' })
    sync.apply(delta(NaN, 12, 12))
    expect([sync.sequence, sync.counters.rejected]).toEqual([11, 8])
    expect(heard.slice(-2)).toEqual(['rejected 12: wrong_instrument', 'rejected 12: malformed_time'])
  })

  it('B3: a book that stays crossed or locked is taken for broken', () => {
    const { sync, heard } = made({ crossedMs: 1_000 })
    sync.apply(snapshot(0, 10))
    sync.apply(delta(100, 11, 11, [[9, 1]]))
    sync.apply(delta(200, 12, 12, [[10, 1]]))
    sync.apply(
      delta(300, 13, 13, [
        [9, 0],
        [10, 0],
      ]),
    )
    sync.apply(delta(400, 14, 14, [[10, 1]]))
    sync.advance(1_399)
    expect(sync.isValid).toBe(true)
    sync.advance(1_400)
    expect([sync.isValid, sync.counters.crossings]).toEqual([false, 2])
    expect(heard.slice(1, 6)).toEqual([
      'locked 9/9',
      'crossed 10/9',
      'normal 4/9',
      'crossed 10/9',
      'gap 400..null crossed',
    ])
  })

  it('A9: silence makes it stale, the next delta live again', () => {
    const { sync } = made({ staleAfterMs: 500 })
    sync.apply(snapshot(0, 10))
    sync.advance(500)
    expect([sync.state, sync.isValid]).toEqual(['stale', false])
    expect([sync.apply(delta(600, 11, 11)), sync.state, sync.validSince]).toEqual([true, 'live', 0])
  })

  it('A15: a clock that is set back an hour neither freezes nor hastens anything', () => {
    const { sync, heard } = made({ retry: { attempts: 9, baseMs: 100, timeoutMs: 1_000 } })
    sync.apply(delta(4_000_000, 1, 1))
    sync.advance(400_000)
    sync.advance(401_000)
    expect(heard).toHaveLength(1)
    sync.advance(401_100)
    expect(heard).toEqual(['request 1, attempt 1 at 4000000', 'request 2, attempt 2 at 401100'])
  })

  it('without numbers each delta follows, and a refused one breaks the book', () => {
    const { sync } = made({ rule: unsequenced })
    sync.apply(delta(1, 0, 0))
    expect(sync.state).toBe('connecting')
    sync.apply(snapshot(2, 0))
    expect([sync.apply(delta(3, 0, 0, [[5, 1]])), sync.apply(snapshot(4, 0, [[3, 1]])), sync.book.bidPrice]).toEqual([
      true,
      true,
      3,
    ])
    sync.apply(delta(5, 0, 0, [[NaN, 1]]))
    expect(sync.isValid).toBe(false)
  })

  it('hands in its own answer from within the request', () => {
    const sync: BookSync = new BookSync({
      instrumentId: ID,
      rule: binanceSpot,
      tickSize: 1,
      onNotice: (notice) => {
        if (notice.type === 'SnapshotRequested') sync.applySnapshot(snapshot(notice.ts, 100), notice.request)
      },
    })
    sync.apply(delta(1, 90, 101))
    expect([sync.state, sync.sequence]).toEqual(['live', 101])
  })

  it('refuses options that cannot be', () => {
    expect(() => made({ maxBuffered: 0 })).toThrow('BookSync: maxBuffered was 0')
    expect(() => made({ crossedMs: NaN })).toThrow('BookSync: crossedMs was NaN')
    expect(() => made({ retry: { attempts: 0 } })).toThrow('BookSync: retry.attempts was 0')
    expect(() => made({ rule: 'gate' as never })).toThrow('BookSync: rule was "gate"')
    expect(() => made({ depth: 5 } as never)).toThrow('there is no parameter "depth"')
  })
})
