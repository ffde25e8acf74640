import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  binanceFutures,
  binanceSpot,
  BookSync,
  gate,
  mexcContract,
  type BookNotice,
  type BookRule,
} from '@tapeline/core/book'
import type { BookLevel } from '@tapeline/core'
import { deltaOf, hasSharedData, rawLog, sharedJson, sharedLines, snapshotOf, type WireDepth } from './recordings.js'

interface Expected {
  readonly depthDroppedBeforeSnapshot: number
  readonly depthApplied: number
  readonly checkpoints: readonly {
    readonly appliedEvents: number
    readonly u: number
    readonly bestBid: readonly [string, string]
    readonly bestAsk: readonly [string, string]
    readonly bidLevels: number
    readonly askLevels: number
  }[]
  readonly finalBook: { readonly bidLevels: number; readonly askLevels: number; readonly sha256OfAllLevels: string }
}

/** All levels as the exchange writes them: bids, a line `--`, asks. */
function digest({ book }: BookSync, places: number, sizePlaces: number): string {
  const lines = (side: 'bid' | 'ask'): string[] =>
    book.levels(side).map(({ price, size }) => `${price.toFixed(places)}:${size.toFixed(sizePlaces)}`)
  return createHash('sha256')
    .update([...lines('bid'), '--', ...lines('ask')].join('\n'))
    .digest('hex')
}

function levelsOf(levels: readonly BookLevel[]): unknown {
  return levels.map(([price, size]) => ({ price: Number(price), size: Number(size) }))
}

describe.skipIf(!hasSharedData)('recorded books', () => {
  it.each<[string, string, BookRule, number, number]>([
    ['spot-btcusdt', 'BTCUSDT', binanceSpot, 8, 8],
    ['usdm-ethusdt', 'ETHUSDT', binanceFutures, 2, 3],
  ])('B7: %s is equal at every checkpoint and in every final level', (name, symbol, rule, places, sizes) => {
    const expected = sharedJson<Expected>(`recordings/binance/${name}-2024-08-08.expected.json`)
    const sync = new BookSync({ instrumentId: symbol, rule, tickSize: 0.01 })
    let checked = 0
    for (const event of rawLog(`recordings/binance/${name}-2024-08-08.raw.log.gz`, symbol)) {
      const before = sync.counters.applied
      sync.apply(event)
      const { applied } = sync.counters
      if (applied === before || applied % 250 !== 0) continue
      const checkpoint = expected.checkpoints[checked++]
      expect(applied).toBe(checkpoint?.appliedEvents)
      const { book } = sync
      expect({
        u: sync.sequence,
        bid: [book.bidPrice, book.bidSize, book.bids.count],
        ask: [book.askPrice, book.askSize, book.asks.count],
      }).toEqual({
        u: checkpoint?.u,
        bid: [...(checkpoint?.bestBid ?? []).map(Number), checkpoint?.bidLevels],
        ask: [...(checkpoint?.bestAsk ?? []).map(Number), checkpoint?.askLevels],
      })
    }
    expect(checked).toBe(expected.checkpoints.length)
    expect(sync.counters).toMatchObject({
      old: expected.depthDroppedBeforeSnapshot,
      applied: expected.depthApplied,
      gaps: 0,
      rejected: 0,
      crossings: 0,
    })
    expect(sync.book.bids.count).toBe(expected.finalBook.bidLevels)
    expect(sync.book.asks.count).toBe(expected.finalBook.askLevels)
    expect(digest(sync, places, sizes)).toBe(expected.finalBook.sha256OfAllLevels)
  })

  it('shows the best 20 levels of each side as an independent book has them', () => {
    const [, ...rows] = sharedLines('golden/orderbook/binance-spot-btcusdt.top20.csv.gz')
    const wanted = new Map<number, string[]>()
    for (const row of rows) {
      const [, id = '', side = '', level = '', price = '', size = ''] = row.split(',')
      const list = wanted.get(Number(id)) ?? []
      list.push(`${side} ${level} ${Number(price)} ${Number(size)}`)
      wanted.set(Number(id), list)
    }
    const sync = new BookSync({ instrumentId: 'BTCUSDT', rule: binanceSpot, tickSize: 0.01 })
    let checked = 0
    for (const event of rawLog('marketdata/binance-spot-btcusdt-20240808.frames.gz', 'BTCUSDT')) {
      sync.apply(event)
      const list = wanted.get(sync.sequence ?? NaN)
      if (list === undefined) continue
      const found = (['bid', 'ask'] as const).flatMap((side) =>
        sync.book.levels(side, 20).map(({ price, size }, level) => `${side} ${level} ${price} ${size}`),
      )
      expect(found).toEqual(list)
      checked++
    }
    expect(checked).toBe(wanted.size)
    expect(checked).toBeGreaterThan(60)
  })

  it('A8, B1, A2: of 3,000 faulty frames every gap is seen and the final book is right', () => {
    const notices: BookNotice[] = []
    const sync = new BookSync({
      instrumentId: 'BTCUSDT',
      rule: binanceSpot,
      tickSize: 0.01,
      onNotice: (notice) => notices.push(notice),
    })
    const seen = { gap: 0, duplicate: 0, resync: 0 }
    for (const line of sharedLines('recordings/binance/synthetic-faults.jsonl')) {
      const row = JSON.parse(line) as {
        readonly kind: string
        readonly raw?: string
        readonly expect?: string
        readonly body?: { readonly lastUpdateId: number; readonly bids: BookLevel[]; readonly asks: BookLevel[] }
        readonly bids?: BookLevel[]
        readonly asks?: BookLevel[]
        readonly lastUpdateId?: number
      }
      if (row.kind === 'snapshot' && row.body !== undefined) {
        sync.apply(snapshotOf('BTCUSDT', 0, row.body.lastUpdateId, row.body))
        expect(sync.state).toBe('live')
        seen.resync++
      } else if (row.kind === 'final-book') {
        expect(sync.sequence).toBe(row.lastUpdateId)
        expect(sync.book.levels('bid')).toEqual(levelsOf(row.bids ?? []))
        expect(sync.book.levels('ask')).toEqual(levelsOf(row.asks ?? []))
      } else {
        const frame = depthFrame(row.raw ?? '')
        if (frame === null) continue
        const before = sync.snapshot().book
        const changed = sync.apply(deltaOf(frame))
        if (row.expect === 'ok') expect(changed).toBe(true)
        else expect([changed, sync.snapshot().book]).toEqual([false, before])
        if (row.expect === 'gap-detected-resync') seen.gap += Number(!sync.isValid)
        if (row.expect === 'ignored-duplicate') seen.duplicate++
      }
    }
    expect(sync.counters.gaps).toBe(seen.gap)
    expect(seen.gap).toBe(19)
    expect(seen.duplicate).toBeGreaterThan(5)
    expect(notices.filter(({ type }) => type === 'StreamGap')).toHaveLength(2 * 19)
  })

  it.each(['spot-session-2021-10-12', 'usdm-session-2021-07-22'])(
    'binance %s: each symbol is live from its snapshot to the end',
    (name) => {
      const rule = name.startsWith('spot') ? binanceSpot : binanceFutures
      const syncs = session(`recordings/binance/${name}.jsonl.gz`, rule, (url) => url.searchParams.get('symbol'))
      expect(syncs.length).toBe(4)
      for (const sync of syncs) expect([sync.state, sync.counters.gaps, sync.counters.rejected]).toEqual(['live', 0, 0])
      expect(syncs.reduce((sum, sync) => sum + sync.counters.applied, 0)).toBeGreaterThan(100)
      expect(syncs.filter((sync) => sync.counters.refinements > 0).length).toBe(1)
    },
  )

  it('gate: each symbol that has a snapshot is live from it to the end', () => {
    const path = 'recordings/gate/spot-session-2021-04-22.jsonl.gz'
    const syncs = session(path, gate, (url) => url.searchParams.get('currency_pair'))
    const live = syncs.filter((sync) => sync.counters.snapshots > 0)
    expect(live.length).toBe(10)
    for (const sync of live) expect([sync.state, sync.counters.gaps, sync.counters.rejected]).toEqual(['live', 0, 0])
    expect(live.reduce((sum, sync) => sum + sync.counters.applied, 0)).toBeGreaterThan(50)
    expect(live.filter((sync) => sync.counters.refinements > 0).length).toBe(2)
  })

  it('mexc contract: versions rise by one from the snapshot to the end', () => {
    const sync = new BookSync({ instrumentId: 'BTC_USDT', rule: mexcContract, tickSize: 0.1, crossedMs: Infinity })
    let deltas = 0
    for (const line of sharedLines('recordings/mexc/contract-synthetic.jsonl')) {
      const { body } = JSON.parse(line) as { readonly body: MexcBody }
      const data = body.data
      if (data?.version === undefined) continue
      const bids = (data.bids ?? []).map(([price, size]) => [price, size] as BookLevel)
      const asks = (data.asks ?? []).map(([price, size]) => [price, size] as BookLevel)
      if (body.channel === undefined)
        sync.apply(snapshotOf('BTC_USDT', data.timestamp ?? 0, data.version, { bids, asks }))
      else if (body.channel === 'push.depth') {
        const { version } = data
        deltas++
        const head = { type: 'OrderBookDelta', instrumentId: 'BTC_USDT', ts: body.ts ?? 0 } as const
        sync.apply({ ...head, firstSequence: version, sequence: version, bids, asks })
      }
    }
    expect(deltas).toBeGreaterThan(50)
    expect([sync.state, sync.counters.applied]).toEqual(['live', deltas])
  })
})

interface MexcBody {
  readonly channel?: string
  readonly ts?: number
  readonly data?: {
    readonly version?: number
    readonly timestamp?: number
    readonly bids?: readonly (readonly number[])[]
    readonly asks?: readonly (readonly number[])[]
  }
}

function depthFrame(raw: string): WireDepth | null {
  if (!raw.includes('"depthUpdate"')) return null
  try {
    return JSON.parse(raw) as WireDepth
  } catch {
    return null
  }
}

/** Binance says `lastUpdateId`, Gate `id`. */
interface SessionSnapshot {
  readonly id: number
  readonly lastUpdateId?: number
  readonly bids: BookLevel[]
  readonly asks: BookLevel[]
}

/** Plays a session of several symbols: a book each, made when its symbol is first heard of. */
function session(path: string, rule: BookRule, symbolOf: (url: URL) => string | null): BookSync[] {
  const syncs = new Map<string, BookSync>()
  const lines = sharedLines(path)
  const ticks = ticksOf((JSON.parse(lines[0] ?? '{}') as { readonly body: string }).body)
  const syncOf = (instrumentId: string): BookSync => {
    const known = syncs.get(instrumentId)
    if (known !== undefined) return known
    const made = new BookSync({ instrumentId, rule, tickSize: ticks.get(instrumentId) ?? NaN })
    syncs.set(instrumentId, made)
    return made
  }
  for (const line of lines) {
    const { t, kind, url, body } = JSON.parse(line) as Record<'t' | 'kind' | 'url' | 'body', string>
    const symbol = kind === 'http' ? symbolOf(new URL(url)) : null
    if (symbol !== null) {
      const { id, lastUpdateId = id, ...sides } = JSON.parse(body) as SessionSnapshot
      syncOf(symbol).apply(snapshotOf(symbol, Number(t) * 1000, lastUpdateId, sides))
    } else if (kind === 'ws-recv' && body.includes('"depthUpdate"')) {
      const { data, result = data } = JSON.parse(body) as Partial<Record<'data' | 'result', WireDepth>>
      if (result !== undefined) syncOf(result.s).apply(deltaOf(result, Number(t) * 1000))
    }
  }
  return [...syncs.values()]
}

/** The ticks of a venue's instruments, from what it tells of them: Binance an object, Gate a list. */
function ticksOf(body: string): Map<string, number> {
  interface Binance {
    readonly symbols: { readonly symbol: string; readonly filters: { filterType: string; tickSize?: string }[] }[]
  }
  const told = JSON.parse(body) as Binance | { readonly id: string; readonly precision: number }[]
  if (Array.isArray(told)) return new Map(told.map(({ id, precision }) => [id, Number(`1e-${precision}`)]))
  const tick = (filters: Binance['symbols'][0]['filters']): number =>
    Number(filters.find(({ filterType }) => filterType === 'PRICE_FILTER')?.tickSize)
  return new Map(told.symbols.map(({ symbol, filters }) => [symbol, tick(filters)]))
}
