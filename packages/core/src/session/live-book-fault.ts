import { bookEventFault } from '../book/book-event-fault.js'
import { wireNumber } from '../book/decimal-step.js'
import type { BookLevel, MarketEvent, OrderBookDelta, OrderBookSnapshot } from '../market/index.js'
import { finding, type Finding } from '../quality/index.js'

/** As far from a whole tick as recorded prices may be, in ticks. */
const OFF_TICK = 1e-3

/** What no book of this tick could take: numbers that are none, prices between ticks. */
export function liveBookFault(event: MarketEvent, tickSize: number): Finding | null {
  const { instrumentId, sequence, bids, asks } = event as OrderBookSnapshot | OrderBookDelta
  if (bookEventFault(event as OrderBookSnapshot, instrumentId) !== null)
    return finding('sequence', sequence, 'whole numbers below 2^53, the first of an event not above its last')
  return sideFault('bids', bids, tickSize) ?? sideFault('asks', asks, tickSize)
}

function sideFault(field: 'bids' | 'asks', levels: readonly BookLevel[], tickSize: number): Finding | null {
  if (!Array.isArray(levels)) return finding(field, levels, 'a list of levels')
  for (const level of levels as readonly unknown[]) {
    if (!Array.isArray(level)) return finding(field, level, 'levels of a price and a size')
    const [price, size] = level as unknown[]
    const ticks = wireNumber(price) / tickSize
    const isOnTick = Math.abs(ticks - Math.round(ticks)) < OFF_TICK
    if (!(ticks > 0 && isOnTick)) return finding(`${field}: price`, price, `a whole multiple of ${tickSize}, above 0`)
    if (!(wireNumber(size) >= 0)) return finding(`${field}: size`, size, 'a finite number of at least 0')
  }
  return null
}
