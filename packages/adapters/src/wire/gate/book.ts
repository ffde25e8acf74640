import type { InstrumentId, OrderBookDelta, OrderBookSnapshot, QuoteTick } from '@tapeline/core'
import { firstOf, id, levels, positive, time, type JsonObject } from '../fields.js'

/** `spot.order_book_update`: `U` first, `u` last change; `t` when, in milliseconds. */
export function gateDelta(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): OrderBookDelta {
  const sequence = id('u', o['u'])
  return {
    type: 'OrderBookDelta',
    instrumentId,
    ts: time('t', o['t']),
    tsRecv,
    firstSequence: firstOf('U', id('U', o['U']), sequence),
    sequence,
    bids: levels('b', o['b']),
    asks: levels('a', o['a']),
  }
}

/** `spot.order_book`: the best so many levels. */
export function gatePartial(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId,
    ts: time('t', o['t']),
    tsRecv,
    sequence: id('lastUpdateId', o['lastUpdateId']),
    bids: levels('bids', o['bids']),
    asks: levels('asks', o['asks']),
  }
}

/** The answer of REST with `with_id=true`; `update` is its last change, absent in old answers. */
export function gateSnapshot(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId,
    ts: o['update'] === undefined ? tsRecv : time('update', o['update']),
    tsRecv,
    sequence: id('id', o['id']),
    bids: levels('bids', o['bids']),
    asks: levels('asks', o['asks']),
  }
}

/** `spot.book_ticker`. */
export function gateQuote(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): QuoteTick {
  return {
    type: 'QuoteTick',
    instrumentId,
    ts: time('t', o['t']),
    tsRecv,
    bidPrice: positive('b', o['b']),
    askPrice: positive('a', o['a']),
    bidSize: positive('B', o['B']),
    askSize: positive('A', o['A']),
    sequence: id('u', o['u']),
  }
}
