/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Digest } from '../../src/math/index.js'

const anyDouble: fc.Arbitrary<number> = fc.double()
const column: fc.Arbitrary<Float64Array> = fc.float64Array({ maxLength: 40 })

describe('Digest', () => {
  it('is the same on every runtime and in every version', () => {
    const numbers = new Digest()
    for (const value of [0, 1, -1, 64.5, 0.1, 1e308, 5e-324, Infinity, NaN]) numbers.number(value)
    const bytes = new Digest()
    bytes.bytes(Int8Array.of(1, -1, 0, 127, -128))
    expect({
      nothing: new Digest().hex(),
      zero: ofNumber(0),
      sixtyFour: ofNumber(64.5),
      numbers: numbers.hex(),
      empty: ofTexts(''),
      instrument: ofTexts('AAPL@XNAS'),
      characters: ofTexts('naïve 翼 🎉 \u0000\ud800'),
      bytes: bytes.hex(),
    }).toMatchInlineSnapshot(`
      {
        "bytes": "306669d800e3b1a514e73281a0632099",
        "characters": "a02ffede43a75e3414781c4a056f721f",
        "empty": "ac9f2c62dc971ae46ec43ce2af4de67e",
        "instrument": "32e53e70f2c87c343d132b06dab99516",
        "nothing": "e878845197a566071582b8a1d08afe5c",
        "numbers": "66157be7c86b0ecafecceefc1adeb421",
        "sixtyFour": "5e41c7638c3c125209026ad6e6558554",
        "zero": "ac9f2c62dc971ae46ec43ce2af4de67e",
      }
    `)
  })

  it('leaves no trace of how a column was cut', () => {
    fc.assert(
      fc.property(column, fc.array(fc.nat(40)), (values, cuts) => {
        const inPieces = new Digest()
        const edges = [0, ...cuts.filter((cut) => cut <= values.length).sort((a, b) => a - b), values.length]
        for (let i = 1; i < edges.length; i++) inPieces.column(values, edges[i - 1], edges[i])
        const oneByOne = new Digest()
        for (const value of values) oneByOne.number(value)
        const inViews = new Digest()
        for (let i = 1; i < edges.length; i++) inViews.column(values.subarray(edges[i - 1], edges[i]))
        expect([inPieces.hex(), oneByOne.hex(), inViews.hex()]).toEqual(Array(3).fill(ofColumn(values)))
      }),
    )
  })

  it('leaves no trace of how bytes were cut', () => {
    fc.assert(
      fc.property(fc.int8Array({ maxLength: 30 }), fc.nat(30), (values, cut) => {
        const inPieces = new Digest()
        inPieces.bytes(values, 0, Math.min(cut, values.length))
        inPieces.bytes(values, Math.min(cut, values.length))
        const oneByOne = new Digest()
        for (const value of values) oneByOne.bytes(Int8Array.of(value))
        expect([inPieces.hex(), oneByOne.hex()]).toEqual(Array(2).fill(ofBytes(values)))
      }),
    )
  })

  it('changes with any other byte at any place, and with their number', () => {
    fc.assert(
      fc.property(
        fc.int8Array({ minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.integer({ min: -128, max: 127 }),
        (values, at, other) => {
          const after = values.slice()
          after[at % values.length] = other
          const same = other === values[at % values.length]
          expect(ofBytes(after) === ofBytes(values)).toBe(same)
          expect(ofBytes(Int8Array.of(...values, 0))).not.toBe(ofBytes(values))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('changes with one bit of any number at any place', () => {
    fc.assert(
      fc.property(fc.array(anyDouble, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(63), (values, at, bit) => {
        const before = Float64Array.from(values)
        const after = before.slice()
        new BigUint64Array(after.buffer)[at % values.length]! ^= 1n << BigInt(bit)
        const same = before.every((value, i) => value === after[i] || (Number.isNaN(value) && Number.isNaN(after[i])))
        expect(ofColumn(after) === ofColumn(before)).toBe(same)
      }),
      { numRuns: 2_000 },
    )
  })

  it('changes with one ulp at every place of a long column', () => {
    const prices = Float64Array.from({ length: 500 }, (_, i) => 100 + i / 64)
    const all = new Set([ofColumn(prices)])
    for (let i = 0; i < prices.length; i++) {
      const moved = prices.slice()
      new BigUint64Array(moved.buffer)[i]! += 1n
      all.add(ofColumn(moved))
    }
    expect(all.size).toBe(501)
  })

  it('tells the order of numbers, and how many there were', () => {
    fc.assert(
      fc.property(fc.array(anyDouble, { minLength: 2, maxLength: 10 }), fc.nat(), fc.nat(), (values, i, j) => {
        const swapped = values.slice()
        const [a, b] = [i % values.length, j % values.length]
        swapped[a] = values[b] as number
        swapped[b] = values[a] as number
        const same = values.every(
          (value, k) =>
            value === swapped[k] || (Number.isNaN(value) === Number.isNaN(swapped[k]!) && Number.isNaN(value)),
        )
        expect(ofColumn(Float64Array.from(swapped)) === ofColumn(Float64Array.from(values))).toBe(same)
      }),
    )
    const zeros = new Set(Array.from({ length: 200 }, (_, length) => ofColumn(new Float64Array(length))))
    expect(zeros.size).toBe(200)
  })

  it('takes every NaN for the same, whatever its bits, and -0 for 0', () => {
    const nans = new Float64Array(4)
    new BigUint64Array(nans.buffer).set([
      0x7ff8000000000000n,
      0xfff8000000000001n,
      0x7ff0000000000001n,
      0x7fffffffffffffffn,
    ])
    expect(new Set(Array.from(nans, (_, i) => ofColumn(nans.subarray(i, i + 1)))).size).toBe(1)
    expect(ofColumn(nans.subarray(0, 1))).toBe(ofNumber(NaN))
    expect(ofNumber(-0)).toBe(ofNumber(0))
    expect(ofColumn(Float64Array.of(-0))).toBe(ofNumber(0))
    expect(
      new Set([
        ofNumber(Infinity),
        ofNumber(-Infinity),
        ofNumber(NaN),
        ofNumber(0),
        ofNumber(5e-324),
        ofNumber(-5e-324),
      ]).size,
    ).toBe(6)
  })

  it('tells apart texts that only differ in where they end', () => {
    expect(ofTexts('ab', 'c')).not.toBe(ofTexts('a', 'bc'))
    expect(ofTexts('abc')).not.toBe(ofTexts('abc', ''))
    expect(ofTexts('abc')).not.toBe(ofTexts('abc\u0000'))
    expect(ofTexts('')).not.toBe(new Digest().hex())
  })

  it('tells apart any two lists of texts, code unit by code unit', () => {
    // Units whose bits look like a NaN or like -0 where four of them are taken for a double, and lone surrogates.
    const unit = fc.constantFrom(
      '\u0000',
      'a',
      'b',
      '翼',
      '\u7ff0',
      '\u7fff',
      '\u8000',
      '\ufff0',
      '\ufffd',
      '\uffff',
      '\ud800',
      '\udc00',
    )
    const texts = fc.array(
      fc.array(unit, { maxLength: 8 }).map((units) => units.join('')),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(ofTexts(...a) === ofTexts(...b)).toBe(a.length === b.length && a.every((text, i) => text === b[i]))
      }),
      { numRuns: 2_000 },
    )
    expect(ofTexts('aaa翼')).not.toBe(ofTexts('bbb翼'))
    expect(ofTexts('\u0000\u0000\u0000\u8000')).not.toBe(ofTexts('\u0000\u0000\u0000\u0000'))
  })

  it('tells what it has seen so far and goes on', () => {
    const digest = new Digest()
    digest.number(1)
    expect(digest.hex()).toBe(ofNumber(1))
    expect(digest.hex()).toBe(ofNumber(1))
    digest.number(2)
    expect(digest.hex()).toBe(ofColumn(Float64Array.of(1, 2)))
    expect(digest.hex()).toMatch(/^[0-9a-f]{32}$/)
  })
})

function ofNumber(value: number): string {
  const digest = new Digest()
  digest.number(value)
  return digest.hex()
}

function ofBytes(values: Int8Array): string {
  const digest = new Digest()
  digest.bytes(values)
  return digest.hex()
}

function ofColumn(values: Float64Array): string {
  const digest = new Digest()
  digest.column(values)
  return digest.hex()
}

function ofTexts(...texts: readonly string[]): string {
  const digest = new Digest()
  for (const text of texts) digest.text(text)
  return digest.hex()
}
