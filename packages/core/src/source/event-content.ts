import type { MarketEvent } from '../market/index.js'

/** The venue's id of an event, exact, as text; `null` where it gives none. */
export function idOf(event: MarketEvent): string | null {
  if (event.type === 'TradeTick') return event.tradeId
  const isDelta = event.type === 'OrderBookDelta' || (event.type === 'OrderBookOrders' && !event.isSnapshot)
  return isDelta ? String(event.sequence) : null
}

/** All of an event's own numbers as text: two events with the same cannot be told apart. */
export function contentOf(event: MarketEvent): string {
  switch (event.type) {
    case 'TradeTick':
      return `${event.ts}|${event.price}|${event.size}|${event.aggressorSide}`
    case 'QuoteTick':
      return `${event.ts}|${event.bidPrice}|${event.askPrice}|${event.bidSize}|${event.askSize}|${event.sequence}`
    case 'Liquidation':
      return `${event.ts}|${event.price}|${event.size}|${event.side}`
    case 'FundingRate':
      return `${event.ts}|${event.rate}|${event.fundingTime}`
    case 'OrderBookSnapshot':
    case 'OrderBookDelta':
      return `${event.ts}|${event.sequence}|${String(event.bids)}|${String(event.asks)}`
    case 'OrderBookOrders':
      return `${event.ts}|${event.sequence}|${event.changes.map((one) => String(Object.values(one))).join('|')}`
    case 'Bar':
      return `${event.openTime}|${event.open}|${event.high}|${event.low}|${event.close}|${event.volume}`
    case 'StreamGap':
      return `${event.ts}|${event.from}|${event.to}|${event.reason}`
  }
}

/** Is `next` the id that a venue which counts gives after `id`? */
export function follows(next: string, id: string): boolean {
  return compareCounted(next, id) === 1
}

/** How far two counted ids are apart, exact beyond 2^53 as far as the sign and 1 go; NaN where one is no count. */
export function compareCounted(a: string, b: string): number {
  if (!COUNT.test(a) || !COUNT.test(b)) return NaN
  return a.length < 16 && b.length < 16 ? Number(a) - Number(b) : Number(BigInt(a) - BigInt(b))
}

const COUNT = /^\d{1,40}$/
