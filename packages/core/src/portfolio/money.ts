import { badParameter } from '../errors/index.js'

/**
 * Money is a BigInt count of the ledger's smallest unit: `scale` decimal places, the same for a whole run, fine
 * enough for tick x lot. A double enters as the decimal that it prints as, so 0.1 is exactly 0.1.
 */
export interface Decimal {
  readonly digits: bigint
  /** The value is digits / 10^places. */
  readonly places: number
}

/** The decimal that a finite double prints as. */
export function decimalOf(value: number): Decimal {
  const text = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text)
  if (match === null) throw badParameter({ owner: 'money', parameter: 'value', value, expected: 'a finite number' })
  const fraction = match[3] ?? ''
  const digits = BigInt(`${match[1] ?? ''}${match[2] ?? ''}${fraction}`)
  const places = fraction.length - Number(match[4] ?? 0)
  return places >= 0 ? { digits, places } : { digits: digits * pow10(-places), places: 0 }
}

/** Money of a double at a scale; digits beyond the scale round half to even. */
export function moneyOf(value: number, scale: number): bigint {
  return rescale(decimalOf(value), scale)
}

/** The exact product of doubles taken as decimals, rounded once, half to even, to the scale. */
export function moneyProduct(factors: readonly number[], scale: number): bigint {
  return rescale(productOf(factors), scale)
}

/** An exact product over an exact product, doubles taken as decimals, rounded once, half to even, to the scale. */
export function moneyRatio(times: readonly number[], per: readonly number[], scale: number): bigint {
  if (per.length === 0) return moneyProduct(times, scale)
  const above = productOf(times)
  const below = productOf(per)
  const shift = scale + below.places - above.places
  const numerator = shift >= 0 ? above.digits * pow10(shift) : above.digits
  return divide(numerator, shift >= 0 ? below.digits : below.digits * pow10(-shift))
}

/** The double nearest to an amount of money. */
export function moneyToNumber(money: bigint, scale: number): number {
  // Both operands exact: the division rounds once. Powers of ten are exact doubles up to 10^22.
  if (money > -MAX_EXACT && money < MAX_EXACT) return Number(money) / Number(pow10(scale))
  return Number(moneyToText(money, scale))
}

/** An amount of money as a plain decimal, every digit of it. */
export function moneyToText(money: bigint, scale: number): string {
  const negative = money < 0n
  const digits = String(negative ? -money : money).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = scale === 0 ? '' : `.${digits.slice(digits.length - scale)}`
  return `${negative ? '-' : ''}${whole}${fraction}`
}

function productOf(factors: readonly number[]): Decimal {
  let digits = 1n
  let places = 0
  for (const factor of factors) {
    const decimal = shortDecimal(factor) ?? decimalOf(factor)
    digits *= decimal.digits
    places += decimal.places
  }
  return { digits, places }
}

/** Without the detour through text: a whole number of 10^-8 with at most 15 digits has no shorter rival for its double. */
function shortDecimal(value: number): Decimal | null {
  const units = Math.round(value * 1e8)
  return Math.abs(units) < 1e15 && units / 1e8 === value ? { digits: BigInt(units), places: 8 } : null
}

/** Digits beyond the scale round half to even. */
export function rescale({ digits, places }: Decimal, scale: number): bigint {
  if (places <= scale) return digits * pow10(scale - places)
  return divide(digits, pow10(places - scale))
}

/** Half to even; the divisor is above 0. */
export function divide(digits: bigint, divisor: bigint): bigint {
  const quotient = digits / divisor
  const rest = digits - quotient * divisor
  const twice = 2n * (rest < 0n ? -rest : rest)
  const up = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  return up ? quotient + (digits < 0n ? -1n : 1n) : quotient
}

const MAX_EXACT = 2n ** 53n
const powers: bigint[] = [1n]

function pow10(exponent: number): bigint {
  // bound: grows to the largest exponent asked for; a double's decimal has at most 342 places.
  for (let i = powers.length; i <= exponent; i++) powers.push((powers[i - 1] as bigint) * 10n)
  return powers[exponent] as bigint
}
