import type { InstrumentId } from '@tapeline/core'
import { isObject, object, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'
import { json, type WireDialect, type WireSymbols } from '../wire-reader.js'
import type { WireOutput } from '../wire-result.js'
import { depthText, type DepthText } from './depth-text.js'
import { bookSnapshot, spotDelta, usdmDelta, usdmPartial } from './depth.js'
import { klineBar } from './kline.js'
import { fundingRate } from './mark-price.js'
import { forcedOrder, liquidation, quoteTick, tradeTick } from './trades.js'

type Symbols = WireSymbols<InstrumentId>

/** Messages of Binance, bare or in the envelope `{ stream, data }` of combined streams. */
export function binanceDialect(owner: string, market: 'spot' | 'usdm'): WireDialect<InstrumentId> {
  const isSpot = market === 'spot'

  const single = (o: JsonObject, stream: string, symbols: Symbols, out: WireOutput, depth: DepthText | null): void => {
    const { tsRecv, events } = out
    switch (o['e']) {
      case 'depthUpdate': {
        const instrument = symbols.of('s', o['s'])
        const read = isPartial(stream) ? usdmPartial : isSpot ? spotDelta : usdmDelta
        events.push(read(o, instrument, tsRecv, depth))
        return
      }
      case 'aggTrade':
        events.push(tradeTick('a', o, symbols.of('s', o['s']), tsRecv))
        return
      case 'trade':
        events.push(tradeTick('t', o, symbols.of('s', o['s']), tsRecv))
        return
      case 'bookTicker':
        events.push(quoteTick(!isSpot, o, symbols.of('s', o['s']), tsRecv))
        return
      case 'kline':
        events.push(klineBar(o, symbols.of('s', o['s']), tsRecv))
        return
      case 'forceOrder': {
        const order = forcedOrder(o)
        events.push(liquidation(order, symbols.of('o.s', order['s']), tsRecv))
        return
      }
      case 'markPriceUpdate':
        events.push(fundingRate(o, symbols.of('s', o['s']), tsRecv))
        return
      default:
        untyped(o, stream, symbols, out)
    }
  }

  /** Messages without `e`: quotes and the best levels of spot, answers to requests. */
  const untyped = (o: JsonObject, stream: string, symbols: Symbols, out: WireOutput): void => {
    if (o['e'] !== undefined) throw new WireRefusal('unsupported', 'e', o['e'], 'a kind of message that is read here')
    if (isSpot && 'B' in o && 'A' in o) out.events.push(quoteTick(false, o, symbols.of('s', o['s']), out.tsRecv))
    else if (isSpot && isPartial(stream) && 'lastUpdateId' in o)
      out.events.push(bookSnapshot(o, symbols.of('stream', symbolOf(stream)), out.tsRecv))
    else if ('result' in o && 'id' in o) out.about('ack', o['id'], '')
    else if (isObject(o['error'])) out.about('error', o['id'], o['error']['msg'])
    else throw new WireRefusal('unknown_message', '', o, 'a message of Binance')
  }

  const decode = (message: unknown, symbols: Symbols, out: WireOutput): void => {
    if (!isObject(message) && !Array.isArray(message))
      throw new WireRefusal('unknown_message', '', message, 'a message of Binance')
    const isCombined = isObject(message) && typeof message['stream'] === 'string'
    const stream = isCombined ? (message['stream'] as string) : ''
    const data = isCombined ? message['data'] : message
    if (Array.isArray(data)) out.each(data, (one) => single(object('[]', one), stream, symbols, out, null))
    else single(object('data', data), stream, symbols, out, null)
  }

  return {
    owner,
    decode,
    decodeText(text, symbols, out) {
      const depth = depthText(text)
      if (depth === null) decode(json(text), symbols, out)
      else single(depth.head, depth.stream, symbols, out, depth)
    },
    snapshot(message, instrument, out) {
      out.events.push(bookSnapshot(object('', message), instrument, out.tsRecv))
    },
  }
}

/** `btcusdt@depth20@100ms` is the best levels; `btcusdt@depth@100ms` are changes. */
function isPartial(stream: string): boolean {
  const at = stream.indexOf('@depth')
  const next = at < 0 ? NaN : stream.charCodeAt(at + 6)
  return next >= 0x30 && next <= 0x39
}

function symbolOf(stream: string): string {
  return stream.slice(0, stream.indexOf('@')).toUpperCase()
}
