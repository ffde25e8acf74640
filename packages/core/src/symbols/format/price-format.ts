import type { PriceSteps } from './format.js'
import { decimalsOf } from './decimals.js'

/** How TradingView's lightweight-charts is told about prices: `series.applyOptions({ priceFormat })`. */
export interface PriceFormat {
  readonly type: 'price'
  /** Decimals shown. */
  readonly precision: number
  /** Least step of the price scale. */
  readonly minMove: number
}

/**
 * An instrument's tick as the `priceFormat` of lightweight-charts.
 *
 * @example
 * ```ts
 * import { toPriceFormat } from '@tapeline/core/format'
 * console.log(toPriceFormat({ tickSize: 0.25 })) // { type: 'price', precision: 2, minMove: 0.25 }
 * ```
 */
export function toPriceFormat({ tickSize }: PriceSteps): PriceFormat {
  const isStep = Number.isFinite(tickSize) && tickSize > 0
  return { type: 'price', precision: decimalsOf(tickSize), minMove: isStep ? tickSize : 0.01 }
}
