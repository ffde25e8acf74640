import type { InstrumentId, OrderBookSnapshot } from '@tapeline/core'
import { id, isObject, levels, object, time, type JsonObject } from '../fields.js'
import { ProtoReader } from '../proto-reader.js'
import { WireRefusal } from '../refusal.js'
import type { WireDialect } from '../wire-reader.js'
import type { WireOutput } from '../wire-result.js'
import { spotBar, spotDepthDelta, spotLimitDepth, spotQuote, spotTrade, type SpotFrame } from './spot.js'

/** Frames of MEXC's spot streams: proto3 for the market, JSON text for answers. */
export function spotDialect(owner: string): WireDialect<InstrumentId> {
  return {
    owner,
    decode(message, _symbols, out) {
      if (!isObject(message) || typeof message['msg'] !== 'string')
        throw new WireRefusal('unknown_message', '', message, 'an answer of MEXC')
      const isFine = message['code'] === 0
      out.about(message['msg'] === 'PONG' ? 'pong' : isFine ? 'ack' : 'error', message['id'], message['msg'])
    },
    decodeBytes(bytes, symbols, out) {
      const { field, body, symbol, sent } = unwrap(new ProtoReader(bytes))
      const frame = { instrumentId: symbols.of('symbol', symbol), ts: time('sendTime', sent), tsRecv: out.tsRecv }
      read(field, body, frame, out)
    },
    snapshot(message, instrument, out) {
      out.events.push(restBook(object('', message), instrument, out.tsRecv))
    },
  }
}

interface Envelope {
  readonly field: number
  readonly body: ProtoReader
  readonly symbol: string | undefined
  readonly sent: number | undefined
}

/** The wrapper: fields may come in any order, of repeated ones the last counts, and of all bodies the last. */
function unwrap(wrapper: ProtoReader): Envelope {
  let symbol: string | undefined
  let createTime: number | undefined
  let sendTime: number | undefined
  let body: ProtoReader | undefined
  let field = 0
  while (wrapper.next()) {
    if (wrapper.field === 3) symbol = wrapper.text('symbol')
    else if (wrapper.field === 5) createTime = wrapper.whole('createTime')
    else if (wrapper.field === 6) sendTime = wrapper.whole('sendTime')
    else if (wrapper.field >= 301 && wrapper.field <= 315) {
      field = wrapper.field
      body = wrapper.message('body')
    }
  }
  if (body === undefined) throw new WireRefusal('unknown_message', '', 'no body', 'a frame with a body')
  return { field, body, symbol, sent: sendTime ?? createTime }
}

function read(field: number, body: ProtoReader, frame: SpotFrame, out: WireOutput): void {
  switch (field) {
    case 303:
      out.events.push(spotLimitDepth(body, frame))
      return
    case 308:
      out.events.push(spotBar(body, frame))
      return
    case 313:
      out.events.push(spotDepthDelta(body, frame))
      return
    case 314: {
      const deals: ProtoReader[] = []
      while (body.next()) if (body.field === 1) deals.push(body.message('deals'))
      out.each(deals, (deal) => out.events.push(spotTrade(deal as ProtoReader, frame)))
      return
    }
    case 315:
      out.events.push(spotQuote(body, frame))
      return
    default:
      throw new WireRefusal('unsupported', 'body', field, 'a body that is read here: 303, 308, 313, 314, 315')
  }
}

/** The answer of REST, which has the form of Binance's; `timestamp` is newer than some of them. */
function restBook(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId,
    ts: o['timestamp'] === undefined ? tsRecv : time('timestamp', o['timestamp']),
    tsRecv,
    sequence: id('lastUpdateId', o['lastUpdateId']),
    bids: levels('bids', o['bids']),
    asks: levels('asks', o['asks']),
  }
}
