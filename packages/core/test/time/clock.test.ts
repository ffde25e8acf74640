import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock, VirtualClock } from '../../src/time/index.js'
import { caught } from '../caught.js'

describe("the machine's clock", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  it('rings at its moment, not before, at most once, and never within the call that armed it', async () => {
    vi.setSystemTime(1_000)
    const rung: string[] = []
    systemClock.at(900, () => rung.push('past'))
    systemClock.at(5_500, () => rung.push('later'))
    systemClock.at(3_000, () => rung.push('called off'))()
    systemClock.at(0, () => rung.push('called off'))()
    expect(rung).toEqual([])
    await Promise.resolve()
    expect(rung).toEqual(['past'])
    vi.advanceTimersByTime(4_499)
    expect(rung).toEqual(['past'])
    vi.advanceTimersByTime(10_000)
    expect(rung).toEqual(['past', 'later'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps to that where the moment comes between two readings of the time', async () => {
    let ms = 1_000
    const readings = vi.spyOn(Date, 'now').mockImplementation(() => ms++)
    const rung: number[] = []
    for (const ahead of [0, 1, 2]) {
      systemClock.at(ms + ahead, () => rung.push(ahead))
      expect(rung).toEqual([])
    }
    await Promise.resolve()
    vi.advanceTimersByTime(10)
    expect(rung).toEqual([0, 1, 2])
    readings.mockRestore()
  })

  it('A15: notices within a second that it was set forwards, and waits longer when it was set back', () => {
    vi.setSystemTime(0)
    const rung: number[] = []
    systemClock.at(3_600_000, () => rung.push(Date.now()))
    vi.advanceTimersByTime(500)
    vi.setSystemTime(7_200_000)
    vi.advanceTimersByTime(1_000)
    expect(rung).toHaveLength(1)
    systemClock.at(7_202_000, () => rung.push(Date.now()))
    vi.setSystemTime(7_190_000)
    vi.advanceTimersByTime(11_000)
    expect(rung).toHaveLength(1)
    vi.advanceTimersByTime(2_000)
    expect(rung).toHaveLength(2)
  })
})

describe('a virtual clock', () => {
  it('rings in order of time, then of arming, each alarm at its own moment', () => {
    const clock = new VirtualClock(10)
    const rung: string[] = []
    const ring = (name: string) => () => void rung.push(`${name} ${clock.now()}`)
    clock.at(30, ring('c'))
    clock.at(20, ring('a'))
    clock.at(20, () => {
      ring('b')()
      clock.at(25, ring('in between'))
      clock.at(5, ring('past'))
    })
    clock.at(40, ring('never'))()
    clock.moveTo(30)
    expect(rung).toEqual(['a 20', 'b 20', 'past 20', 'in between 25'])
    expect([clock.now(), clock.nextTs]).toEqual([30, 30])
    clock.settle()
    expect(rung.at(-1)).toBe('c 30')
    expect(clock.nextTs).toBe(Infinity)
  })

  it('refuses to go back, and alarms that arm themselves for ever', () => {
    const clock = new VirtualClock(10)
    expect(caught(() => clock.advanceTo(9))).toMatchObject({ code: 'BAD_PARAMETER' })
    expect(caught(() => clock.advanceTo(NaN))).toMatchObject({ code: 'BAD_PARAMETER' })
    const again = (): void => void clock.at(10, again)
    again()
    expect(caught(() => clock.settle())).toMatchObject({ code: 'TOO_MANY_TIMERS' })
  })
})
