import type { InstrumentId, Liquidation, QuoteTick, TradeTick } from '@tapeline/core'
import { flag, id, idText, meaning, object, positive, time, type JsonObject } from '../fields.js'

/** `trade` (id `t`) and `aggTrade` (id `a`): `T` when it traded; `m` true where the buyer was resting. */
export function tradeTick(idField: 't' | 'a', o: JsonObject, instrumentId: InstrumentId, tsRecv: number): TradeTick {
  return {
    type: 'TradeTick',
    instrumentId,
    ts: time('T', o['T']),
    tsRecv,
    price: positive('p', o['p']),
    size: positive('q', o['q']),
    aggressorSide: flag('m', o['m']) ? 'sell' : 'buy',
    tradeId: idText(idField, o[idField]),
  }
}

/** `bookTicker`: `T` on USD-M; spot gives no time, so it is that of receipt. */
export function quoteTick(hasTime: boolean, o: JsonObject, instrumentId: InstrumentId, tsRecv: number): QuoteTick {
  return {
    type: 'QuoteTick',
    instrumentId,
    ts: hasTime ? time('T', o['T']) : tsRecv,
    tsRecv,
    bidPrice: positive('b', o['b']),
    askPrice: positive('a', o['a']),
    bidSize: positive('B', o['B']),
    askSize: positive('A', o['A']),
    sequence: id('u', o['u']),
  }
}

const SIDES: ReadonlyMap<unknown, 'buy' | 'sell'> = new Map([
  ['BUY', 'buy'],
  ['SELL', 'sell'],
])

/** `forceOrder`: what was traded, `z` at the average price `ap`. */
export function liquidation(order: JsonObject, instrumentId: InstrumentId, tsRecv: number): Liquidation {
  return {
    type: 'Liquidation',
    instrumentId,
    ts: time('o.T', order['T']),
    tsRecv,
    side: meaning('o.S', order['S'], SIDES),
    price: positive('o.ap', order['ap']),
    size: positive('o.z', order['z']),
  }
}

/** The order within a `forceOrder`. */
export function forcedOrder(o: JsonObject): JsonObject {
  return object('o', o['o'])
}
