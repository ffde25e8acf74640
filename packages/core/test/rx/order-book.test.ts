import { BehaviorSubject, NEVER, of, Subject, throwError, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { binanceSpot, type AggregationParams, type SnapshotRequested } from '../../src/book/index.js'
import type { BookLevel, OrderBookDelta, OrderBookSnapshot, StreamGap } from '../../src/market/index.js'
import { aggregateBook, orderBook, type OrderBookStreamOptions } from '../../src/rx/index.js'

const ID = 'X'

function delta(ts: number, first: number, last: number, bids: readonly BookLevel[] = []): OrderBookDelta {
  return { type: 'OrderBookDelta', instrumentId: ID, ts, firstSequence: first, sequence: last, bids, asks: [] }
}

function snapshot(ts: number, sequence: number, bids: readonly BookLevel[]): OrderBookSnapshot {
  return { type: 'OrderBookSnapshot', instrumentId: ID, ts, sequence, bids, asks: [] }
}

function gap(ts: number, to: number | null): StreamGap {
  return { type: 'StreamGap', instrumentId: ID, ts, from: null, to, reason: 'disconnected' }
}

function run(options: Partial<OrderBookStreamOptions>): {
  readonly source: Subject<OrderBookDelta | OrderBookSnapshot | StreamGap>
  readonly seen: string[]
  readonly stop: () => void
} {
  const source = new Subject<OrderBookDelta | OrderBookSnapshot | StreamGap>()
  const seen: string[] = []
  const subscription = source
    .pipe(orderBook(binanceSpot, { instrumentId: ID, tickSize: 1, ...options }))
    .subscribe((event) => {
      if (event.type === 'OrderBookUpdate') seen.push(`${event.sequence} at ${event.ts}: ${event.book.bidPrice}`)
      else seen.push(event.type === 'StreamStateChanged' ? event.to : event.type)
    })
  return { source, seen, stop: () => subscription.unsubscribe() }
}

describe('orderBook', () => {
  it('B1, B7: asks for snapshots, says when the book is not right, and starts anew after a disconnection', () => {
    const asked: number[] = []
    const snapshots = ({ request, ts }: SnapshotRequested): Observable<OrderBookSnapshot> => {
      asked.push(request)
      return of(snapshot(ts, 10 * request, [[request, 1]]))
    }
    const { source, seen } = run({ snapshots })
    source.next(delta(1, 5, 11))
    source.next(delta(5_000, 13, 14))
    source.next(gap(6_000, null))
    source.next(delta(6_001, 99, 99))
    source.next(gap(7_000, 7_000))
    source.next(delta(7_001, 25, 31, [[9, 1]]))
    expect(asked).toEqual([1, 2, 3])
    expect(seen).toEqual([
      'SnapshotRequested',
      'live',
      '11 at 1: 1',
      'StreamGap',
      'gap',
      'SnapshotRequested',
      'resyncing',
      'live',
      'StreamGap',
      '20 at 5000: 2',
      'StreamGap',
      'gap',
      'down',
      'connecting',
      'SnapshotRequested',
      'live',
      'StreamGap',
      '31 at 7001: 9',
    ])
  })

  it('B2: goes on after a request that failed, and leaves no request behind', () => {
    const times = new Subject<number>()
    const calls: string[] = []
    let kept: Subject<OrderBookSnapshot> | null = null
    const { source, seen, stop } = run({
      times,
      snapshots: ({ attempt }) => {
        calls.push(String(attempt))
        if (attempt === 1) throw new Error('refused')
        if (attempt === 2) return throwError(() => new Error('503'))
        if (attempt === 3) return of()
        return (kept = new Subject())
      },
    })
    source.next(delta(0, 1, 1))
    for (const now of [1_000, 3_000, 7_000]) times.next(now)
    expect(calls).toEqual(['1', '2', '3', '4'])
    const answer = kept as unknown as Subject<OrderBookSnapshot>
    expect(answer.observed).toBe(true)
    stop()
    expect([answer.observed, source.observed, times.observed]).toEqual([false, false, false])
    expect(seen).toEqual(['SnapshotRequested', 'SnapshotRequested', 'SnapshotRequested', 'SnapshotRequested'])
  })

  it('gives each subscriber a book of its own, and passes the end and errors on', () => {
    const one = of(snapshot(1, 1, [[1, 1]])).pipe(orderBook(binanceSpot, { instrumentId: ID, tickSize: 1 }))
    const books = new Set<unknown>()
    const ends: unknown[] = []
    for (let n = 0; n < 2; n++)
      one.subscribe({
        next: (event) => event.type === 'OrderBookUpdate' && books.add(event.book),
        complete: () => ends.push('end'),
      })
    throwError(() => 'broken')
      .pipe(orderBook(binanceSpot, { instrumentId: ID, tickSize: 1 }))
      .subscribe({ error: (error) => ends.push(error) })
    expect([books.size, ends]).toEqual([2, ['end', 'end', 'broken']])
    expect(() => orderBook(binanceSpot, { instrumentId: ID, tickSize: 0 })).toThrow('tickSize was 0')
  })
})

describe('aggregateBook', () => {
  const levels: readonly BookLevel[] = [
    [19, 1],
    [18, 2],
    [12, 4],
  ]

  it('takes new parameters without a new subscription, and shows nothing while the book is not right', () => {
    const params = new BehaviorSubject<AggregationParams>({ rounding: 10 })
    const source = new Subject<OrderBookSnapshot | OrderBookDelta>()
    const seen: unknown[] = []
    const subscription = source
      .pipe(orderBook(binanceSpot, { instrumentId: ID, tickSize: 1 }), aggregateBook(params))
      .subscribe((event) => {
        if (event.type === 'AggregatedBook')
          seen.push(event.bids.map(({ price, size }) => `${size} at ${price}`).join())
        else seen.push(event.type)
      })
    source.next(snapshot(1, 1, levels))
    params.next({ rounding: 2 })
    params.next({ rounding: 2, limit: 1 })
    source.next(delta(2, 2, 2, [[17, 8]]))
    source.next(delta(3, 9, 9))
    params.next({ rounding: 1 })
    expect(seen).toEqual([
      'StreamStateChanged',
      '7 at 10',
      '3 at 18,4 at 12',
      '3 at 18',
      '3 at 18',
      'StreamGap',
      'StreamStateChanged',
      'SnapshotRequested',
      'StreamStateChanged',
    ])
    subscription.unsubscribe()
    expect([params.observed, source.observed]).toEqual([false, false])
  })

  it('B6: refuses bad parameters where they are given, or in the stream', () => {
    expect(() => aggregateBook({ rounding: 0 })).toThrow('aggregateBook: rounding was 0')
    const errors: unknown[] = []
    const books = of(snapshot(1, 1, levels)).pipe(orderBook(binanceSpot, { instrumentId: ID, tickSize: 1 }))
    books.pipe(aggregateBook({ rounding: 1.5 })).subscribe({ error: (error) => errors.push(error) })
    books.pipe(aggregateBook(of({ rounding: 20 }))).subscribe({ error: (error) => errors.push(error) })
    books.pipe(aggregateBook(throwError(() => 'lost'))).subscribe({ error: (error) => errors.push(error) })
    expect(errors.map(String)).toEqual([
      expect.stringContaining('rounding was 1.5, expected a whole multiple of the tick size (1)'),
      expect.stringContaining('rounding was 20, expected at most the best bid (19)'),
      'lost',
    ])
    expect(books.pipe(aggregateBook(NEVER)).subscribe().closed).toBe(true)
  })
})
