import type { Instrument } from '../market/index.js'
import type { OrderReason } from '../orders/index.js'
import type { OrderSize } from '../strategy/index.js'
import { floorSteps, toSteps } from '../symbols/index.js'

/** What sizing stands on at the moment of the decision. */
export interface SizingBasis {
  readonly instrument: Instrument
  /** Price of the decision. */
  readonly price: number
  readonly equity: number
  /** Lots that free cash pays for, with the reserves for fee and gap. */
  readonly affordableLots: number
  /** Only purchases need cash. */
  readonly isBuy: boolean
}

/** Whole lots of a requested size, or why there are none. */
export function sizeInLots(size: OrderSize, basis: SizingBasis): number | OrderReason {
  const { quantity, notional, weight } = size
  const given = [quantity, notional, weight].filter((value) => value !== undefined)
  const value = given[0]
  if (given.length !== 1 || value === undefined || !(value > 0 && value < Infinity)) return 'bad_quantity'
  const { instrument } = basis
  if (quantity !== undefined) return toSteps(quantity, instrument.lotSize) ?? 'off_lot'
  if (!(basis.price > 0)) return 'no_price'
  const money = notional ?? value * basis.equity
  const units = money / (basis.price * instrument.contractSize)
  if (!Number.isSafeInteger(Math.floor(units / instrument.lotSize))) return 'bad_quantity'
  const wanted = floorSteps(units, instrument.lotSize)
  const lots = basis.isBuy ? Math.min(wanted, basis.affordableLots) : wanted
  return lots > 0 ? lots : 'below_one_lot'
}
