import type {
  Bar,
  BookLevel,
  InstrumentId,
  OrderBookDelta,
  OrderBookSnapshot,
  QuoteTick,
  TradeTick,
} from '@tapeline/core'
import { barOf } from '../bars.js'
import { decimalLevel, firstOf, idOfText, meaning, notNegative, positive, seconds, time } from '../fields.js'
import type { ProtoReader } from '../proto-reader.js'
import { WireRefusal } from '../refusal.js'
import { mexcIntervals } from './contract.js'

/** What stands around the body of a spot frame. */
export interface SpotFrame {
  readonly instrumentId: InstrumentId
  /** When the venue sent it. */
  readonly ts: number
  readonly tsRecv: number
}

const SIDES: ReadonlyMap<unknown, 'buy' | 'sell'> = new Map([
  [1, 'buy'],
  [2, 'sell'],
])

/** One of `publicAggreDeals.deals`. */
export function spotTrade(deal: ProtoReader, { instrumentId, tsRecv }: SpotFrame): TradeTick {
  let price, quantity, tradeType, at
  let tradeId: string | null = null
  while (deal.next()) {
    if (deal.field === 1) price = deal.text('price')
    else if (deal.field === 2) quantity = deal.text('quantity')
    else if (deal.field === 3) tradeType = deal.whole('tradeType')
    else if (deal.field === 4) at = deal.whole('time')
    else if (deal.field === 5) tradeId = deal.text('tradeId')
  }
  if (tradeId !== null && (tradeId === '' || tradeId.length > 64))
    throw new WireRefusal('bad_id', 'tradeId', tradeId, '1 to 64 characters')
  return {
    type: 'TradeTick',
    instrumentId,
    ts: time('time', at),
    tsRecv,
    price: positive('price', price),
    size: positive('quantity', quantity),
    aggressorSide: meaning('tradeType', tradeType, SIDES),
    tradeId,
  }
}

/** `publicAggreDepths`: changes `fromVersion` to `toVersion`. */
export function spotDepthDelta(body: ProtoReader, { instrumentId, ts, tsRecv }: SpotFrame): OrderBookDelta {
  const asks: BookLevel[] = []
  const bids: BookLevel[] = []
  let from, to
  while (body.next()) {
    if (body.field === 1) asks.push(level('asks', asks.length, body.message('asks')))
    else if (body.field === 2) bids.push(level('bids', bids.length, body.message('bids')))
    else if (body.field === 4) from = body.text('fromVersion')
    else if (body.field === 5) to = body.text('toVersion')
  }
  const sequence = idOfText('toVersion', to)
  const firstSequence = firstOf('fromVersion', idOfText('fromVersion', from), sequence)
  return { type: 'OrderBookDelta', instrumentId, ts, tsRecv, firstSequence, sequence, bids, asks }
}

/** `publicLimitDepths`: the best so many levels as of `version`. */
export function spotLimitDepth(body: ProtoReader, { instrumentId, ts, tsRecv }: SpotFrame): OrderBookSnapshot {
  const asks: BookLevel[] = []
  const bids: BookLevel[] = []
  let version
  while (body.next()) {
    if (body.field === 1) asks.push(level('asks', asks.length, body.message('asks')))
    else if (body.field === 2) bids.push(level('bids', bids.length, body.message('bids')))
    else if (body.field === 4) version = body.text('version')
  }
  return { type: 'OrderBookSnapshot', instrumentId, ts, tsRecv, sequence: idOfText('version', version), bids, asks }
}

/** `publicAggreBookTicker`. */
export function spotQuote(body: ProtoReader, { instrumentId, ts, tsRecv }: SpotFrame): QuoteTick {
  let bidPrice, bidSize, askPrice, askSize, version
  while (body.next()) {
    if (body.field === 1) bidPrice = body.text('bidPrice')
    else if (body.field === 2) bidSize = body.text('bidQuantity')
    else if (body.field === 3) askPrice = body.text('askPrice')
    else if (body.field === 4) askSize = body.text('askQuantity')
    else if (body.field === 5) version = body.text('version')
  }
  return {
    type: 'QuoteTick',
    instrumentId,
    ts,
    tsRecv,
    bidPrice: positive('bidPrice', bidPrice),
    askPrice: positive('askPrice', askPrice),
    bidSize: positive('bidQuantity', bidSize),
    askSize: positive('askQuantity', askSize),
    sequence: version === undefined ? null : idOfText('version', version),
  }
}

/** `publicSpotKline`: its window in seconds. Never says that it is final. */
export function spotBar(body: ProtoReader, { instrumentId, tsRecv }: SpotFrame): Bar {
  let interval, windowStart, windowEnd, open, close, high, low, volume, amount
  while (body.next()) {
    if (body.field === 1) interval = body.text('interval')
    else if (body.field === 2) windowStart = body.whole('windowStart')
    else if (body.field === 3) open = body.text('openingPrice')
    else if (body.field === 4) close = body.text('closingPrice')
    else if (body.field === 5) high = body.text('highestPrice')
    else if (body.field === 6) low = body.text('lowestPrice')
    else if (body.field === 7) volume = body.text('volume')
    else if (body.field === 8) amount = body.text('amount')
    else if (body.field === 9) windowEnd = body.whole('windowEnd')
  }
  const bar = barOf({
    instrumentId,
    tsRecv,
    timeframe: meaning('interval', interval, mexcIntervals),
    openTime: seconds('windowStart', windowStart),
    open: positive('openingPrice', open),
    high: positive('highestPrice', high),
    low: positive('lowestPrice', low),
    close: positive('closingPrice', close),
    volume: notNegative('volume', volume),
    quoteVolume: notNegative('amount', amount),
    isFinal: false,
  })
  if (seconds('windowEnd', windowEnd) !== bar.closeTime)
    throw new WireRefusal('inconsistent', 'windowEnd', windowEnd, `${bar.closeTime / 1000}, the end of ${interval}`)
  return bar
}

function level(field: string, index: number, item: ProtoReader): BookLevel {
  let price, size
  while (item.next()) {
    if (item.field === 1) price = item.text('price')
    else if (item.field === 2) size = item.text('quantity')
  }
  return decimalLevel(field, index, [price, size])
}
