import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RunTimers } from '../../src/session/run-timers.js'

it('timers run in order of time, those of one instant in order of arming, and may arm others', () => {
  let together = 0
  let past = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 60 }), (pairs) => {
      const clock = { now: 0 }
      const ran: { readonly ts: number; readonly armed: number }[] = []
      const timers = new RunTimers({ clock, tellAll: () => undefined })
      let armed = 0
      const arm = (ts: number, then: number | null): void => {
        const mine = armed++
        if (ts < clock.now) past++
        timers.at(ts, () => {
          ran.push({ ts: clock.now, armed: mine })
          if (then !== null) arm(then, null)
        })
      }
      for (const [ts, then] of pairs) arm(ts, then)
      while (timers.headKey < Infinity) {
        const due = timers.headKey
        timers.runNext()
        expect(clock.now).toBe(due)
      }
      expect(ran).toHaveLength(2 * pairs.length)
      for (let i = 1; i < ran.length; i++) {
        const [before, after] = [ran[i - 1]!, ran[i]!]
        expect(after.ts >= before.ts).toBe(true)
        if (after.ts !== before.ts) continue
        together++
        expect(after.armed).toBeGreaterThan(before.armed)
      }
    }),
  )
  expect(together).toBeGreaterThan(100)
  expect(past).toBeGreaterThan(100)
})

it('those of the account run after all others of their instant, in order of arming', () => {
  const clock = { now: NaN }
  const ran: string[] = []
  const timers = new RunTimers({ clock, tellAll: () => undefined })
  timers.atLast(5, () => ran.push('account'))
  timers.at(5, () => {
    ran.push('order')
    timers.at(5, () => ran.push('its answer'))
  })
  timers.atLast(5, () => ran.push('account again'))
  timers.atLast(4, () => ran.push('before'))
  while (timers.headKey < Infinity) timers.runNext()
  expect(ran).toEqual(['before', 'order', 'its answer', 'account', 'account again'])
})
