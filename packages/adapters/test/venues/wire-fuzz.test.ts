import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireResult } from '../../src/wire/wire-result.js'
import { goodFrames, mexc, NOW } from './frames.js'
import { goodBytes } from './byte-frames.js'
import { applyChange, change } from './mutations.js'
import { soundness } from './soundness.js'

const at = fc.nat(10_000)

describe('changed frames', () => {
  it('A1 A2 A3 A5: text with fields dropped, renamed, retyped, cut or overwritten never throws nor gives a number that is none', () => {
    const seen = { events: 0, refused: 0, value: 0, drop: 0, rename: 0, cut: 0, splice: 0 }
    const readers = goodFrames.map(({ wire }) => wire())
    fc.assert(
      fc.property(fc.nat(goodFrames.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (index, changes) => {
        const text = changes.reduce((now, one) => applyChange(now, one), JSON.stringify(goodFrames[index]?.message))
        for (const { kind } of changes) seen[kind]++
        const result = readers[index]?.read(text, NOW) as WireResult
        expectSound(result)
        if (result.events.length > 0) seen.events++
        if (result.faults.length > 0) seen.refused++
      }),
      { numRuns: 4000 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(200)
  })

  it('A1 A2: bytes with any of them changed, put in or taken out never throw nor give a number that is none', () => {
    const seen = { events: 0, refused: 0 }
    const reader = mexc()
    const edit = fc.record({ at, remove: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) })
    fc.assert(
      fc.property(fc.nat(goodBytes.length - 1), fc.array(edit, { minLength: 1, maxLength: 3 }), (index, edits) => {
        const bytes = Array.from(goodBytes[index]?.frame ?? [])
        for (const { at: place, remove, put } of edits) bytes.splice(place % (bytes.length + 1), remove, ...put)
        const result = reader.read(Uint8Array.from(bytes), NOW)
        expectSound(result)
        if (result.events.length > 0) seen.events++
        if (result.faults.length > 0) seen.refused++
      }),
      { numRuns: 4000 },
    )
    expect(seen.events).toBeGreaterThan(200)
    expect(seen.refused).toBeGreaterThan(1000)
  })
})

/** Something came of it, nothing of it is impossible. */
function expectSound({ events, faults, control }: WireResult): void {
  // An empty array of messages is the one frame that holds nothing.
  if (events.length + faults.length === 0 && control === null) return
  for (const event of events) expect(soundness(event)).toBe('sound')
  for (const fault of faults) expect(fault.value.length).toBeLessThanOrEqual(500)
}
