import { demand } from '../../errors/index.js'
import type { Instrument } from '../../market/index.js'
import { decimalsOf } from './decimals.js'
import { formatted } from './number-formats.js'

/** What can be missing: it is shown as a dash. */
export type Shown = number | null | undefined

/** Numbers as a trader reads them. */
export interface Format {
  /** A price with the decimals of the tick: `61,800.50`. */
  price(value: Shown, instrument: PriceSteps, locale?: string): string
  /** A size or volume with the decimals of the lot, no trailing zeros: `0.5`. */
  volume(value: Shown, instrument: SizeSteps, locale?: string): string
  /** An amount in few letters: `1.23M`, `61.8K`. */
  compact(value: Shown, locale?: string): string
  /** A change of price with its sign, zero without: `+12.50`. */
  signed(value: Shown, instrument: PriceSteps, locale?: string): string
  /** A fraction as per cent with its sign: `+1.25%`; 0.01 is 1 %. */
  percent(fraction: Shown, locale?: string, decimals?: number): string
  /** An amount of money: a currency of ISO 4217 with its sign (`$12.50`), any other with its name (`12.50 USDT`). */
  money(value: Shown, currency: string, locale?: string): string
}

/** The step of prices; an instrument has it. */
export type PriceSteps = Pick<Instrument, 'tickSize'>
/** The step of sizes; an instrument has it. */
export type SizeSteps = Pick<Instrument, 'lotSize'>

/**
 * Numbers as a trader reads them, in the reader's locale unless one is said: decimals from the instrument's steps, a dash
 * for what is missing, never `NaN`, `-0` or `undefined` (W3). From 1e21 on, and prices and sizes
 * below what their decimals show, are written with an exponent (`1E21`) rather than as 0.
 *
 * @example
 * ```ts
 * import { instrument } from '@tapeline/core'
 * import { format } from '@tapeline/core/format'
 * const btc = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
 * console.log(format.price(61800.5, btc, 'en-US'), format.price(61800.5, btc, 'de-DE')) // 61,800.50 61.800,50
 * console.log(format.volume(0.5, btc, 'en-US'), format.compact(1_234_567, 'en-US')) // 0.5 1.23M
 * console.log(format.percent(0.0125, 'en-US'), format.money(-3, 'USD', 'en-US'), format.price(NaN, btc)) // +1.25% -$3.00 —
 * ```
 */
export const format: Format = /*#__PURE__*/ Object.freeze({
  price: (value: Shown, { tickSize }: PriceSteps, locale?: string) => {
    const decimals = decimalsOf(tickSize)
    return extreme(value, locale, decimals) ?? fixed(value, locale, decimals)
  },
  volume: (value: Shown, { lotSize }: SizeSteps, locale?: string) => {
    const decimals = decimalsOf(lotSize)
    return extreme(value, locale, decimals) ?? formatted(value, locale, { maximumFractionDigits: decimals })
  },
  compact: (value: Shown, locale?: string) =>
    extreme(value, locale) ?? formatted(value, locale, { notation: 'compact', maximumSignificantDigits: 3 }),
  signed: (value: Shown, { tickSize }: PriceSteps, locale?: string) =>
    fixed(value, locale, decimalsOf(tickSize), { signDisplay: 'exceptZero' }),
  percent: (fraction: Shown, locale?: string, decimals: number = 2) => {
    const fits = Number.isInteger(decimals) && decimals >= 0 && decimals <= 20
    demand(fits, 'format.percent', 'decimals', decimals, 'a whole number from 0 to 20')
    return fixed(fraction, locale, decimals, { style: 'percent', signDisplay: 'exceptZero' })
  },
  money: (value: Shown, currency: string, locale?: string) => {
    if (/^[A-Z]{3}$/.test(currency))
      return extreme(value, locale) ?? formatted(value, locale, { style: 'currency', currency })
    const amount = fixed(value, locale, 2)
    return amount === formatted(null, locale, {}) ? amount : `${amount} ${currency}`
  },
})

function fixed(
  value: Shown,
  locale: string | undefined,
  decimals: number,
  more: Intl.NumberFormatOptions = {},
): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return extreme(value, locale) ?? formatted(value, locale, { ...digits, ...more })
}

/** Twenty-two digits are read by nobody, and what is not nothing is not shown as 0. */
function extreme(value: Shown, locale: string | undefined, decimals: number | null = null): string | null {
  const size = typeof value === 'number' ? Math.abs(value) : 0
  const isExtreme = size >= 1e21 || (decimals !== null && size > 0 && size < Number(`0.5e-${decimals}`))
  return isExtreme ? formatted(value, locale, { notation: 'scientific', maximumFractionDigits: 2 }) : null
}
