/** Decimal places of the ledger in tests: units of 10^-8. */
export const CENTI_MICRO = 100_000_000n
/** 0.25 x 0.1 in units of 10^-8. */
export const MONEY_PER_TICK_LOT = 2_500_000n

export function lotsOf(quantity: number): number {
  return Math.round(quantity * 10)
}

export function moneyOf(value: number): bigint {
  return BigInt(Math.round(value * 1e8))
}

export function textOf(money: bigint): string {
  const digits = String(money).padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`
}

/** Rounded to a whole unit, half to even. */
export function halfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n
  const whole = (numerator * sign) / denominator
  const twice = 2n * (numerator * sign - whole * denominator)
  const isUp = twice > denominator || (twice === denominator && whole % 2n === 1n)
  return sign * (isUp ? whole + 1n : whole)
}
