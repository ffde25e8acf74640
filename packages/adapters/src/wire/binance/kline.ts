import type { Bar, InstrumentId, Timeframe } from '@tapeline/core'
import { barOf } from '../bars.js'
import { flag, id, meaning, notNegative, object, positive, time, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'

const INTERVALS: ReadonlyMap<unknown, Timeframe> = new Map(
  (['1s', '1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d', '3d', '1w', '1M'] as const).map(
    (interval) => [interval, interval],
  ),
)

/** `kline`: `T` is the last millisecond within the bar, ours the first after it. */
export function klineBar(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): Bar {
  const k = object('k', o['k'])
  const bar = barOf({
    instrumentId,
    tsRecv,
    timeframe: meaning('k.i', k['i'], INTERVALS),
    openTime: time('k.t', k['t']),
    open: positive('k.o', k['o']),
    high: positive('k.h', k['h']),
    low: positive('k.l', k['l']),
    close: positive('k.c', k['c']),
    volume: notNegative('k.v', k['v']),
    quoteVolume: notNegative('k.q', k['q']),
    trades: id('k.n', k['n']),
    isFinal: flag('k.x', k['x']),
  })
  if (time('k.T', k['T']) !== bar.closeTime - 1)
    throw new WireRefusal('inconsistent', 'k.T', k['T'], `${bar.closeTime - 1}, the end of ${bar.timeframe}`)
  return bar
}
