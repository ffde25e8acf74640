import { exp } from '../../math/index.js'

/**
 * Probability that a standard normal variable is below `x`.
 * Source: G. West, "Better approximations to cumulative normal functions" (2005), after Hart (1968); absolute error about 1e-15.
 */
export function normalDistribution(x: number): number {
  const size = Math.abs(x)
  if (size > 37) return x > 0 ? 1 : 0
  const bell = exp((-size * size) / 2)
  const tail =
    size < 7.071_067_811_865_47
      ? (bell * polynomial(NUMERATOR, size)) / polynomial(DENOMINATOR, size)
      : bell / farTail(size)
  return x > 0 ? 1 - tail : tail
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

/** The continued fraction for large arguments. */
function farTail(x: number): number {
  return (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) * 2.506_628_274_631
}

const NUMERATOR: readonly number[] = [
  3.526_249_659_989_11e-2, 0.700_383_064_443_688, 6.373_962_203_531_65, 33.912_866_078_383, 112.079_291_497_871,
  221.213_596_169_931, 220.206_867_912_376,
]
const DENOMINATOR: readonly number[] = [
  8.838_834_764_831_84e-2, 1.755_667_163_182_64, 16.064_177_579_207, 86.780_732_202_946_1, 296.564_248_779_674,
  637.333_633_378_831, 793.826_512_519_948, 440.413_735_824_752,
]
