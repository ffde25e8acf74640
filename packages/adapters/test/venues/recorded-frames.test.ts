import type { MarketEvent } from '@tapeline/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binanceWire } from '../../src/venues/binance.js'
import { gateSpotWire } from '../../src/venues/gate.js'
import { mexcContractWire, mexcSpotWire } from '../../src/venues/mexc.js'
import type { WireReader } from '../../src/wire/wire-reader.js'
import type { WireResult } from '../../src/wire/wire-result.js'
import { NOW } from './frames.js'
import { applyChange, change } from './mutations.js'
import { EverySymbol, hasRecordings, recorded, sessionFrames } from './shared-recordings.js'
import { soundness } from './soundness.js'

const everySymbol = new EverySymbol((symbol) => symbol)
const contracts = new EverySymbol((id) => ({ id, contractSize: 1 }))
const readers: Record<string, () => WireReader> = {
  spot: () => binanceWire({ market: 'spot', instruments: everySymbol }),
  usdm: () => binanceWire({ market: 'usdm', instruments: everySymbol }),
  gate: () => gateSpotWire({ instruments: everySymbol }),
  mexc: () => mexcSpotWire({ instruments: everySymbol }),
  contract: () => mexcContractWire({ instruments: contracts }),
}

interface Sample {
  readonly sample: string
  readonly kind: string
  readonly body: unknown
}

/** What each sample of a venue's sockets gives, by name: types of events, or the reason and field of its refusal. */
function outcomes(venue: string, wire: WireReader): string[] {
  const samples = recorded<Sample>(`${venue}/samples.jsonl`).filter(({ kind }) => kind === 'ws-recv')
  const told = samples.map(({ sample, body }) => {
    const { events, faults, control } = wire.read(typeof body === 'string' ? body : JSON.stringify(body), NOW)
    const [fault] = faults
    return `${sample}: ${fault === undefined ? (control?.type ?? events.map(({ type }) => type).join()) : `${fault.reason} ${fault.field}`}`
  })
  // Answers to requests, and what is no market event or belongs to another market.
  return told.filter((line) => !/: (ack|unsupported|unknown_message)/.test(line))
}

describe.skipIf(!hasRecordings)('on recorded frames (needs the shared recordings)', () => {
  it('samples of Binance, most of them from its documentation, give their events; what is impossible in them is refused', () => {
    expect(outcomes('binance', (readers['spot'] as () => WireReader)())).toMatchInlineSnapshot(`
      [
        "Subscriptions/CoinFutures/Concurrent: missing_field k.i",
        "Subscriptions/CoinFutures/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/AggregatedTrades: TradeTick",
        "Subscriptions/Spot/ExchangeData/BookTicker: QuoteTick",
        "Subscriptions/Spot/ExchangeData/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/Klines: bad_time k.t",
        "Subscriptions/Spot/ExchangeData/PartialBook: OrderBookSnapshot",
        "Subscriptions/Spot/ExchangeData/Trades: TradeTick",
        "Subscriptions/UsdFutures/AggTrades: bad_time T",
        "Subscriptions/UsdFutures/Book: bad_time E",
        "Subscriptions/UsdFutures/BookTicker: QuoteTick",
        "Subscriptions/UsdFutures/Concurrent: missing_field k.i",
        "Subscriptions/UsdFutures/Concurrent: missing_field k.i",
        "Subscriptions/UsdFutures/Klines: inconsistent high, low",
        "Subscriptions/UsdFutures/Liquidations: Liquidation",
        "Subscriptions/UsdFutures/MarkPrice: FundingRate",
        "Subscriptions/UsdFutures/PartialBook: OrderBookSnapshot",
      ]
    `)
    expect(outcomes('binance', (readers['usdm'] as () => WireReader)())).toMatchInlineSnapshot(`
      [
        "Subscriptions/CoinFutures/Concurrent: missing_field k.i",
        "Subscriptions/CoinFutures/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/AggregatedTrades: TradeTick",
        "Subscriptions/Spot/ExchangeData/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/Concurrent: missing_field k.i",
        "Subscriptions/Spot/ExchangeData/Klines: bad_time k.t",
        "Subscriptions/Spot/ExchangeData/Trades: TradeTick",
        "Subscriptions/UsdFutures/AggTrades: bad_time T",
        "Subscriptions/UsdFutures/Book: bad_time T",
        "Subscriptions/UsdFutures/BookTicker: QuoteTick",
        "Subscriptions/UsdFutures/Concurrent: missing_field k.i",
        "Subscriptions/UsdFutures/Concurrent: missing_field k.i",
        "Subscriptions/UsdFutures/Klines: inconsistent high, low",
        "Subscriptions/UsdFutures/Liquidations: Liquidation",
        "Subscriptions/UsdFutures/MarkPrice: FundingRate",
        "Subscriptions/UsdFutures/PartialBook: OrderBookSnapshot",
      ]
    `)
  })

  it('samples of Gate and MEXC give their events', () => {
    expect(outcomes('gate', (readers['gate'] as () => WireReader)())).toMatchInlineSnapshot(`
      [
        "Subscriptions/Spot/Concurrent: missing_field v",
        "Subscriptions/Spot/Concurrent: missing_field v",
        "Subscriptions/Spot/SubscribeToBookTickerUpdates: QuoteTick",
        "Subscriptions/Spot/SubscribeToKlineUpdates: Bar",
        "Subscriptions/Spot/SubscribeToOrderBookUpdates: OrderBookDelta",
        "Subscriptions/Spot/SubscribeToPartialOrderBookUpdates: OrderBookSnapshot",
        "Subscriptions/Spot/SubscribeToTradeUpdates: TradeTick",
      ]
    `)
    expect(outcomes('mexc', (readers['contract'] as () => WireReader)())).toMatchInlineSnapshot(`
      [
        "Subscriptions/FuturesApi/Book: OrderBookDelta",
        "Subscriptions/FuturesApi/Klines: Bar",
        "Subscriptions/FuturesApi/PartialBook: OrderBookSnapshot",
        "Subscriptions/FuturesApi/Trades: TradeTick",
      ]
    `)
    expect(outcomes('mexc', (readers['mexc'] as () => WireReader)())).toMatchInlineSnapshot(`[]`)
  })

  it.each([
    ['spot', 'binance/spot-session-2021-10-12.jsonl.gz', { frames: 265, events: 265 }],
    ['usdm', 'binance/usdm-session-2021-07-22.jsonl.gz', { frames: 1535, events: 1535 }],
    // Tickers are not read; six candles of 2021 had traded, and said so in quote units alone.
    [
      'gate',
      'gate/spot-session-2021-04-22.jsonl.gz',
      { frames: 239, events: 189, controls: 22, unsupported: 22, missing_field: 6 },
    ],
  ])('A3: every frame of a recorded session is read: %s', (name, path, expected) => {
    const wire = (readers[name] as () => WireReader)()
    for (const frame of sessionFrames(path)) wire.read(frame, NOW)
    const counts = Object.entries(wire.counts).filter(([, count]) => count > 0)
    expect(Object.fromEntries(counts)).toEqual(expected)
  })

  it('MEXC spot: each field of 250 protobuf frames is what an independent decoder reads', () => {
    const wire = (readers['mexc'] as () => WireReader)()
    const kinds = new Map<string, number>()
    for (const { frameBase64, decoded } of recorded<ProtobufLine>('mexc/spot-protobuf-synthetic.jsonl')) {
      const { events, faults } = wire.read(Uint8Array.from(Buffer.from(frameBase64, 'base64')), NOW)
      expect(faults).toEqual([])
      expect(events).toEqual(expectedOf(decoded))
      for (const { type } of events) kinds.set(type, (kinds.get(type) ?? 0) + 1)
    }
    expect(Object.fromEntries(kinds)).toEqual({ TradeTick: 232, OrderBookDelta: 50, QuoteTick: 50, Bar: 50 })
  })

  it('MEXC contracts: each field of 400 frames is read, sizes in base units', () => {
    const wire = mexcContractWire({ instruments: { BTC_USDT: { id: 'BTC_USDT', contractSize: 0.0001 } } })
    const [, ...frames] = recorded<{ body: ContractMessage }>('mexc/contract-synthetic.jsonl')
    for (const { body } of frames)
      expect(wire.read(JSON.stringify(body), NOW)).toMatchObject({ faults: [], events: contractEvents(body) })
    expect(wire.counts).toMatchObject({ frames: 400, events: 400 })
  })

  it('A1 A2 A3 A5: recorded frames with fields dropped, renamed, retyped, cut or overwritten never throw nor give a number that is none', () => {
    const wires = Object.values(readers).map((make) => make())
    const sessions = [
      'binance/spot-session-2021-10-12',
      'binance/usdm-session-2021-07-22',
      'gate/spot-session-2021-04-22',
    ]
    const frames = sessions.flatMap((name) => sessionFrames(`${name}.jsonl.gz`))
    for (const venue of ['binance', 'gate', 'mexc'])
      for (const { kind, body } of recorded<Sample>(`${venue}/samples.jsonl`))
        if (kind === 'ws-recv') frames.push(typeof body === 'string' ? body : JSON.stringify(body))
    const seen = { events: 0, refused: 0 }
    fc.assert(
      fc.property(fc.nat(frames.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (index, changes) => {
        const text = changes.reduce((now, one) => applyChange(now, one), frames[index] as string)
        for (const wire of wires) {
          const { events, faults } = wire.read(text, NOW) as WireResult
          for (const event of events) expect(soundness(event)).toBe('sound')
          if (events.length > 0) seen.events++
          if (faults.length > 0) seen.refused++
        }
      }),
      { numRuns: 3000 },
    )
    expect(seen.events).toBeGreaterThan(300)
    expect(seen.refused).toBeGreaterThan(5000)
  })
})

interface ProtobufLine {
  readonly frameBase64: string
  readonly decoded: Decoded
}

interface Decoded {
  readonly symbol: string
  readonly sendTime?: number
  readonly createTime?: number
  readonly publicAggreDeals?: {
    deals: { price: string; quantity: string; tradeType: number; time: number; tradeId: string }[]
  }
  readonly publicAggreDepths?: { asks?: DecodedLevel[]; bids?: DecodedLevel[]; fromVersion: string; toVersion: string }
  readonly publicAggreBookTicker?: { bidPrice: string; bidQuantity: string; askPrice: string; askQuantity: string }
  readonly publicSpotKline?: Record<string, string> & { windowStart: number; windowEnd: number }
}

interface DecodedLevel {
  readonly price: string
  readonly quantity: string
}

function expectedOf(decoded: Decoded): Partial<MarketEvent>[] {
  const {
    symbol,
    sendTime,
    createTime,
    publicAggreDeals,
    publicAggreDepths,
    publicAggreBookTicker,
    publicSpotKline: k,
  } = decoded
  const base = { instrumentId: symbol, ts: (sendTime ?? createTime) as number, tsRecv: NOW }
  if (publicAggreDeals !== undefined)
    return publicAggreDeals.deals.map(({ price, quantity, tradeType, time, tradeId }) => ({
      ...base,
      type: 'TradeTick',
      ts: time,
      price: Number(price),
      size: Number(quantity),
      aggressorSide: tradeType === 1 ? 'buy' : 'sell',
      tradeId,
    }))
  if (publicAggreDepths !== undefined) {
    const { asks = [], bids = [], fromVersion, toVersion } = publicAggreDepths
    const levels = (side: DecodedLevel[]): [number, number][] =>
      side.map(({ price, quantity }) => [Number(price), Number(quantity)])
    const sequences = { firstSequence: Number(fromVersion), sequence: Number(toVersion) }
    return [{ ...base, type: 'OrderBookDelta', ...sequences, bids: levels(bids), asks: levels(asks) }]
  }
  if (publicAggreBookTicker !== undefined) {
    const { bidPrice, bidQuantity, askPrice, askQuantity } = publicAggreBookTicker
    const sides = {
      bidPrice: Number(bidPrice),
      bidSize: Number(bidQuantity),
      askPrice: Number(askPrice),
      askSize: Number(askQuantity),
    }
    return [{ ...base, type: 'QuoteTick', ...sides, sequence: null }]
  }
  if (k === undefined) return []
  const prices = {
    open: Number(k['openingPrice']),
    high: Number(k['highestPrice']),
    low: Number(k['lowestPrice']),
    close: Number(k['closingPrice']),
  }
  const times = { openTime: k.windowStart * 1000, closeTime: k.windowEnd * 1000, ts: k.windowEnd * 1000 }
  const volumes = { volume: Number(k['volume']), quoteVolume: Number(k['amount']) }
  return [{ ...base, type: 'Bar', timeframe: '1m', ...times, ...prices, ...volumes, isFinal: false }]
}

interface ContractMessage {
  readonly channel: string
  readonly ts: number
  readonly data: unknown
}

/** Contracts of 0.0001 in base units, as decimals say it. */
function units(contracts: number): number {
  return Number(`${contracts}e-4`)
}

function contractEvents({ channel, data, ts }: ContractMessage): Partial<MarketEvent>[] {
  if (channel === 'push.deal')
    return (data as { p: number; v: number; T: number; t: number }[]).map(({ p, v, T, t }) => ({
      type: 'TradeTick',
      ts: t,
      price: p,
      size: units(v),
      aggressorSide: T === 1 ? 'buy' : 'sell',
    }))
  if (channel === 'push.depth') {
    const { asks, bids, version } = data as { asks: number[][]; bids: number[][]; version: number }
    const levels = (side: number[][]): [number, number][] =>
      side.map(([price, contracts]) => [price as number, units(contracts as number)])
    return [
      { type: 'OrderBookDelta', ts, firstSequence: version, sequence: version, bids: levels(bids), asks: levels(asks) },
    ]
  }
  const { o, h, l, c, q, t } = data as Record<'o' | 'h' | 'l' | 'c' | 'q' | 't', number>
  return [{ type: 'Bar', timeframe: '1m', openTime: t * 1000, open: o, high: h, low: l, close: c, volume: units(q) }]
}
