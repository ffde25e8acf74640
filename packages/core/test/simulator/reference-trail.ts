import type { ReferenceOrder } from './reference-script.js'

/** The price where a trailing stop stands when the best price so far is `best`: in whole ticks, away from the market. */
function trailedStop({ terms }: ReferenceOrder, best: number): number | null {
  const { side, trail } = terms
  const { offset, percent = 0 } = trail ?? {}
  if (side === 'buy')
    return offset === undefined ? Number(-floorDiv(-BigInt(best) * BigInt(100 + percent), 100n)) : best + offset
  const stop = offset === undefined ? Number(floorDiv(BigInt(best) * BigInt(100 - percent), 100n)) : best - offset
  return stop > 0 ? stop : null
}

/** The market was at `price`: says whether the stop moved. */
export function trail(order: ReferenceOrder, price: number): boolean {
  const { side, trail: terms } = order.terms
  if (terms === undefined) return false
  const isBetter = (a: number, b: number): boolean => (side === 'sell' ? a > b : a < b)
  if (order.best === null) {
    const { activation } = terms
    if (activation !== undefined && isBetter(activation, price)) return false
    order.best = price
  } else if (isBetter(price, order.best)) order.best = price
  const before = order.stop
  order.stop = trailedStop(order, order.best)
  if (order.stop !== null && terms.limitOffset !== undefined)
    order.limit = side === 'sell' ? Math.max(1, order.stop - terms.limitOffset) : order.stop + terms.limitOffset
  return order.stop !== before
}

function floorDiv(a: bigint, b: bigint): bigint {
  const whole = a / b
  return a % b !== 0n && a < 0n ? whole - 1n : whole
}
