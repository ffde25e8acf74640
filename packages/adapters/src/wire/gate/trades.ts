import type { Bar, InstrumentId, Timeframe, TradeTick } from '@tapeline/core'
import { barOf } from '../bars.js'
import { decimal } from '../decimal-text.js'
import { flag, idText, meaning, notNegative, positive, seconds, time, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'

const SIDES: ReadonlyMap<unknown, 'buy' | 'sell'> = new Map([
  ['buy', 'buy'],
  ['sell', 'sell'],
])

/** `spot.trades`: `create_time_ms` is text with a fraction; `side` is the taker's. */
export function gateTrade(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): TradeTick {
  const createTime = o['create_time_ms']
  return {
    type: 'TradeTick',
    instrumentId,
    ts: time('create_time_ms', typeof createTime === 'string' ? decimal(createTime) : createTime),
    tsRecv,
    price: positive('price', o['price']),
    size: positive('amount', o['amount']),
    aggressorSide: meaning('side', o['side'], SIDES),
    tradeId: idText('id', o['id']),
  }
}

const INTERVALS: ReadonlyMap<unknown, Timeframe> = new Map(
  (['10s', '1m', '5m', '15m', '30m', '1h', '4h', '8h', '1d', '7d', '30d'] as const).map((interval) => [
    interval,
    interval,
  ]),
)

/** `<interval>_<pair>`, as candles name themselves. */
export function candleName(o: JsonObject): { interval: string; pair: string } {
  const name = o['n']
  const at = typeof name === 'string' ? name.indexOf('_') : -1
  if (typeof name !== 'string' || at < 0) throw new WireRefusal('bad_field', 'n', name, 'an interval, _ and a pair')
  return { interval: name.slice(0, at), pair: name.slice(at + 1) }
}

/**
 * `spot.candlesticks`: `v` counts quote units, `a` base units; `w` says that the window has closed. Frames of before
 * `a` are read where nothing traded.
 */
export function gateBar(o: JsonObject, interval: string, instrumentId: InstrumentId, tsRecv: number): Bar {
  const quoteVolume = notNegative('v', o['v'])
  return barOf({
    instrumentId,
    tsRecv,
    timeframe: meaning('n', interval, INTERVALS),
    openTime: seconds('t', typeof o['t'] === 'string' ? decimal(o['t']) : o['t']),
    open: positive('o', o['o']),
    high: positive('h', o['h']),
    low: positive('l', o['l']),
    close: positive('c', o['c']),
    volume: o['a'] === undefined && quoteVolume === 0 ? 0 : notNegative('a', o['a']),
    quoteVolume,
    isFinal: o['w'] === undefined ? false : flag('w', o['w']),
  })
}
