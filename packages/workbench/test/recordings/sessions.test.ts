import { binanceWire } from '@tapeline/adapters/venues/binance'
import { gateSpotWire } from '@tapeline/adapters/venues/gate'
import { mexcContractWire } from '@tapeline/adapters/venues/mexc'
import type { OrderBookDelta, QuoteTick } from '@tapeline/core'
import { binanceFutures, binanceSpot, BookSync, gate, mexcContract, type BookRule } from '@tapeline/core/book'
import { describe, expect, it } from 'vitest'
import { BookModel } from './book-model.js'
import { hasRecordings, sharedLines, type SessionLine } from './recordings.js'

type Wire = ReturnType<typeof gateSpotWire>

interface SymbolBook {
  readonly sync: BookSync
  /** The same book, kept by the venue's rule in a Map. */
  readonly model: BookModel
  readonly quotes: QuoteTick[]
  checked: number
  touches: number
}

/** Replays a session through the reader of its venue into a book for each symbol. */
function replay(lines: readonly SessionLine[], wire: Wire, rule: BookRule, ticks: ReadonlyMap<string, number>) {
  const books = new Map<string, SymbolBook>()
  for (const [symbol, tickSize] of ticks)
    books.set(symbol, {
      sync: new BookSync({ instrumentId: symbol, rule, tickSize }),
      model: new BookModel(),
      quotes: [],
      checked: 0,
      touches: 0,
    })
  for (const { t, kind, url, body } of lines) {
    const asked = kind === 'http' ? /(?:symbol|currency_pair)=(\w+)/.exec(url ?? '')?.[1] : undefined
    if (kind !== 'ws-recv' && asked === undefined) continue
    const { events } = asked === undefined ? wire.read(body, t * 1000) : wire.snapshot(body, asked, t * 1000)
    for (const event of events) {
      const book = books.get(event.instrumentId) as SymbolBook
      if (event.type === 'QuoteTick') book.quotes.push(event)
      if (event.type === 'OrderBookSnapshot') {
        book.sync.applySnapshot(event)
        book.model.snapshot(event)
      }
      if (event.type !== 'OrderBookDelta') continue
      book.sync.applyDelta(event)
      book.model.delta(event)
      if (book.sync.isValid) check(book, event)
    }
  }
  return books
}

function check(book: SymbolBook, { sequence }: OrderBookDelta): void {
  expect(book.model.difference(book.sync.book)).toBe('none')
  book.checked++
  const quote = book.quotes.filter((one) => (one.sequence as number) <= sequence).at(-1)
  if (quote === undefined || quote.sequence === null) return
  const { bidPrice, askPrice } = book.sync.book
  expect([sequence, bidPrice, askPrice]).toEqual([sequence, quote.bidPrice, quote.askPrice])
  book.touches++
}

function expectAllRight(books: ReadonlyMap<string, SymbolBook>): { checked: number; touches: number } {
  const sum = { checked: 0, touches: 0 }
  for (const [symbol, { sync, checked, touches }] of books) {
    const { gaps, rejected, invalidations, snapshotsUsed } = sync.counters
    expect([symbol, sync.state, gaps, rejected, invalidations, snapshotsUsed]).toEqual([symbol, 'live', 0, 0, 0, 1])
    sum.checked += checked
    sum.touches += touches
  }
  return sum
}

/** The ticks of the instruments, as Binance tells them with the session. */
function binanceTicks(lines: readonly SessionLine[]): Map<string, number> {
  const info = JSON.parse(lines[0]?.body ?? '{}') as {
    symbols: { symbol: string; filters: { filterType: string; tickSize?: string }[] }[]
  }
  const asked = lines.flatMap(({ url }) => /depth\?symbol=(\w+)/.exec(url ?? '')?.[1] ?? [])
  const tick = (symbol: string): number => {
    const filters = info.symbols.find((one) => one.symbol === symbol)?.filters ?? []
    return Number(filters.find(({ filterType }) => filterType === 'PRICE_FILTER')?.tickSize)
  }
  return new Map(asked.map((symbol) => [symbol, tick(symbol)]))
}

/** Where old orders rest between two ticks of today: the tick, and what the book counts prices in. */
function refined(books: ReadonlyMap<string, SymbolBook>): unknown[] {
  return [...books]
    .filter(([, { sync }]) => sync.counters.refinements > 0)
    .map(([symbol, { sync }]) => `${symbol} ${sync.book.tickSize} ${sync.book.priceStep}`)
}

const identity = (symbols: Iterable<string>): Map<string, string> => new Map([...symbols].map((one) => [one, one]))

describe.skipIf(!hasRecordings)('recorded sessions (needs the shared recordings)', () => {
  it.each([
    ['spot', 'spot-session-2021-10-12', binanceSpot, { checked: 173, touches: 159 }, ['NKNUSDT 0.0001 0.00001']],
    ['usdm', 'usdm-session-2021-07-22', binanceFutures, { checked: 760, touches: 748 }, ['CTKUSDT 0.001 0.00001']],
  ] as const)(
    'B1 B4: every book of Binance %s 2021, of the instrument’s own tick, is valid, without a gap, and equals a Map after each change',
    (market, file, rule, expected, finer) => {
      const lines = sharedLines<SessionLine>(`recordings/binance/${file}.jsonl.gz`)
      const ticks = binanceTicks(lines)
      const wire = binanceWire({ market, instruments: identity(ticks.keys()) })
      const books = replay(lines, wire, rule, ticks)
      expect(expectAllRight(books)).toEqual(expected)
      expect(refined(books)).toEqual(finer)
    },
  )

  it('B1 B4: every book of Gate spot 2021, of the pair’s own tick, is valid, without a gap, and equals a Map after each change', () => {
    const lines = sharedLines<SessionLine>('recordings/gate/spot-session-2021-04-22.jsonl.gz')
    const asked = lines.flatMap(({ url }) => /currency_pair=(\w+)/.exec(url ?? '')?.[1] ?? [])
    const pairs = JSON.parse(lines[0]?.body ?? '[]') as { id: string; precision: number }[]
    const precision = (pair: string): number | undefined => pairs.find(({ id }) => id === pair)?.precision
    const ticks = new Map(asked.map((pair) => [pair, Number(`1e-${precision(pair)}`)]))
    const wire = gateSpotWire({ instruments: identity(asked) })
    const books = replay(lines, wire, gate, ticks)
    expect(books.size).toBe(10)
    expect(expectAllRight(books)).toEqual({ checked: 162, touches: 0 })
    expect(refined(books)).toEqual(['ZKS_ETH 0.000001 1e-8', 'NEO_BTC 1e-7 1e-8'])
  })

  it('B1: a book of MEXC contracts follows 245 versions and equals a Map after each; one version left out is a gap', () => {
    const rows = sharedLines<{ kind: string; body: { channel?: string } }>('recordings/mexc/contract-synthetic.jsonl')
    const run = (leaveOut: number): { sync: BookSync; applied: number } => {
      const wire = mexcContractWire({ instruments: { BTC_USDT: { id: 'BTC_USDT', contractSize: 0.0001 } } })
      const sync = new BookSync({ instrumentId: 'BTC_USDT', rule: mexcContract, tickSize: 0.1 })
      const model = new BookModel()
      let applied = 0
      rows.forEach(({ kind, body }, row) => {
        if (row === leaveOut || (kind !== 'http' && body.channel !== 'push.depth')) return
        const text = JSON.stringify(body)
        const [event] = (kind === 'http' ? wire.snapshot(text, 'BTC_USDT', row) : wire.read(text, row)).events
        if (event?.type === 'OrderBookSnapshot') model.snapshot(event)
        if (event?.type === 'OrderBookDelta') model.delta(event)
        if (event?.type !== 'OrderBookSnapshot' && event?.type !== 'OrderBookDelta') return
        if (!sync.apply(event)) return
        applied++
        expect(model.difference(sync.book)).toBe('none')
      })
      return { sync, applied }
    }
    const whole = run(-1)
    expect([whole.sync.state, whole.applied, whole.sync.counters.gaps]).toEqual(['live', 246, 0])
    const depthRows = rows.flatMap(({ body }, row) => (body.channel === 'push.depth' ? [row] : []))
    const broken = run(depthRows[100] as number)
    expect([broken.sync.isValid, broken.applied, broken.sync.counters.gaps]).toEqual([false, 101, 1])
  })
})
