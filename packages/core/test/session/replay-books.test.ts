import fc from 'fast-check'
import { lastValueFrom, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { strategy, type BookColumns, type MarketEvent } from '../../src/index.js'
import { book, depthVenue, paper, replaySource, type PlayedStream } from '../../src/session/trading.js'
import { yieldToHost } from '../../src/time/index.js'
import { recordedBook, recordedQuotes, type BookMessage } from './depth/recorded-depth.js'
import { bookOf, depthMarket, quotesOf } from './depth/random-depth.js'
import { until } from './live-market.js'
import { COIN, recordedTrades } from './recorded-rows.js'

const MESSAGES: readonly BookMessage[] = [
  { ts: 1_000, levels: [[1, 90, 1]] },
  {
    ts: 2_000,
    kind: 'snapshot',
    levels: [
      [1, 99, 5],
      [1, 98, 7],
      [-1, 101, 4],
    ],
  },
  {
    ts: 3_000,
    levels: [
      [-1, 101, 0],
      [-1, 102, 3],
      [1, 99, 6],
    ],
  },
  { ts: 4_000, kind: 'gap' },
  { ts: 5_000, levels: [[1, 90, 1]] },
  {
    ts: 6_000,
    kind: 'snapshot',
    levels: [
      [1, 97, 1],
      [-1, 103, 2],
    ],
  },
  { ts: 6_000, levels: [[1, 96, 1]] },
  { ts: 7_000, levels: [[1, 97, 0]] },
  { ts: 8_000, levels: [[1, 95, 1]] },
]

describe('a recorded book that is played', () => {
  it.each([1, 2, 3, Infinity])('gives whole messages, numbered, in chunks of %s rows', async (chunkRows) => {
    const events = await lastValueFrom(replaySource(recordedBook(MESSAGES, chunkRows)).events$.pipe(toArray()))
    expect(events.map(told)).toEqual([
      '1 delta 1: 90x1 /',
      '2 snapshot 2: 99x5 98x7 / 101x4',
      '3 delta 3: 99x6 / 101x0 102x3',
      'gap book 3000 4000',
      '5 delta 4: 90x1 /',
      '6 snapshot 5: 97x1 / 103x2',
      '6 delta 6: 96x1 /',
      '7 delta 7: 97x0 /',
      '8 delta 8: 95x1 /',
    ])
  })

  it('leaves out a message that the end of its data cuts off', async () => {
    const { chunks, ...rest } = recordedBook(MESSAGES)
    const cut = {
      ...rest,
      chunks: () => [...(chunks() as Iterable<BookColumns>)].map((chunk) => ({ ...chunk, length: 3 })),
    }
    const events = await lastValueFrom(replaySource(cut as PlayedStream).events$.pipe(toArray()))
    expect(events.map(told)).toEqual(['1 delta 1: 90x1 /'])
  })

  it('R92: gives quotes and books before bars and after prints of their instant, and steps by instants', async () => {
    const quotes = recordedQuotes([{ ts: 6_000, bid: [97, 1], ask: [103, 2] }])
    const prints = recordedTrades([{ ts: 6_000, price: 100, size: 1 }])
    const source = replaySource([recordedBook(MESSAGES), quotes, prints], { isPaused: true })
    const seen: string[] = []
    source.events$.subscribe((event) => seen.push(event.type))
    await turns()
    source.step(5)
    await turns()
    expect(seen).toHaveLength(5)
    source.step()
    await turns()
    expect(seen.slice(5)).toEqual(['TradeTick', 'QuoteTick', 'OrderBookSnapshot', 'OrderBookDelta'])
  })

  it('R92: tells a book rebuilt from its beginning after it was wound, forwards, backwards and before the first event', async () => {
    const source = replaySource(recordedBook(MESSAGES), { isPaused: true })
    const seen: string[] = []
    source.events$.subscribe((event) => seen.push(told(event)))
    const goTo = async (ts: number): Promise<string[]> => {
      seen.length = 0
      source.seek(ts)
      source.step()
      await turns()
      return [...seen]
    }
    expect(await goTo(2_500)).toEqual(['2 snapshot 1: 99x5 98x7 / 101x4', '3 delta 2: 99x6 / 101x0 102x3'])
    expect(await goTo(7_000)).toEqual(['gap seek 3000 7000', '6 snapshot 3: 97x1 96x1 / 103x2', '7 delta 4: 97x0 /'])
    expect(await goTo(3_500)).toEqual(['3 snapshot 5: 99x6 98x7 / 102x3', 'gap book 3000 4000'])
    expect(await goTo(5_000)).toEqual(['gap seek 4000 5000', '5 delta 6: 90x1 /'])
  })

  it('R92: goes on in a session after it was wound, with a gap and the book as it stands there', async () => {
    const seen: string[] = []
    const source = replaySource(recordedBook(MESSAGES), { isPaused: true })
    const looking = strategy({
      name: 'looking',
      data: { book: book({ depth: 2 }) },
      onBook({ book, now }) {
        seen.push(`${now / 1_000} ${book.isValid ? `${book.bidPrice} ${book.askPrice}` : 'invalid'}`)
      },
    })
    const run = paper({ strategy: looking, source, account: { USD: 1 }, venue: depthVenue() })
    await until(run, 'running')
    source.step(2)
    await turns()
    source.seek(6_500)
    source.step()
    await turns()
    expect(seen).toEqual(['1 invalid', '2 99 101', '2 invalid', '7 97 103', '7 96 103'])
    const { suspensions } = await run.stop()
    expect(suspensions).toEqual([{ instrumentId: COIN.id, fromTs: 2_000, untilTs: 7_000 }])
  })

  it('gives the same events however it is chunked, and the book of a wound recording is that of the whole one', async () => {
    let rebuilt = 0
    await fc.assert(
      fc.asyncProperty(
        depthMarket,
        fc.constantFrom(1, 3, 8),
        fc.integer({ min: 0, max: 99 }),
        async (market, rows, percent) => {
          const play = async (size: number): Promise<MarketEvent[]> =>
            lastValueFrom(replaySource([bookOf(market, size), quotesOf(market, size)]).events$.pipe(toArray()))
          const whole = await play(Infinity)
          expect(await play(rows)).toEqual(whole)
          const times = market.happenings.map(({ ts }) => ts)
          const at = times[Math.floor((percent * times.length) / 100)]! + (market.delay ?? 0)
          const source = replaySource(bookOf(market, rows))
          source.seek(at)
          const wound = await lastValueFrom(source.events$.pipe(toArray()))
          const books = whole.filter(({ type }) => type !== 'QuoteTick')
          const isLate = (event: MarketEvent): boolean => keyOf(event) >= at
          const shown = books.filter(isLate)
          expect(wound.slice(-shown.length).map(plain)).toEqual(shown.map(plain))
          const before = levelsAfter(books.filter((event) => !isLate(event)))
          const [first] = wound.slice(0, wound.length - shown.length)
          if (shown.length > 0) expect(first === undefined ? null : levelsAfter([first])).toEqual(before)
          if (first !== undefined) rebuilt++
        },
      ),
      { numRuns: 80 },
    )
    expect(rebuilt).toBeGreaterThan(20)
  })
})

/** What rests after some events; null where nobody knows. */
function levelsAfter(events: readonly MarketEvent[]): unknown {
  let levels: Map<string, number> | null = null
  for (const event of events) {
    if (event.type === 'StreamGap') levels = null
    if (event.type !== 'OrderBookSnapshot' && event.type !== 'OrderBookDelta') continue
    if (event.type === 'OrderBookSnapshot') levels = new Map()
    for (const side of ['bids', 'asks'] as const)
      for (const [price, size] of event[side]) levels?.set(`${side} ${Number(price).toFixed(2)}`, Number(size))
  }
  return levels === null
    ? null
    : new Map([...levels].filter(([, size]) => size > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function keyOf({ ts, tsRecv = ts }: MarketEvent): number {
  return tsRecv
}

/** An event but for its numbers, which go on. */
function plain(event: MarketEvent): unknown {
  return { ...event, sequence: 0, firstSequence: 0, from: 0 }
}

function told(event: MarketEvent): string {
  if (event.type === 'StreamGap') return `gap ${event.reason} ${event.from} ${event.to}`
  if (event.type !== 'OrderBookSnapshot' && event.type !== 'OrderBookDelta') return event.type
  const { type, ts, sequence } = event
  const levels = (side: 'bids' | 'asks'): string => event[side].map(([price, size]) => `${price}x${size}`).join(' ')
  const name = type === 'OrderBookSnapshot' ? 'snapshot' : 'delta'
  return `${ts / 1_000} ${name} ${sequence}: ${levels('bids')} / ${levels('asks')}`.trim()
}

async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await yieldToHost()
}
