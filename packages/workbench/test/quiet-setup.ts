import fc from 'fast-check'
import { afterAll, afterEach, expect } from 'vitest'
import { watchNoise } from './quiet/noise.js'

// Properties are tried with the same cases in every run, so that a red run is the change's own doing and can be repeated.
// TAPELINE_SEED=random looks for new ones, TAPELINE_SEED=<number> repeats those of a report.
const seed = process.env['TAPELINE_SEED'] ?? '20261121'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })

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
