import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProtoReader } from '../../src/wire/proto-reader.js'
import { WireRefusal } from '../../src/wire/refusal.js'
import { proto, varint, type ProtoField } from './proto-writer.js'

/** Reads every field, each as what was written. */
function readBack(bytes: Uint8Array, fields: readonly ProtoField[]): unknown[] {
  const reader = new ProtoReader(bytes)
  return fields.map(([number, value]) => {
    if (!reader.next()) return 'ended'
    const read = typeof value === 'number' ? reader.whole('x') : reader.text('x')
    return [reader.field === number, read]
  })
}

function refusalOf(bytes: Uint8Array, read: (reader: ProtoReader) => unknown = () => null): WireRefusal | undefined {
  const reader = new ProtoReader(bytes)
  try {
    while (reader.next()) read(reader)
    return undefined
  } catch (refusal) {
    if (refusal instanceof WireRefusal) return refusal
    throw refusal
  }
}

const field: fc.Arbitrary<ProtoField> = fc.tuple(
  fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(1, 15, 16, 536_870_911)),
  fc.oneof(fc.maxSafeNat(), fc.string({ unit: 'grapheme', maxLength: 200 })),
)

describe('a reader of proto3', () => {
  it('gives back what was written: numbers to 2^53, text in any script', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
        expect(readBack(proto(...fields), fields)).toEqual(fields.map(([, value]) => [true, value]))
      }),
      { numRuns: 500 },
    )
  })

  it('skips fields that nobody asks for, of every wire type', () => {
    const fixed = [...varint(20 * 8 + 1), ...Array<number>(8).fill(7), ...varint(21 * 8 + 5), 1, 2, 3, 4]
    const bytes = Uint8Array.from([...proto([9, 'no'], [10, 5]), ...fixed, ...proto([3, 'BTCUSDT'])])
    const found: string[] = []
    expect(
      refusalOf(bytes, (reader) => (reader.field === 3 ? found.push(reader.text('symbol')) : null)),
    ).toBeUndefined()
    expect(found).toEqual(['BTCUSDT'])
  })

  it('A1: cut anywhere, it refuses or ends between two fields, and never reads beyond', () => {
    const fields: ProtoField[] = [
      [1, 'a channel'],
      [6, 1_763_645_012_100],
      [314, proto([1, proto([1, '9.5'])])],
    ]
    const whole = proto(...fields)
    const ends = new Set([0, proto(...fields.slice(0, 1)).length, proto(...fields.slice(0, 2)).length])
    for (let length = 0; length < whole.length; length++) {
      expect(refusalOf(whole.subarray(0, length))?.reason).toBe(ends.has(length) ? undefined : 'not_protobuf')
    }
  })

  it('A1: any bytes are read or refused, nothing else is thrown', () => {
    let refused = 0
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        if (refusalOf(bytes, (reader) => reader.field % 3 === 0 && reader.text('x')) !== undefined) refused++
      }),
      { numRuns: 2000 },
    )
    expect(refused).toBeGreaterThan(1000)
  })

  it.each([
    ['field 0', [0x00, 0x00]],
    ['a group', [0x0b]],
    ['the end of a group', [0x0c]],
    ['wire type 7', [0x0f, 0x00]],
    ['a number of more than 10 bytes', [0x08, ...Array<number>(10).fill(0xff), 0x01]],
    ['text longer than the message', [0x0a, 0x7f, 0x41]],
    ['text of 2^63 bytes', [0x0a, ...Array<number>(8).fill(0xff), 0x7f]],
    ['8 bytes of which 7 are there', [0x09, 1, 2, 3, 4, 5, 6, 7]],
  ])('A1: refuses %s', (_name, bytes) => {
    expect(refusalOf(Uint8Array.from(bytes))?.reason).toBe('not_protobuf')
  })

  it('A4: refuses a number that no double holds, and a negative one', () => {
    const whole = (value: number | bigint): string | undefined =>
      refusalOf(proto([1, value]), (reader) => reader.whole('id'))?.reason
    expect(whole(Number.MAX_SAFE_INTEGER)).toBeUndefined()
    expect(whole(2n ** 53n)).toBe('bad_id')
    expect(whole(2n ** 53n + 1n)).toBe('bad_id')
    expect(whole(-1)).toBe('bad_id')
  })

  it('A3: refuses a known field of another wire type, and text that is not UTF-8', () => {
    expect(refusalOf(proto([1, 5]), (reader) => reader.text('price'))?.reason).toBe('bad_field')
    expect(refusalOf(proto([1, 'x']), (reader) => reader.whole('time'))?.reason).toBe('bad_field')
    expect(refusalOf(proto([1, 5]), (reader) => reader.message('body'))?.reason).toBe('bad_field')
    expect(refusalOf(proto([1, Uint8Array.of(0xc3)]), (reader) => reader.text('symbol'))?.reason).toBe('bad_field')
  })
})
