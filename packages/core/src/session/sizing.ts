import type { Instrument } from '../market/index.js'
import type { OrderReason } from '../orders/index.js'
import type { OrderSize } from '../strategy/index.js'
import { floorSteps, toSteps } from '../symbols/index.js'

/** The ways to say a size. */
export const SIZES: readonly (keyof OrderSize)[] = ['quantity', 'notional', 'weight']

/** The one size that was given; `undefined` for none and for several. */
export function givenSize(size: OrderSize): number | undefined {
  const given = SIZES.map((name) => size[name]).filter((value) => value !== undefined)
  return given.length === 1 ? given[0] : undefined
}

/** The size of the opposite position. */
export function opposite(size: OrderSize): OrderSize {
  return Object.fromEntries(SIZES.flatMap((name) => (size[name] === undefined ? [] : [[name, -size[name]]])))
}

/** Whole lots of a requested size at the value of a quantity of 1, or why there are none; money buys `most` lots at most. */
export function sizeInLots(
  size: OrderSize,
  { lotSize }: Instrument,
  unitValue: number,
  equity: number,
  most: number,
): number | OrderReason {
  const value = givenSize(size)
  if (value === undefined || !(value > 0 && value < Infinity)) return 'bad_quantity'
  if (size.quantity !== undefined) return toSteps(value, lotSize) ?? 'off_lot'
  if (!(unitValue > 0)) return 'no_price'
  const units = (size.notional ?? value * equity) / unitValue
  if (!Number.isSafeInteger(Math.floor(units / lotSize))) return 'bad_quantity'
  const lots = Math.min(floorSteps(units, lotSize), most)
  return lots > 0 ? lots : 'below_one_lot'
}
