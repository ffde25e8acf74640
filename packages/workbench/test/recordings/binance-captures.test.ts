import { binanceWire } from '@tapeline/adapters/venues/binance'
import { TimeBarBuilder, type QuoteTick, type TradeTick } from '@tapeline/core'
import { binanceFutures, binanceSpot, BookSync, type BookNotice } from '@tapeline/core/book'
import { describe, expect, it } from 'vitest'
import { bookHash, ExactSum, hasRecordings, levelTexts, rawFrames, sharedText } from './recordings.js'

const captures = {
  spot: { file: 'recordings/binance/spot-btcusdt-2024-08-08', symbol: 'BTCUSDT', rule: binanceSpot, decimals: [8, 8] },
  usdm: {
    file: 'recordings/binance/usdm-ethusdt-2024-08-08',
    symbol: 'ETHUSDT',
    rule: binanceFutures,
    decimals: [2, 3],
  },
  'usdm-btcusdt': {
    file: 'marketdata/binance-usdm-btcusdt-20240808',
    symbol: 'BTCUSDT',
    rule: binanceFutures,
    decimals: [2, 3],
  },
} as const

interface Expected {
  readonly counts: Readonly<Record<'lines' | 'depthUpdate' | 'bookTicker' | 'trade' | 'snapshot', number>>
  readonly lastUpdateId: number
  readonly depthDroppedBeforeSnapshot: number
  readonly depthApplied: number
  readonly checkpointsEvery: number
  readonly checkpoints: readonly Checkpoint[]
  readonly finalBook: {
    readonly bidLevels: number
    readonly askLevels: number
    readonly top20: { readonly bids: readonly string[][]; readonly asks: readonly string[][] }
    readonly sha256OfAllLevels: string
  }
  readonly trades: {
    readonly count: number
    readonly firstT: number
    readonly lastT: number
    readonly volume: string
    readonly takerBuyVolume: string
  }
  readonly bars10s: readonly WrittenBar[]
  readonly bars1m: readonly WrittenBar[]
}

interface Checkpoint {
  readonly appliedEvents: number
  readonly u: number
  readonly bestBid: readonly string[]
  readonly bestAsk: readonly string[]
  readonly bidLevels: number
  readonly askLevels: number
}

type WrittenBar = Readonly<Record<'o' | 'h' | 'l' | 'c' | 'v', string>> & { readonly t: number; readonly n: number }

/** The book after one applied change: its sequence, and best bid and ask with their sizes. */
type Touch = readonly [
  sequence: number,
  bid: number | null,
  bidSize: number | null,
  ask: number | null,
  askSize: number | null,
]

/** Replays a capture, frame by frame as it came, through the reader of the venue into a book. */
function replay(name: keyof typeof captures, ending: string, onApplied: (sync: BookSync) => void = () => undefined) {
  const { file, symbol, rule, decimals } = captures[name]
  const wire = binanceWire({ market: name === 'spot' ? 'spot' : 'usdm', instruments: { [symbol]: symbol } })
  const notices: BookNotice[] = []
  const sync = new BookSync({ instrumentId: symbol, rule, tickSize: 0.01, onNotice: (notice) => notices.push(notice) })
  const trades: TradeTick[] = []
  const quotes: QuoteTick[] = []
  const touches: Touch[] = []
  const latencies: number[] = []
  let snapshots = 0
  for (const { tsRecv, text } of rawFrames(`${file}.${ending}`)) {
    const isStream = text.startsWith('{"stream"')
    const { events, faults } = isStream ? wire.read(text, tsRecv) : wire.snapshot(text, symbol, tsRecv)
    expect(faults).toEqual([])
    for (const event of events) {
      latencies.push(tsRecv - event.ts)
      if (event.type === 'TradeTick') trades.push(event)
      else if (event.type === 'QuoteTick') quotes.push(event)
      else if (event.type === 'OrderBookSnapshot') snapshots += sync.applySnapshot(event) ? 1 : 0
      else if (event.type === 'OrderBookDelta' && sync.applyDelta(event)) {
        const { bidPrice, bidSize, askPrice, askSize } = sync.book
        touches.push([event.sequence, bidPrice, bidSize, askPrice, askSize])
        onApplied(sync)
      }
    }
  }
  return { wire, sync, notices, trades, quotes, touches, latencies, snapshots, decimals }
}

/** How many of the touches equal the newest quote that is not newer than the book. */
function equalTouches(touches: readonly Touch[], quotes: readonly QuoteTick[]): { compared: number; equal: number } {
  const count = { compared: 0, equal: 0 }
  let at = -1
  for (const [sequence, ...touch] of touches) {
    while (at + 1 < quotes.length && (quotes[at + 1]?.sequence as number) <= sequence) at++
    const quote = quotes[at]
    if (quote === undefined) continue
    const said = [quote.bidPrice, quote.bidSize, quote.askPrice, quote.askSize]
    count.compared++
    if (said.every((value, index) => value === touch[index])) count.equal++
  }
  return count
}

function barsOf(trades: readonly TradeTick[], timeframe: '10s' | '1m'): unknown[] {
  const bars: unknown[] = []
  const builder = new TimeBarBuilder(timeframe)
  let n = 0
  const close = (): void => {
    const { openTime, open, high, low, close: last, volume } = builder
    bars.push({ t: openTime, o: open, h: high, l: low, c: last, v: Number(volume.toFixed(8)), n })
    builder.finish()
    n = 0
  }
  for (const { ts, price, size } of trades) {
    if (builder.isDue(ts)) close()
    builder.add(ts, price, size)
    n++
  }
  close()
  return bars
}

const asNumbers = (bars: readonly WrittenBar[]): unknown[] =>
  bars.map(({ t, o, h, l, c, v, n }) => ({
    t,
    o: Number(o),
    h: Number(h),
    l: Number(l),
    c: Number(c),
    v: Number(v),
    n,
  }))

describe.skipIf(!hasRecordings)('captures of Binance (needs the shared recordings)', () => {
  describe.each(['spot', 'usdm'] as const)('%s', (name) => {
    const expected = (): Expected => JSON.parse(sharedText(`${captures[name].file}.expected.json`)) as Expected

    it('B1: the book is exact at every checkpoint and at the end, level by level', () => {
      const { checkpoints, checkpointsEvery, counts, ...end } = expected()
      const seen: Checkpoint[] = []
      const { decimals } = captures[name]
      const { wire, sync, snapshots } = replay(name, 'raw.log.gz', ({ book, counters, sequence }) => {
        if (counters.applied % checkpointsEvery !== 0) return
        const best = (price: number | null, size: number | null): string[] =>
          price === null || size === null ? [] : [price.toFixed(decimals[0]), size.toFixed(decimals[1])]
        seen.push({
          appliedEvents: counters.applied,
          u: sequence as number,
          bestBid: best(book.bidPrice, book.bidSize),
          bestAsk: best(book.askPrice, book.askSize),
          bidLevels: book.bids.count,
          askLevels: book.asks.count,
        })
      })
      expect(seen).toEqual(checkpoints)
      expect(wire.counts).toMatchObject({ frames: counts.lines, events: counts.lines })
      expect(snapshots).toBe(counts.snapshot)
      expect(sync.counters).toMatchObject({
        deltas: counts.depthUpdate,
        applied: end.depthApplied,
        old: end.depthDroppedBeforeSnapshot,
        gaps: 0,
        rejected: 0,
        invalidations: 0,
      })
      expect(sync.isValid).toBe(true)
      expect([sync.book.bids.count, sync.book.asks.count]).toEqual([end.finalBook.bidLevels, end.finalBook.askLevels])
      expect(levelTexts(sync.book, 'bid', decimals).slice(0, 20)).toEqual(end.finalBook.top20.bids)
      expect(levelTexts(sync.book, 'ask', decimals).slice(0, 20)).toEqual(end.finalBook.top20.asks)
      expect(bookHash(sync.book, decimals)).toBe(end.finalBook.sha256OfAllLevels)
    })

    it('B1: best bid and ask, sizes too, equal the newest bookTicker that is not newer, after each applied change', () => {
      const { touches, quotes } = replay(name, 'raw.log.gz')
      const { compared, equal } = equalTouches(touches, quotes)
      expect([compared, equal]).toEqual(Array(2).fill(name === 'spot' ? 3448 : 6579))
    })

    it('trades add up exactly, and their bars of 10 s and 1 min are right to the last digit', () => {
      const { trades: totals, bars10s, bars1m } = expected()
      const { trades } = replay(name, 'raw.log.gz')
      const [volume, bought] = [new ExactSum(), new ExactSum()]
      for (const { size, aggressorSide } of trades) {
        volume.add(size)
        if (aggressorSide === 'buy') bought.add(size)
      }
      expect([trades.length, trades[0]?.ts, trades.at(-1)?.ts]).toEqual([totals.count, totals.firstT, totals.lastT])
      expect([String(volume), String(bought)]).toEqual([totals.volume, totals.takerBuyVolume])
      expect(barsOf(trades, '10s')).toEqual(asNumbers(bars10s))
      expect(barsOf(trades, '1m')).toEqual(asNumbers(bars1m))
    })

    it('A15: a receiver whose clock is 1.27 s behind the venue disturbs nothing, and its latency is not clamped', () => {
      const { latencies, notices, sync } = replay(name, 'raw.log.gz')
      const timed = latencies.filter((latency) => latency !== 0).sort((a, b) => a - b)
      expect(timed[timed.length >> 1]).toBeLessThan(-1_000)
      expect(sync.counters.rejected).toBe(0)
      expect(notices.filter(({ type }) => type === 'StreamStateChanged')).toHaveLength(1)
      expect(notices.filter(({ type }) => type === 'StreamGap')).toEqual([])
    })
  })

  it('B1: a second capture of futures, 6,551 changes: no gap, and every touch equals the bookTicker', () => {
    const { sync, touches, quotes } = replay('usdm-btcusdt', 'frames.gz')
    expect(sync.counters).toMatchObject({ deltas: 6551, gaps: 0, rejected: 0, snapshotsUsed: 1 })
    const { compared, equal } = equalTouches(touches, quotes)
    expect([compared, equal]).toEqual([6545, 6545])
  })

  it('the 20 best levels equal those of an independent book after every 50th applied change', () => {
    const meta = JSON.parse(sharedText('golden/orderbook/binance-spot-btcusdt.meta.json')) as Record<string, unknown>
    const [, ...rows] = sharedText('golden/orderbook/binance-spot-btcusdt.top20.csv.gz').trimEnd().split('\n')
    const written = rows.map((row) => row.split(',').slice(1).join())
    const seen: string[] = []
    const { sync } = replay('spot', 'raw.log.gz', ({ book, counters, sequence }) => {
      if (counters.applied % 50 !== 0) return
      for (const side of ['bid', 'ask'] as const)
        for (const [level, { price, size }] of book.levels(side, 20).entries())
          seen.push([sequence, side, level, price, size].join())
    })
    expect(seen).toEqual(written.map(shortNumbers))
    const { counters, book, sequence } = sync
    expect({
      applied: counters.applied,
      dropped: counters.old,
      gaps: counters.gaps,
      finalBids: book.bids.count,
      finalAsks: book.asks.count,
      lastUpdateId: sequence,
      bestBid: book.bidPrice?.toFixed(8),
      bestAsk: book.askPrice?.toFixed(8),
    }).toEqual(Object.fromEntries(Object.entries(meta).filter(([name]) => !/^(buffered|snapshot)/.test(name))))
  })
})

/** Numbers at the end of a row as doubles print: `0.00009` may be written `9e-05`. */
function shortNumbers(row: string): string {
  const cells = row.split(',')
  return [...cells.slice(0, 3), ...cells.slice(3).map(Number)].join()
}
