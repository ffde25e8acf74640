import { isSample } from '@tapeline/core/indicator'

/** By how many per cent a price is above an earlier one; 0 where that was 0 or the quotient is beyond all numbers. */
export function percentChange(now: number, before: number): number {
  const change = (now / before - 1) * 100
  return isSample(change) ? change : 0
}
