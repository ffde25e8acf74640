import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExponentialMean, MovingMean } from '../../src/window/index.js'

const price = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ min: -1000, max: 1000, noNaN: true }))
const prices = fc.array(price, { minLength: 1, maxLength: 60, size: 'max' })
const periods = fc.integer({ min: 1, max: 9 })

/** What the mean is after each number, every one of them replaced once before it stays. */
function course(mean: MovingMean, all: readonly number[]): number[] {
  // The first call finds no number to make permanent.
  return all.map((x) => {
    mean.push()
    mean.include(-7)
    mean.include(x)
    return mean.value
  })
}

/** Exponential means with a seed, by their definition. */
function slowExponential(all: readonly number[], period: number, seeds: number): number[] {
  let mean = NaN
  return all.map((x, i) => {
    if (i === seeds - 1) mean = sumOf(all.slice(0, seeds)) / seeds
    else if (i >= seeds) mean += (2 / (period + 1)) * (x - mean)
    return mean
  })
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0)

describe('MovingMean', () => {
  it('is the plain mean of the newest numbers, and none before there are so many', () => {
    let whole = 0
    fc.assert(
      fc.property(prices, periods, (all, period) => {
        course(new MovingMean(period, false), all).forEach((value, i) => {
          if (i < period - 1) return expect(value).toBeNaN()
          whole++
          expect(value).toBeCloseTo(sumOf(all.slice(i + 1 - period, i + 1)) / period, 10)
        })
      }),
      { seed: 21, numRuns: 300 },
    )
    expect(whole).toBeGreaterThan(2000)
  })

  it('is the exponential mean, with a seed of the length that is asked for', () => {
    let later = 0
    fc.assert(
      fc.property(prices, periods, periods, (all, period, seeds) => {
        const slow = slowExponential(all, period, seeds)
        course(new MovingMean(period, true, null, seeds), all).forEach((value, i) => {
          if (i < seeds - 1) return expect(value).toBeNaN()
          if (i > seeds) later++
          expect(value).toBeCloseTo(slow[i] as number, 10)
        })
      }),
      { seed: 22, numRuns: 300 },
    )
    expect(later).toBeGreaterThan(2000)
  })

  it('seeds with as many numbers as its period where nothing else is said', () => {
    expect(course(new MovingMean(3, true), [1, 2, 6, 7])).toEqual([NaN, NaN, 3, 5])
  })

  it('is what another average makes of the same numbers', () => {
    const other = new ExponentialMean(2, 0.5)
    const part = { commit: () => other.commit(), amend: (x: number) => (other.include(x), other.value) }
    expect(course(new MovingMean(2, false, part), [2, 4, 7, 1])).toEqual([NaN, 3, 5, 3])
  })
})
