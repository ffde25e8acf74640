/**
 * What Binance sends, read strictly: spot and USD-M futures.
 *
 * @module
 */
import { badParameter } from '@tapeline/core'
import { binanceDialect } from '../wire/binance/dialect.js'
import { createWireReader, type WireOptions, type WireReader } from '../wire/wire-reader.js'
export type { WireFault, WireReason } from '../wire/refusal.js'
export type { WireCounts, WireOptions, WireReader } from '../wire/wire-reader.js'
export type { WireControl, WireResult } from '../wire/wire-result.js'

/** Options of {@link binanceWire}. */
export interface BinanceWireOptions extends WireOptions {
  /** `spot`, or `usdm`: futures settled in USDT or USDC. They differ in fields and in the rule of the book. */
  readonly market: 'spot' | 'usdm'
}

/**
 * A reader of Binance's market streams and REST depth: `depthUpdate`, partial depth, `trade`, `aggTrade`, `kline`,
 * `bookTicker`, `forceOrder`, `markPriceUpdate`, bare or in the envelope of combined streams.
 *
 * Prices and sizes must be plain decimal text above zero (0 only as the size of a book's level and as a volume), ids
 * whole numbers below 2^53, times milliseconds; anything else is a `WireFault`, and fields that are not read may be
 * there or not. Levels are numbers where these lose nothing (15 digits), else the wire's own text. `ts` is the trade's or the change's own time (`T`), `E` for spot
 * depth and mark prices, `tsRecv` where the venue gives none (spot's `bookTicker` and snapshots). A `depthUpdate`
 * is read straight from its text, at less than what `JSON.parse` takes for it, where it is written as Binance writes it
 * today; what is not, and other messages, cost their `JSON.parse` and a look at each field.
 *
 * @throws `TapelineError` `BAD_PARAMETER` for an unknown market or option, never for what a frame holds
 * @example
 * ```ts
 * import { binanceWire } from '@tapeline/adapters/venues/binance'
 * const wire = binanceWire({ market: 'spot', instruments: { BTCUSDT: 'BTC/USDT@binance' } })
 * const frame = '{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":7,"p":"61837.63","q":"0.02","T":1723161255342,"m":true}'
 * const [trade] = wire.read(frame, 1723161254087).events
 * console.log(trade.price, trade.aggressorSide, trade.ts - trade.tsRecv) // 61837.63 sell 1255
 * const { faults } = wire.read(frame.replace('61837.63', 'NaN'), 1723161254088)
 * console.log(faults[0].reason, faults[0].field, wire.counts.bad_number) // bad_number p 1
 * ```
 */
export function binanceWire(options: BinanceWireOptions): WireReader {
  const { market, ...others } = options
  const owner = 'binanceWire'
  if (market !== 'spot' && market !== 'usdm')
    throw badParameter({ owner, parameter: 'market', value: market, expected: 'spot or usdm' })
  return createWireReader(binanceDialect(owner, market), others)
}
