import { afterAll, afterEach, expect } from 'vitest'
import { watchNoise } from './quiet/noise.js'

// Taken before any test can install fake timers.
const turn = setImmediate
const watch = watchNoise(console, process)

/** Node reports a rejection as unhandled one turn of the event loop after it happened. */
async function stayQuiet(): Promise<void> {
  await new Promise<void>((resolve) => turn(resolve))
  expect(
    watch.take(),
    'Tests print nothing and leave no rejection behind: assert on what you would print, await what you start.',
  ).toEqual([])
}

afterEach(stayQuiet)
afterAll(stayQuiet)
