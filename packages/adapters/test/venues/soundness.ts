import type { MarketEvent } from '@tapeline/core'

const DECIMAL = /^\d{1,40}(?:\.\d{1,40})?$/

/** `sound`, or what about an event is impossible: a number that is none, a level that is no decimal. */
export function soundness(event: MarketEvent): string {
  for (const [name, value] of Object.entries(event)) {
    if (typeof value === 'number' && !Number.isFinite(value)) return `${name} is ${value}`
    if (typeof value === 'number' && value < 0 && name !== 'rate') return `${name} is ${value}`
  }
  if (event.type === 'OrderBookDelta' || event.type === 'OrderBookSnapshot') {
    if (!Number.isSafeInteger(event.sequence)) return `sequence is ${event.sequence}`
    for (const [price, size] of [...event.bids, ...event.asks]) {
      for (const part of [price, size]) if (typeof part === 'string' && !DECIMAL.test(part)) return `a level of ${part}`
      if (!(Number(price) > 0 && Number(price) < Infinity)) return `a price of ${price}`
      if (!(Number(size) >= 0 && Number(size) < Infinity)) return `a size of ${size}`
    }
  }
  return 'sound'
}
