import type { InstrumentId } from '@tapeline/core'
import { isObject, object, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'
import type { WireDialect, WireSymbols } from '../wire-reader.js'
import type { WireOutput } from '../wire-result.js'
import { gateDelta, gatePartial, gateQuote, gateSnapshot } from './book.js'
import { candleName, gateBar, gateTrade } from './trades.js'

const CHANNELS: readonly string[] = [
  'spot.order_book_update',
  'spot.trades',
  'spot.candlesticks',
  'spot.book_ticker',
  'spot.order_book',
]

/** Messages of Gate's spot streams: `{ channel, event, result }`. */
export function gateDialect(owner: string): WireDialect<InstrumentId> {
  return {
    owner,
    decode(message, symbols, out) {
      if (!isObject(message) || typeof message['channel'] !== 'string')
        throw new WireRefusal('unknown_message', '', message, 'a message of Gate')
      const { channel, event, result } = message as { channel: string; event?: unknown; result?: unknown }
      if (event !== 'update') answer(channel, message, out)
      else if (CHANNELS.includes(channel)) update(channel, object('result', result), symbols, out)
      else throw new WireRefusal('unsupported', 'channel', channel, `one of ${CHANNELS.join(', ')}`)
    },
    snapshot(message, instrument, out) {
      out.events.push(gateSnapshot(object('', message), instrument, out.tsRecv))
    },
  }
}

function update(channel: string, o: JsonObject, symbols: WireSymbols<InstrumentId>, out: WireOutput): void {
  const { tsRecv, events } = out
  switch (channel) {
    case 'spot.order_book_update':
      events.push(gateDelta(o, symbols.of('s', o['s']), tsRecv))
      return
    case 'spot.trades':
      events.push(gateTrade(o, symbols.of('currency_pair', o['currency_pair']), tsRecv))
      return
    case 'spot.candlesticks': {
      const { interval, pair } = candleName(o)
      events.push(gateBar(o, interval, symbols.of('n', pair), tsRecv))
      return
    }
    case 'spot.book_ticker':
      events.push(gateQuote(o, symbols.of('s', o['s']), tsRecv))
      return
    case 'spot.order_book':
      events.push(gatePartial(o, symbols.of('s', o['s']), tsRecv))
  }
}

/** Answers to subscriptions and pings. */
function answer(channel: string, message: JsonObject, out: WireOutput): void {
  const { event, error, id } = message
  if (channel.endsWith('.pong')) out.about('pong', id, channel)
  else if (isObject(error)) out.about('error', id, error['message'])
  else if (event === 'subscribe' || event === 'unsubscribe') out.about('ack', id, channel)
  else throw new WireRefusal('unknown_message', 'event', event, 'update, subscribe or unsubscribe')
}
