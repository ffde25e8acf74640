import { describe, expect, it } from 'vitest'
import { HilbertCycle } from '../../src/window/index.js'

/** The cycle after so many samples of a wave, each given twice, the first time wrong. */
function cycleOf(period: number, samples: number): HilbertCycle {
  const cycle = new HilbertCycle(12)
  for (let at = 0; at < samples; at++) {
    if (at > 0) cycle.commit()
    cycle.newest = 1e6
    cycle.amend(at)
    cycle.newest = 100 + Math.sin((2 * Math.PI * at) / period)
    expect(cycle.amend(at)).toBe(at >= 12)
  }
  return cycle
}

describe('HilbertCycle', () => {
  it('finds the period of a wave, whatever its newest samples were before they were replaced', () => {
    for (const period of [10, 15, 20, 30]) {
      const { period: found, smoothPeriod } = cycleOf(period, 400)
      expect(Math.abs(found / period - 1)).toBeLessThan(0.1)
      expect(Math.abs(smoothPeriod / period - 1)).toBeLessThan(0.1)
    }
  })

  it('says no period outside of 6 to 50 samples', () => {
    expect(cycleOf(3, 400).period).toBeGreaterThanOrEqual(6)
    expect(cycleOf(200, 400).period).toBeLessThanOrEqual(50)
  })
})
