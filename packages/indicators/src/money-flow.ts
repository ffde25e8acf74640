import { isSample } from '@tapeline/core/indicator'

/** A bar's volume weighted by where it closed: -1 at its low, 1 at its high (Chaikin); 0 where it has no range. */
export function moneyFlow(high: number, low: number, close: number, volume: number): number {
  const range = high - low
  if (!(range > 0)) return 0
  const flow = ((close - low - (high - close)) / range) * volume
  return isSample(flow) ? flow : 0
}
