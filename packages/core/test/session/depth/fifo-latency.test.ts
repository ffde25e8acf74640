import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lateFifoCase } from './fifo-cases.js'
import { runFifo } from './fifo-run.js'
import { referenceFifo } from './reference-fifo.js'

describe('a queue of single orders that is far away against a slow, obvious one', () => {
  it('E4, E8: orders, changes, cancels and answers take their time, and end in the same fills at the same times', async () => {
    const cases: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(lateFifoCase, async (given) => {
        expect((await runFifo(given)).fills).toEqual(referenceFifo(given, cases))
      }),
      { numRuns: 300, seed: 33 },
    )
    const hard = [
      'arrived in a gap',
      'arrived with a message',
      'cancel came too late',
      'canceled ahead',
      'change came too late',
      'crossed by the other side',
      'executed behind',
      'executed beyond',
      'filled in part while its cancel was on its way',
      'filled in part while its change was on its way',
      'filled too late to be heard of',
      'grew itself',
      'iceberg shown anew',
      'others came first while it was on its way',
      'shrank itself',
      'snapshot after a gap',
    ]
    expect(hard.filter((name) => (cases[name] ?? 0) < 10)).toEqual([])
  }, 60_000)

  it('agrees on markets that no seed has fixed, however they are chunked', async () => {
    await fc.assert(
      fc.asyncProperty(lateFifoCase, fc.integer({ min: 1, max: 9 }), async (given, chunkRows) => {
        const cut = await runFifo(given, chunkRows)
        expect(cut.fills).toEqual(referenceFifo(given, {}))
        expect(cut.digest).toBe((await runFifo(given)).digest)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
