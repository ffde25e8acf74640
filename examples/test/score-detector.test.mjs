import { describe, expect, it } from 'vitest'
import { scoreDetector } from '../src/score-detector.mjs'

const PUMPS = [
  { startTs: 100, endTs: 200 },
  { startTs: 500, endTs: 600 },
]

describe('scoreDetector', () => {
  it('counts hits, misses and false alarms', () => {
    const signals = [{ ts: 50 }, { ts: 120 }, { ts: 180 }, { ts: 201 }]
    expect(scoreDetector(signals, PUMPS)).toEqual({
      signals: 4,
      hits: 2,
      falseAlarms: 2,
      pumps: 2,
      found: 1,
      precision: 0.5,
      recall: 0.5,
      medianDelayMs: 20,
    })
  })

  it('has no precision without signals, and no recall without pumps', () => {
    expect(scoreDetector([], PUMPS)).toMatchObject({ precision: null, recall: 0, medianDelayMs: null })
    expect(scoreDetector([{ ts: 1 }], [])).toMatchObject({ precision: 0, recall: null })
  })
})
