import { describe, expect, it } from 'vitest'
import { normalDistribution } from '../../../src/report/statistics/normal-distribution.js'

describe('the normal distribution', () => {
  // Values of Wolfram Alpha and of tables (Abramowitz and Stegun 26.1), 15 digits.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1, 0.158655253931457],
    [1.959963984540054, 0.975],
    [2.326347874040841, 0.99],
    [-3, 0.00134989803163009],
    [-8, 6.22096057427178e-16],
    [40, 1],
    [-40, 0],
  ])('below %d lies %d', (x, probability) => {
    expect(Math.abs(normalDistribution(x) - probability)).toBeLessThan(2e-15)
  })

  it('is accurate far out on the left, where only the continued fraction reaches', () => {
    expect(normalDistribution(-10) / 7.61985302416053e-24).toBeCloseTo(1, 7)
  })
})
