import type { MarketEvent } from '../market/index.js'
import type { EventType } from './define-check.js'

/** What is judged together: trades, quotes, the book, bars of one timeframe (`Bar:1m`) … of one instrument. */
export type StreamName = string

/** The stream of its instrument that an event belongs to; `null` of what is no event. */
export function streamOf(event: MarketEvent): StreamName | null {
  switch (event?.type) {
    case 'TradeTick':
    case 'QuoteTick':
    case 'OrderBookOrders':
    case 'Liquidation':
    case 'FundingRate':
    case 'StreamGap':
      return event.type
    case 'OrderBookSnapshot':
    case 'OrderBookDelta':
      return BOOK
    case 'Bar': {
      const { timeframe } = event
      if (timeframe === null) return 'Bar'
      return typeof timeframe === 'string' && timeframe.length <= 16 ? `Bar:${timeframe}` : null
    }
    default:
      return null
  }
}

/** Types of the events of a stream. */
export function typesOf(stream: StreamName): readonly EventType[] {
  if (stream === BOOK) return ['OrderBookSnapshot', 'OrderBookDelta']
  return [stream.startsWith('Bar') ? 'Bar' : (stream as EventType)]
}

const BOOK = 'OrderBook'
