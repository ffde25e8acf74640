import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GainsLosses } from '../../src/window/index.js'

const price = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 1, max: 1000, noNaN: true }))
const prices = fc.array(price, { minLength: 1, maxLength: 60, size: 'max' })
const periods = fc.integer({ min: 1, max: 9 })

/** Gain and loss after each sample, every one of them replaced once before it stays. */
function course(parts: GainsLosses, all: readonly number[]): (readonly [number, number])[] {
  return all.map((x, i) => {
    if (i > 0) parts.push()
    parts.include(500)
    parts.include(x)
    return [parts.gain, parts.loss] as const
  })
}

const changesOf = (all: readonly number[]): number[] => all.slice(1).map((x, i) => x - (all[i] as number))
const gainsOf = (changes: readonly number[]): number => changes.reduce((sum, x) => sum + Math.max(x, 0), 0)
const lossesOf = (changes: readonly number[]): number => changes.reduce((sum, x) => sum + Math.max(-x, 0), 0)

/** Wilder's mean of numbers: their sum up to `period`, then their mean, smoothed. */
function wilder(numbers: readonly number[], period: number): number {
  if (numbers.length < period) return numbers.reduce((sum, x) => sum + x, 0)
  const first = numbers.slice(0, period).reduce((sum, x) => sum + x, 0) / period
  return numbers.slice(period).reduce((mean, x) => mean + (x - mean) / period, first)
}

describe('GainsLosses', () => {
  it("is Wilder's means of gains and of losses, their sums while warming up", () => {
    let smoothed = 0
    fc.assert(
      fc.property(prices, periods, (all, period) => {
        course(new GainsLosses(period), all).forEach(([gain, loss], i) => {
          const changes = changesOf(all.slice(0, i + 1))
          const ups = changes.map((x) => Math.max(x, 0))
          const downs = changes.map((x) => Math.max(-x, 0))
          expect(gain).toBeCloseTo(wilder(ups, period), 9)
          expect(loss).toBeCloseTo(wilder(downs, period), 9)
          if (i > period) smoothed++
        })
      }),
      { seed: 23, numRuns: 300 },
    )
    expect(smoothed).toBeGreaterThan(2000)
  })

  it('is the sums over the newest changes where nothing is to be smoothed', () => {
    let turned = 0
    fc.assert(
      fc.property(prices, periods, (all, period) => {
        course(new GainsLosses(period, 'none'), all).forEach(([gain, loss], i) => {
          const changes = changesOf(all.slice(0, i + 1)).slice(-period)
          expect(gain).toBeCloseTo(gainsOf(changes), 9)
          expect(loss).toBeCloseTo(lossesOf(changes), 9)
          if (i > 2 * period) turned++
        })
      }),
      { seed: 24, numRuns: 300 },
    )
    expect(turned).toBeGreaterThan(1000)
  })

  it('gives exactly nothing for a market that stands still after a wild move', () => {
    const still = course(new GainsLosses(3, 'none'), [1, 1e12, 0.1, 7, 7, 7, 7])
    expect(still.at(-1)).toEqual([0, 0])
  })
})
