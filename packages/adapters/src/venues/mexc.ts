/**
 * What MEXC sends, read strictly: spot (protobuf) and contracts (JSON).
 *
 * @module
 */
import { badParameter } from '@tapeline/core'
import { contractDialect } from '../wire/mexc/contract-dialect.js'
import type { ContractInstrument } from '../wire/mexc/contract.js'
import { spotDialect } from '../wire/mexc/spot-dialect.js'
import { createWireReader, type WireOptions, type WireReader } from '../wire/wire-reader.js'
export type { ContractInstrument } from '../wire/mexc/contract.js'
export type { WireFault, WireReason } from '../wire/refusal.js'
export type { WireCounts, WireOptions, WireReader } from '../wire/wire-reader.js'
export type { WireControl, WireResult } from '../wire/wire-result.js'

/**
 * A reader of MEXC's spot streams, frames in protobuf: `public.aggre.deals`, `public.aggre.depth`,
 * `public.limit.depth`, `public.kline`, `public.aggre.bookTicker`; answers in JSON text; and REST's depth.
 *
 * Fields that are not known are skipped; a known one of another wire type, a field that ends elsewhere than it says,
 * text that is not UTF-8 and groups are refused. Prices and sizes must be plain decimal text above zero (0 only as the
 * size of a book's level and as a volume), versions whole numbers below 2^53; ids of trades are text and stay it. `ts`
 * is the trade's time, for others that of sending.
 *
 * @throws `TapelineError` `BAD_PARAMETER` or `UNKNOWN_PARAMETER` for options, never for what a frame holds
 * @example
 * ```ts
 * import { mexcSpotWire } from '@tapeline/adapters/venues/mexc'
 * const wire = mexcSpotWire({ instruments: { BTCUSDT: 'BTC/USDT@mexc' } })
 * console.log(wire.read('{"id":0,"code":0,"msg":"PONG"}', 1763645012100).control.type) // pong
 * console.log(wire.read(Uint8Array.of(26, 200), 1763645012100).faults[0].reason) // not_protobuf
 * ```
 */
export function mexcSpotWire(options: WireOptions): WireReader {
  return createWireReader(spotDialect('mexcSpotWire'), options)
}

/**
 * A reader of MEXC's contract streams and REST depth: `push.depth`, `push.depth.full`, `push.deal`, `push.kline`.
 *
 * The venue counts contracts; sizes and volumes are given in base units, so `contractSize` must be known: an
 * `Instrument` does. Prices and sizes are JSON numbers and must be finite and above zero (0 only as the size of a
 * book's level and as a volume). A deal has no id; a bar is never said to be final.
 *
 * @throws `TapelineError` `BAD_PARAMETER` or `UNKNOWN_PARAMETER` for options, never for what a frame holds
 * @example
 * ```ts
 * import { mexcContractWire } from '@tapeline/adapters/venues/mexc'
 * const BTC_USDT = { id: 'BTC/USDT:USDT@mexc', contractSize: 0.0001 }
 * const wire = mexcContractWire({ instruments: { BTC_USDT } })
 * const deal = '{"symbol":"BTC_USDT","data":[{"p":91847.4,"v":49,"T":2,"O":3,"M":2,"t":1763645012047}],"channel":"push.deal"}'
 * const [trade] = wire.read(deal, 1763645012100).events
 * console.log(trade.price, trade.size, trade.aggressorSide) // 91847.4 0.0049 sell
 * ```
 */
export function mexcContractWire(options: WireOptions<ContractInstrument>): WireReader {
  const owner = 'mexcContractWire'
  const { instruments } = options
  const given = instruments instanceof Map ? [...instruments] : Object.entries(instruments ?? {})
  for (const [symbol, { contractSize }] of given as [string, ContractInstrument][])
    if (!(Number.isFinite(contractSize) && contractSize > 0))
      throw badParameter({
        owner,
        parameter: `instruments.${symbol}.contractSize`,
        value: contractSize,
        expected: 'a finite number above 0',
      })
  return createWireReader(contractDialect(owner), options)
}
