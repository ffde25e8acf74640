/**
 * What Gate sends, read strictly: spot.
 *
 * @module
 */
import { gateDialect } from '../wire/gate/dialect.js'
import { createWireReader, type WireOptions, type WireReader } from '../wire/wire-reader.js'
export type { WireFault, WireReason } from '../wire/refusal.js'
export type { WireCounts, WireOptions, WireReader } from '../wire/wire-reader.js'
export type { WireControl, WireResult } from '../wire/wire-result.js'

/**
 * A reader of Gate's spot streams and REST books (`with_id=true`): `spot.order_book_update`, `spot.order_book`,
 * `spot.trades`, `spot.candlesticks`, `spot.book_ticker`.
 *
 * Prices and sizes must be plain decimal text above zero (0 only as the size of a book's level and as a volume), ids
 * whole numbers below 2^53; anything else is a `WireFault`, and fields that are not read may be there or not. Levels
 * are numbers where these lose nothing (15 digits), else the wire's own text. Times of trades keep their fraction of a millisecond. Base volume of a candle is `a`.
 *
 * @throws `TapelineError` `BAD_PARAMETER` or `UNKNOWN_PARAMETER` for options, never for what a frame holds
 * @example
 * ```ts
 * import { gateSpotWire } from '@tapeline/adapters/venues/gate'
 * const wire = gateSpotWire({ instruments: { NEO_BTC: 'NEO/BTC@gate' } })
 * const trade =
 *   '{"channel":"spot.trades","event":"update","result":{"id":816995970,"create_time_ms":"1619093546958.116",' +
 *   '"side":"buy","currency_pair":"NEO_BTC","amount":"0.5000000000","price":"0.0018735000"}}'
 * const [event] = wire.read(trade, 1619093547004).events
 * console.log(event.ts, event.price, event.size, event.tradeId) // 1619093546958.116 0.0018735 0.5 816995970
 * ```
 */
export function gateSpotWire(options: WireOptions): WireReader {
  return createWireReader(gateDialect('gateSpotWire'), options)
}
