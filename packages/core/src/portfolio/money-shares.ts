import { decimalOf, divide, rescale } from './money.js'

/** The share of an amount that falls to `part` of `whole`, half to even; the rest is the amount less that share. */
export function moneyShare(amount: bigint, part: bigint, whole: bigint): bigint {
  return part === whole ? amount : divide(amount * part, whole)
}

/** An amount of one currency in another: times a rate, taken as a decimal, rounded once, half to even. */
export function convertMoney(amount: bigint, scale: number, rate: number, toScale: number): bigint {
  const { digits, places } = decimalOf(rate)
  return rescale({ digits: amount * digits, places: scale + places }, toScale)
}
