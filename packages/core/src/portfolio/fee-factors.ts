import type { Instrument } from '../market/index.js'
import type { ValueFactors } from './booked-fill.js'

/** What makes a fill's value, and an amount of quote currency, one in the currency of the fee. */
export interface FeeFactors {
  readonly value?: ValueFactors | undefined
  readonly one?: ValueFactors | undefined
}

/** `rate` says what a unit of a currency is worth in that of the fee, for fees in a third asset. */
export function feeFactors(
  { contractType, contractSize, base, quote }: Instrument,
  price: number,
  quantity: number,
  feeCurrency: string,
  rate: (currency: string) => number,
): FeeFactors {
  if (feeCurrency === quote && contractType !== 'inverse') return NATURAL
  const size = [quantity, contractSize]
  if (feeCurrency === base) {
    // In the asset itself: of spot the quantity, of an inverse contract its value.
    const value = contractType === 'inverse' ? { times: size, per: [price] } : { times: size, per: [] }
    return { value, one: { times: [], per: [price] } }
  }
  const perQuote = rate(quote)
  const value =
    contractType === 'inverse'
      ? { times: [...size, perQuote], per: [] }
      : { times: [price, ...size, perQuote], per: [] }
  return { value, one: { times: [perQuote], per: [] } }
}

const NATURAL: FeeFactors = {}
