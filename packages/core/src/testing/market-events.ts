import type { MarketEvent } from '../market/index.js'

/**
 * So many events of a type as a quiet market gives them: a price around 100 that goes up and down by cents, a second
 * apart, ids counted from 1. Nothing about them is wrong.
 *
 * @example
 * ```ts
 * import { plainEvents } from '@tapeline/core/testing'
 * console.log(plainEvents('TradeTick', 2).map(({ tradeId, price }) => [tradeId, price])) // [ [ '1', 100 ], [ '2', 100.01 ] ]
 * ```
 */
export function plainEvents<T extends MarketEvent['type']>(
  type: T,
  count: number,
): (MarketEvent & { readonly type: T })[] {
  return Array.from({ length: count }, (_, n) => plain(type, n) as MarketEvent & { readonly type: T })
}

/** Events of a type with a field each that holds what no field should: for what must survive anything. */
export function garbageEvents(type: MarketEvent['type']): MarketEvent[] {
  const good = plain(type, 0)
  const fields = Object.keys(good).filter((field) => field !== 'type' && field !== 'instrumentId')
  return fields.flatMap((field) => GARBAGE.map((garbage) => ({ ...good, [field]: garbage }) as MarketEvent))
}

const START = Date.UTC(2024, 0, 1)
const INSTRUMENT = 'DEMO/USD@synthetic'
const GARBAGE: readonly unknown[] = [
  ...[NaN, Infinity, -Infinity, -1, 0, -0, 1e308, 5e-324, 9_007_199_254_740_992, 1.5],
  ...['', '0x10', '1e400', 'NaN', '__proto__', 'x'.repeat(10_000)],
  ...[null, undefined, true, {}, [], [[]], [[NaN, NaN]], [['1', '-1']], Symbol.iterator, 7n],
]

function plain(type: MarketEvent['type'], n: number): MarketEvent {
  const base = { instrumentId: INSTRUMENT, ts: START + 1_000 * n, tsRecv: START + 1_000 * n + 5 }
  const price = (10_000 + ((n * 7) % 11) - ((n * 5) % 7) + (n === 1 ? -1 : 0)) / 100
  const size = 1 + (n % 3)
  switch (type) {
    case 'TradeTick':
      return { ...base, type, price, size, aggressorSide: n % 2 === 0 ? 'buy' : 'sell', tradeId: String(n + 1) }
    case 'QuoteTick':
      return { ...base, type, bidPrice: price, askPrice: price + 0.02, bidSize: size, askSize: size, sequence: n + 1 }
    case 'OrderBookSnapshot':
      return { ...base, type, sequence: n + 1, bids: [[price, size]], asks: [[price + 0.02, size]] }
    case 'OrderBookDelta':
      return { ...base, type, firstSequence: n + 1, sequence: n + 1, bids: [[price, size]], asks: [[price + 0.02, 0]] }
    case 'OrderBookOrders': {
      const changes = [{ action: 'add', orderId: n + 1, side: 'bid', price, size } as const]
      return { ...base, type, isSnapshot: n === 0, firstSequence: n + 1, sequence: n + 1, changes }
    }
    case 'Bar': {
      const openTime = START + 60_000 * n
      const closeTime = openTime + 60_000
      const around = { open: price, high: price + 0.05, low: price - 0.05, close: price + 0.01, volume: size }
      return {
        ...base,
        type,
        ts: closeTime,
        tsRecv: closeTime + 5,
        timeframe: '1m',
        openTime,
        closeTime,
        ...around,
        isFinal: true,
      }
    }
    case 'Liquidation':
      return { ...base, type, side: n % 2 === 0 ? 'buy' : 'sell', price, size }
    case 'FundingRate':
      return {
        ...base,
        type,
        rate: 0.0001,
        fundingTime: base.ts,
        nextFundingTime: null,
        markPrice: price,
        indexPrice: null,
      }
    case 'StreamGap':
      return { ...base, type, from: base.ts - 1, to: base.ts, reason: 'sequence' }
  }
}
