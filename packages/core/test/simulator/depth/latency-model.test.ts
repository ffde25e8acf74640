import { describe, expect, it } from 'vitest'
import { constantLatency, depthVenue, loggedLatency, sampledLatency } from '../../../src/session/trading.js'

describe('latencies', () => {
  it('E4: of a sample are drawn from it, alike in each run and apart for each instrument', () => {
    const model = sampledLatency({ seed: 5, entryMs: [1, 2, 3], responseMs: [10, 20] })
    const draw = (id: string): number[] => {
      const way = model.create(id)
      return Array.from({ length: 200 }, (_, i) => way.entryMs(i) + way.responseMs(i))
    }
    expect(draw('A')).toEqual(draw('A'))
    expect(draw('A')).not.toEqual(draw('B'))
    expect(new Set(draw('A'))).toEqual(new Set([11, 12, 13, 21, 22, 23]))
  })

  it('of a log go straight between its orders and stay level beyond its ends', () => {
    const log = [
      { sentTs: 0, exchangeTs: 1_004, answeredTs: 10 },
      { sentTs: 100, exchangeTs: 1_108, answeredTs: 120 },
    ]
    const way = loggedLatency({ log, clockAheadMs: 1_000 }).create('A')
    expect([-50, 0, 25, 100, 900].map((now) => way.entryMs(now))).toEqual([4, 4, 5, 8, 8])
    expect([0, 4, 56, 108, 900].map((now) => way.responseMs(now))).toEqual([6, 6, 9, 12, 12])
  })

  it('E4: below 0 are refused, never cut to 0', () => {
    const behind = [{ sentTs: 1_000, exchangeTs: 998, answeredTs: 1_010 }]
    expect(() => loggedLatency({ log: behind })).toThrow('log[0], sentTs to exchangeTs, was -2')
    expect(() => loggedLatency({ log: [] })).toThrow('at least one order')
    expect(() => sampledLatency({ seed: 1, entryMs: [1, -1], responseMs: [1] })).toThrow('entryMs[1] was -1')
    expect(() => constantLatency({ responseMs: NaN })).toThrow('responseMs was NaN')
    expect(() => depthVenue({ feedMs: -1 })).toThrow('feedMs was -1')
    expect(() => depthVenue({ throughFill: 'all' as 'whole' })).toThrow("'shown' or 'whole'")
  })
})
