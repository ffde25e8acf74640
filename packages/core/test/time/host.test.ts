import { afterEach, describe, expect, it, vi } from 'vitest'
import { monotonicMs, yieldToHost } from '../../src/time/index.js'

describe('monotonicMs', () => {
  it('never runs backwards', () => {
    const times = Array.from({ length: 1_000 }, monotonicMs)
    expect(times.every((time, i) => i === 0 || time >= (times[i - 1] as number))).toBe(true)
  })
})

describe('yieldToHost', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('lets timers and input run where setImmediate is known', async () => {
    expect(await turnsOfHost(100)).toBeGreaterThan(0)
  })

  it('does so by a message where it is not, and leaves nothing open behind', async () => {
    vi.stubGlobal('setImmediate', undefined)
    expect(await turnsOfHost(100)).toBeGreaterThan(0)
  })
})

/** How often a host's timer ran while we gave it turns. */
async function turnsOfHost(most: number): Promise<number> {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  for (let i = 0; i < most * 1_000 && turns === 0; i++) await yieldToHost()
  clearInterval(timer)
  return turns
}
