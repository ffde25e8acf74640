import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarketEvent } from '@tapeline/core'
import type { WireResult } from '../../src/wire/wire-result.js'
import { goodFrames, mexc, NOW } from './frames.js'
import { goodBytes } from './byte-frames.js'
import { changed, leaves, oddValue } from './mutations.js'

type Change =
  | { readonly kind: 'value'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'drop' | 'rename' | 'cut'; readonly at: number }
  | { readonly kind: 'splice'; readonly at: number; readonly text: string }

const at = fc.nat(10_000)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), at, value: oddValue }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'rename' as const, 'cut' as const), at }),
  fc.record({ kind: fc.constant('splice' as const), at, text: fc.string({ unit: 'binary', maxLength: 3 }) }),
)

describe('changed frames', () => {
  it('A1 A2 A3 A5: text with fields dropped, renamed, retyped, cut or overwritten never throws nor gives a number that is none', () => {
    const seen = { events: 0, refused: 0, value: 0, drop: 0, rename: 0, cut: 0, splice: 0 }
    const readers = goodFrames.map(({ wire }) => wire())
    fc.assert(
      fc.property(fc.nat(goodFrames.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (index, changes) => {
        const text = changes.reduce((now, one) => apply(now, one), JSON.stringify(goodFrames[index]?.message))
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

function apply(text: string, change: Change): string {
  if (change.kind === 'cut') return text.slice(0, change.at % (text.length + 1))
  if (change.kind === 'splice') {
    const place = change.at % (text.length + 1)
    return text.slice(0, place) + change.text + text.slice(place + change.text.length)
  }
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return text
  }
  const paths = leaves(message)
  const path = paths[change.at % Math.max(1, paths.length)]
  if (path === undefined) return text
  if (change.kind === 'value') return JSON.stringify(changed(message, path, change.value)) ?? ''
  if (change.kind === 'rename') return text.replace(`"${path.split('.').at(-1)}":`, '"renamed":')
  return JSON.stringify(changed(message, path, undefined))
}

/** Something came of it, nothing of it is impossible. */
function expectSound({ events, faults, control }: WireResult): void {
  // An empty array of messages is the one frame that holds nothing.
  if (events.length + faults.length === 0 && control === null) return
  for (const event of events) expect(soundness(event)).toBe('sound')
  for (const fault of faults) expect(fault.value.length).toBeLessThanOrEqual(500)
}

const DECIMAL = /^\d{1,40}(?:\.\d{1,40})?$/

function soundness(event: MarketEvent): string {
  for (const [name, value] of Object.entries(event)) {
    if (typeof value === 'number' && !Number.isFinite(value)) return `${name} is ${value}`
    if (typeof value === 'number' && value < 0 && name !== 'rate') return `${name} is ${value}`
  }
  if (event.type === 'OrderBookDelta' || event.type === 'OrderBookSnapshot') {
    if (!Number.isSafeInteger(event.sequence)) return `sequence is ${event.sequence}`
    for (const [price, size] of [...event.bids, ...event.asks]) {
      for (const part of [price, size]) if (typeof part === 'string' && !DECIMAL.test(part)) return `a level of ${part}`
      if (!(Number(price) > 0 && Number(price) < Infinity)) return `a price of ${price}`
      if (!(Number(size) >= 0 && Number(size) < Infinity)) return `a size of ${size}`
    }
  }
  return 'sound'
}
