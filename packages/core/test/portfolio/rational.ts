/** An exact fraction: the slow, obvious model of money. The denominator is above 0. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The decimal that a double prints as, read digit by digit. */
export function rationalOf(value: number): Rational {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole.replace('-', '') + fraction)
  const numerator = mantissa.startsWith('-') ? -digits : digits
  return shift < 0
    ? { numerator, denominator: 10n ** BigInt(-shift) }
    : { numerator: numerator * 10n ** BigInt(shift), denominator: 1n }
}

/** The whole count of 10^-scale nearest to a fraction; of two equally near the even one. */
export function halfEven({ numerator, denominator }: Rational, scale: number): bigint {
  const scaled = numerator * 10n ** BigInt(scale)
  const remainder = ((scaled % denominator) + denominator) % denominator
  const floor = (scaled - remainder) / denominator
  if (2n * remainder < denominator) return floor
  if (2n * remainder > denominator) return floor + 1n
  return floor % 2n === 0n ? floor : floor + 1n
}
