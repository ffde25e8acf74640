import { expect, it } from 'vitest'
import { TickStore } from '../../src/window/index.js'
import { latePlace } from '../../src/window/late-place.js'

it('C1: a late tick falls before a window, into it, or behind its end, by its place and its time', () => {
  const ticks = new TickStore(4)
  ticks.join({ oldestTick: 0 })
  for (const ts of [10, 20, 30, 40, 50]) ticks.append(ts, 1, 1)
  const places = (a: number): string[] => [0, 1, 2, 3, 4].map((at) => latePlace(ticks, at, 1, 3, a))
  // The window holds ticks 1 and 2; a tick put at its first place may still be older than its start.
  expect(places(15)).toEqual(['before', 'inside', 'inside', 'after', 'after'])
  expect(places(20)).toEqual(['before', 'before', 'inside', 'after', 'after'])
  expect(places(5)).toEqual(['before', 'inside', 'inside', 'after', 'after'])
})
