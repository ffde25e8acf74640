import type { InstrumentId, OrderBookDelta, OrderBookSnapshot } from '@tapeline/core'
import type { DepthText } from './depth-text.js'
import { firstOf, id, levels, time, type JsonObject } from '../fields.js'

/** `depthUpdate` of spot: `U` first, `u` last change; `E` the time of the message. */
export function spotDelta(
  o: JsonObject,
  instrumentId: InstrumentId,
  tsRecv: number,
  read: DepthText | null,
): OrderBookDelta {
  const sequence = id('u', o['u'])
  return {
    type: 'OrderBookDelta',
    instrumentId,
    ts: time('E', o['E']),
    tsRecv,
    firstSequence: firstOf('U', id('U', o['U']), sequence),
    sequence,
    bids: read === null ? levels('b', o['b']) : read.bids,
    asks: read === null ? levels('a', o['a']) : read.asks,
  }
}

/** `depthUpdate` of USD-M: also `pu`, the `u` of the one before; `T` the time of the change. */
export function usdmDelta(
  o: JsonObject,
  instrumentId: InstrumentId,
  tsRecv: number,
  read: DepthText | null,
): OrderBookDelta {
  const sequence = id('u', o['u'])
  return {
    type: 'OrderBookDelta',
    instrumentId,
    ts: time('T', o['T']),
    tsRecv,
    firstSequence: firstOf('U', id('U', o['U']), sequence),
    sequence,
    previousSequence: id('pu', o['pu']),
    bids: read === null ? levels('b', o['b']) : read.bids,
    asks: read === null ? levels('a', o['a']) : read.asks,
  }
}

/** The best so many levels of USD-M: the form of an update, but all there is. */
export function usdmPartial(
  o: JsonObject,
  instrumentId: InstrumentId,
  tsRecv: number,
  read: DepthText | null,
): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId,
    ts: time('T', o['T']),
    tsRecv,
    sequence: id('u', o['u']),
    bids: read === null ? levels('b', o['b']) : read.bids,
    asks: read === null ? levels('a', o['a']) : read.asks,
  }
}

/** The answer of REST, and the best so many levels of spot: `T` where there is one, else when it was received. */
export function bookSnapshot(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId,
    ts: o['T'] === undefined ? tsRecv : time('T', o['T']),
    tsRecv,
    sequence: id('lastUpdateId', o['lastUpdateId']),
    bids: levels('bids', o['bids']),
    asks: levels('asks', o['asks']),
  }
}
