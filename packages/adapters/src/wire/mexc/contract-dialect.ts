import { isObject, object, time, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'
import type { WireDialect } from '../wire-reader.js'
import type { WireOutput } from '../wire-result.js'
import { contractBar, contractDelta, contractSnapshot, contractTrade, type ContractInstrument } from './contract.js'

/** Messages of MEXC's contract streams: `{ channel, symbol, data, ts }`. */
export function contractDialect(owner: string): WireDialect<ContractInstrument> {
  return {
    owner,
    decode(message, symbols, out) {
      if (!isObject(message) || typeof message['channel'] !== 'string')
        throw new WireRefusal('unknown_message', '', message, 'a message of MEXC')
      const { channel, data } = message
      const { tsRecv, events } = out
      switch (channel) {
        case 'push.depth':
        case 'push.depth.full': {
          const read = channel === 'push.depth' ? contractDelta : contractSnapshot
          const instrument = symbols.of('symbol', message['symbol'])
          events.push(read(object('data', data), time('ts', message['ts']), instrument, tsRecv))
          return
        }
        case 'push.deal': {
          const instrument = symbols.of('symbol', message['symbol'])
          const deals: readonly unknown[] = Array.isArray(data) ? data : [data]
          out.each(deals, (deal) => events.push(contractTrade(object('data', deal), instrument, tsRecv)))
          return
        }
        case 'push.kline':
          events.push(contractBar(object('data', data), symbols.of('symbol', message['symbol']), tsRecv))
          return
        default:
          other(channel, message, out)
      }
    },
    snapshot(message, instrument, out) {
      const body = object('', message)
      if (body['success'] !== true) throw new WireRefusal('bad_field', 'success', body['success'], 'true')
      const data = object('data', body['data'])
      out.events.push(contractSnapshot(data, time('data.timestamp', data['timestamp']), instrument, out.tsRecv))
    },
  }
}

/** Answers to subscriptions (`rs.…`) and pings. */
function other(channel: string, message: JsonObject, out: WireOutput): void {
  if (channel === 'pong') out.about('pong', undefined, channel)
  else if (channel === 'rs.error') out.about('error', undefined, message['data'])
  else if (channel.startsWith('rs.')) out.about('ack', undefined, channel)
  else throw new WireRefusal('unsupported', 'channel', channel, 'a channel that is read here')
}
