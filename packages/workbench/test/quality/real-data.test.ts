import { instrument, type MarketEvent, type OrderBookDelta, type QuoteTick, type TradeTick } from '@tapeline/core'
import { crossedQuote, qualityCheck, repeated, type Verdict } from '@tapeline/core/quality'
import { describe, expect, it } from 'vitest'
import { hasSharedData, sharedLines } from './shared-data.js'

const BTC = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })

describe.skipIf(!hasSharedData)('the default rules on real data (needs ../shared)', () => {
  it.each([
    ['binance-spot-btcusdt-20240808', 41_248],
    ['binance-usdm-btcusdt-20240808', 93_953],
  ])('A8 A15 C1: %s, our clock 1.27 s behind the exchange, comes out ok to the last of %i events', (file, events) => {
    const checker = qualityCheck()
    for (const line of sharedLines(`marketdata/${file}.frames.gz`)) {
      const space = line.indexOf(' ')
      const event = binanceEvent(JSON.parse(line.slice(space + 1)) as Frame, Number(line.slice(0, space)) / 1e6)
      if (event !== null) checker.update(event)
    }
    expect(checker.counts()).toMatchObject({ events, ok: events })
    const { leastDelayMs } = checker.measures(BTC.id)['TradeTick']?.['futureTime'] ?? {}
    expect(leastDelayMs).toBeLessThan(-1_200)
  })

  it('all prints of SPY on 2013-10-08: 19 block prints at prices of hours before and 9 pauses out of hours are flagged', () => {
    const checker = qualityCheck()
    const copies = qualityCheck([repeated()])
    const found: Record<string, number> = {}
    sharedLines('marketdata/spy-trades-20131008.csv.gz')
      .slice(1)
      .forEach((line, row) => {
        const [ts, price, size] = line.split(',').map(Number) as [number, number, number]
        const trade = {
          type: 'TradeTick',
          instrumentId: 'SPY@XNAS',
          ts,
          price,
          size,
          aggressorSide: null,
          tradeId: null,
        }
        count(found, checker.update(trade as TradeTick))
        if (row < 100_000) copies.update(trade as TradeTick)
      })
    expect(checker.counts()).toMatchObject({ events: 451_545, ok: 451_517, rejected: 0 })
    expect(found).toEqual({ spike: 19, timeGap: 9 })
    // Why `repeated` is no default: a quarter of real prints equal one of the 64 before them.
    expect(copies.counts().flagged).toBe(26_414)
  })

  it('all quotes of EUR/USD on 2014-05-08: indicative ones, a ninth of which are crossed, and as many locked', () => {
    const checker = qualityCheck()
    const lenient = qualityCheck([crossedQuote({ allowLocked: true })])
    const found: Record<string, number> = {}
    for (const line of sharedLines('marketdata/eurusd-quotes-20140508.csv.gz').slice(1)) {
      const [ts, bidPrice, askPrice] = line.split(',').map(Number) as [number, number, number]
      const prices = { ts, bidPrice, askPrice, bidSize: null, askSize: null, sequence: null }
      const quote: QuoteTick = { type: 'QuoteTick', instrumentId: 'EUR/USD@FXCM', ...prices }
      count(found, checker.update(quote))
      lenient.update(quote)
    }
    expect(checker.counts()).toMatchObject({ events: 167_466, rejected: 0 })
    expect(found).toEqual({ crossedQuote: 37_336 })
    expect(lenient.counts().flagged).toBe(18_285)
  })

  it('A2 A4 A5 A7 A8 B1 C1 D7: made-up faults in a stream of Binance come out as stated', () => {
    const checker = qualityCheck(undefined, { instruments: [BTC] })
    const outcomes: Record<string, Record<string, number>> = {}
    let clock = -Infinity
    for (const line of sharedLines('recordings/binance/synthetic-faults.jsonl')) {
      const {
        raw,
        fault = 'none',
        expect: stated,
      } = JSON.parse(line) as { raw?: string; fault?: string; expect?: string }
      const frame = raw === undefined ? null : parsed(raw)
      const event = frame === null ? null : binanceEvent({ stream: frame.e, data: frame }, undefined)
      if (event === null || stated === undefined) continue
      if (clock > 0) checker.advance(clock)
      if (fault === 'none') clock = Math.max(clock, frame?.E ?? clock)
      const { status, reasons } = checker.update(event)
      const outcome = [status, ...new Set(reasons.map(({ check }) => check))].join(' ')
      const each = (outcomes[`${fault}: ${stated}`] ??= {})
      each[outcome] = (each[outcome] ?? 0) + 1
    }
    expect(outcomes).toEqual(STATED)
  })
})

/** What came of frames of each kind and expectation; those that are no JSON are the parser's. */
const STATED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'depth-gap: gap-detected-resync': { 'flagged sequenceGap': 19 },
  'duplicate-frame: ignored-duplicate': { 'rejected duplicate': 22 },
  // All 16 have the same id; as a double it would be another.
  'id-beyond-2^53: id-kept-exact-or-rejected': { ok: 1, 'rejected duplicate': 15 },
  'missing-field-p: rejected': { 'rejected badNumber': 9 },
  // Ids of trades went missing with the 60 frames before them that no parser could read, or of unknown symbols.
  'none: ok': { ok: 2_646, 'flagged sequenceGap': 60 },
  'price-1e400: rejected': { 'rejected badNumber': 12 },
  'price-NaN: rejected': { 'rejected badNumber': 18, 'rejected sequenceGap badNumber': 1 },
  'price-empty: rejected': { 'rejected badNumber': 14, 'rejected sequenceGap badNumber': 1 },
  'price-hex: rejected': { 'rejected badNumber': 15 },
  'price-negative: rejected': { 'rejected badNumber': 16 },
  'price-null: rejected': { 'rejected badNumber': 14 },
  'price-object: rejected': { 'rejected badNumber': 11 },
  'price-zero: rejected': { 'rejected badNumber': 14 },
  'proto-key: ok-or-rejected-and-not-polluted': { ok: 8, 'flagged sequenceGap': 1 },
  'qty-negative: rejected': { 'rejected badNumber': 10 },
  'spike-x10: flagged-outlier': { 'flagged spike': 13 },
  'time-backwards-5s: late': { 'flagged outOfOrder': 15 },
  'time-in-future-1h: rejected-or-flagged': { 'rejected futureTime': 12 },
  'time-zero: rejected': { 'rejected wrongTimeUnit': 15 },
  'unknown-symbol: rejected': { 'rejected unknown_instrument': 17 },
}

interface Frame {
  readonly stream?: string | undefined
  readonly data?: BinanceData
}

interface BinanceData {
  readonly e?: string
  readonly E?: number
  readonly T?: number
  readonly s: string
  readonly t?: number
  readonly p?: unknown
  readonly q?: unknown
  readonly m?: boolean
  readonly u?: number
  readonly U?: number
  readonly pu?: number
  readonly b?: unknown
  readonly B?: string
  readonly a?: unknown
  readonly A?: string
}

/** A small reader of Binance's frames, which leaves every judgement to the checker. */
function binanceEvent({ stream = '', data }: Frame, tsRecv: number | undefined): MarketEvent | null {
  if (data === undefined) return null
  const instrumentId = data.s === 'BTCUSDT' ? BTC.id : `${data.s}@binance`
  const base = { instrumentId, ...(tsRecv === undefined ? {} : { tsRecv }) }
  const time = (data.T ?? data.E ?? tsRecv) as number
  if (data.e === 'trade')
    return {
      ...base,
      type: 'TradeTick',
      ts: time,
      price: decimal(data.p),
      size: decimal(data.q),
      aggressorSide: data.m === true ? 'sell' : 'buy',
      tradeId: String(data.t),
    }
  if (stream.endsWith('bookTicker'))
    return {
      ...base,
      type: 'QuoteTick',
      ts: time,
      bidPrice: Number(data.b),
      askPrice: Number(data.a),
      bidSize: Number(data.B),
      askSize: Number(data.A),
      sequence: data.u as number,
    }
  if (data.e !== 'depthUpdate') return null
  const delta: OrderBookDelta = {
    ...base,
    type: 'OrderBookDelta',
    ts: time,
    firstSequence: data.U as number,
    sequence: data.u as number,
    ...(data.pu === undefined ? {} : { previousSequence: data.pu }),
    bids: data.b as OrderBookDelta['bids'],
    asks: data.a as OrderBookDelta['asks'],
  }
  return delta
}

/** Decimal text as a number, anything else as it stands: no reader's leniency may hide a fault. */
function decimal(value: unknown): number {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value as number)
}

/** Ids as text before JSON makes numbers of them: those beyond 2^53 stay exact. */
function parsed(raw: string): BinanceData | null {
  try {
    return JSON.parse(raw.replace(/"t":(\d+)/, '"t":"$1"')) as BinanceData
  } catch {
    return null
  }
}

function count(found: Record<string, number>, { reasons }: Verdict): void {
  for (const { check } of reasons) found[check] = (found[check] ?? 0) + 1
}
