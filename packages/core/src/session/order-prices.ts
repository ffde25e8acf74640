import { demand, demandKnown } from '../errors/index.js'
import type { OrderReason, Trail } from '../orders/index.js'
import { fromSteps, toSteps } from '../symbols/index.js'

const TRAIL: readonly (keyof Trail)[] = ['offset', 'fraction', 'activation', 'limitOffset']

/** Why a price cannot be one: not a finite number above 0, or off the tick. */
export function priceFault(price: number | undefined, tickSize: number): OrderReason | null {
  if (price === undefined) return null
  if (!(price > 0 && price < Infinity)) return 'bad_price'
  return toSteps(price, tickSize) === null ? 'off_tick' : null
}

/** A trail with its distances on ticks, or why it cannot be one. */
export function checkTrail(owner: string, trail: Trail, tickSize: number): Trail | OrderReason {
  demandKnown(`${owner}, trail`, trail, TRAIL)
  const { offset, fraction, activation, limitOffset } = trail
  const isOne = (offset === undefined) !== (fraction === undefined)
  demand(isOne, `${owner}, trail`, 'offset, fraction', offset === undefined ? 'neither' : 'both', 'one of the two')
  if (fraction !== undefined && !(fraction > 0 && fraction < 1)) return 'bad_price'
  const fault =
    priceFault(offset, tickSize) ??
    priceFault(activation, tickSize) ??
    (limitOffset === 0 ? null : priceFault(limitOffset, tickSize))
  if (fault !== null) return fault
  const whole = (distance: number): number => fromSteps(toSteps(distance, tickSize) as number, tickSize)
  return Object.freeze({
    ...(offset === undefined ? { fraction } : { offset: whole(offset) }),
    ...(activation === undefined ? {} : { activation: whole(activation) }),
    ...(limitOffset === undefined ? {} : { limitOffset: whole(limitOffset) }),
  })
}
