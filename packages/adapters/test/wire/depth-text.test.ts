import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthText } from '../../src/wire/binance/depth-text.js'
import { exactDecimal } from '../../src/wire/decimal-text.js'
import type { WireResult } from '../../src/wire/wire-result.js'
import { goodFrames, NOW, spot, usdm } from '../venues/frames.js'
import { applyChange, change } from '../venues/mutations.js'

const head = '"e":"depthUpdate","E":1763645012000,"T":1763645012000,"s":"BTCUSDT","U":1,"u":2,"pu":1,'
const bare = (levels: string, tail = ''): string => `{${head}${levels}${tail}}`

/** The same message, written so that it is read the long way: behind a blank. */
const theLongWay = (text: string): string => ` ${text}`

const essence = ({ events, faults, control }: WireResult): unknown => ({
  events,
  faults: faults.map((fault) => (fault.reason === 'not_json' ? fault.reason : fault)),
  control,
})

/** Decimal text of any length, the most of it such as venues send. */
const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), minLength: 1, maxLength })
const part = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.nat(99_999), fc.nat(99)).map(([whole, places]) => `${whole + 1}.${places}`) },
  { weight: 1, arbitrary: fc.tuple(digits(14), digits(14)).map(([whole, places]) => `${whole}.${places}`) },
  { weight: 1, arbitrary: digits(18) },
)
const price = part.filter((text) => Number(text) > 0)
const size = fc.oneof(part, fc.constantFrom('0', '0.00000000', '0.0000000000', '7'))
const others = fc.constantFrom({}, { ps: 'BTCUSDT' }, { st: 1, ps: 'BTCUSDT', nq: 0 })
const id = fc.oneof(fc.nat(9), fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 1, max: 999_999_999_999_999 }))

describe('a depth message that is read by hand', () => {
  it('is that of JSON.parse, bare and in an envelope, its levels in numbers where these lose nothing', () => {
    const seen = { texts: 0, numbers: 0, zeros: 0, others: 0 }
    const levels = fc.array(fc.tuple(price, size), { maxLength: 9 })
    const head = fc.record({
      E: id,
      T: fc.option(id, { nil: undefined }),
      U: id,
      u: id,
      pu: fc.option(id, { nil: undefined }),
    })
    fc.assert(
      fc.property(levels, levels, head, others, fc.boolean(), (b, a, { E, T, U, u, pu }, tail, isBare) => {
        const data = { e: 'depthUpdate', E, ...(T === undefined ? {} : { T }), s: 'BTCUSDT', U, u }
        const message = { ...data, ...(pu === undefined ? {} : { pu }), b, a, ...tail }
        const read = depthText(JSON.stringify(isBare ? message : { stream: 'btcusdt@depth', data: message }))
        expect(read?.stream).toBe(isBare ? '' : 'btcusdt@depth')
        expect(read?.head).toEqual({ e: 'depthUpdate', E, T, s: 'BTCUSDT', U, u, pu })
        if (U === 0) seen.zeros++
        if (Object.keys(tail).length > 0) seen.others++
        const parts = [...b, ...a].flat()
        expect([read?.bids, read?.asks].flat(3)).toEqual(parts.map(exactDecimal))
        for (const value of parts.map(exactDecimal)) seen[typeof value === 'string' ? 'texts' : 'numbers']++
      }),
      { numRuns: 500 },
    )
    expect(seen.texts).toBeGreaterThan(200)
    expect(seen.numbers).toBeGreaterThan(2000)
    expect(seen.zeros).toBeGreaterThan(10)
    expect(seen.others).toBeGreaterThan(100)
  })

  it.each([
    ['another b before', `{"b":1,${head}"b":[["1","1"]],"a":[]}`],
    ['another b after', bare('"b":[["1","1"]],"a":[]', ',"b":[["2","2"]]')],
    ['another b, written with an escape', bare('"b":[["1","1"]],"a":[]', ',"\\u0062":[["2","2"]]')],
    ['a field read twice', bare('"b":[["1","1"]],"a":[]', ',"st":1,"u":9')],
    ['an object after the levels', bare('"b":[["1","1"]],"a":[]', ',"st":{}')],
    ['a fraction after the levels', bare('"b":[["1","1"]],"a":[]', ',"st":1.5')],
    ['a name with an escape after the levels', bare('"b":[["1","1"]],"a":[]', ',"\\u0075":9')],
    ['a comma after the levels', bare('"b":[["1","1"]],"a":[]', ',')],
    ['a message within an array', `[{${head}"b":[["1","1"]],"a":[]}]`],
    ['a message within another field', `{"stream":"x","other":{${head}"b":[["1","1"]],"a":[]}}`],
    ['a stream behind the data', `{"data":${bare('"b":[["1","1"]],"a":[]')},"stream":"x"}`],
    ['a brace too many', `${bare('"b":[],"a":[]')}}`],
    ['a brace too few', `{"stream":"x","data":${bare('"b":[],"a":[]')}`],
    ['an escape in the symbol', bare('"b":[],"a":[]').replace('BTC', '\\u0042TC')],
    ['a letter beyond ASCII in the symbol', bare('"b":[],"a":[]').replace('BTC', 'ÄTC')],
    ['a symbol without a letter', bare('"b":[],"a":[]').replace('BTCUSDT', '')],
    ['an id with a zero before it', bare('"b":[],"a":[]').replace('"u":2', '"u":02')],
    ['an id of 16 digits', bare('"b":[],"a":[]').replace('"u":2', '"u":1234567890123456')],
    ['an id with a fraction', bare('"b":[],"a":[]').replace('"u":2', '"u":2.5')],
    ['no id', bare('"b":[],"a":[]').replace('"u":2', '"u":')],
    ['an id below zero', bare('"b":[],"a":[]').replace('"pu":1', '"pu":-1')],
    ['a and b the other way round', bare('"a":[],"b":[["1","1"]]')],
    ['a blank', bare('"b":[["1", "1"]],"a":[]')],
    ['a third part', bare('"b":[["1","1","x"]],"a":[]')],
    ['a number', bare('"b":[[1,"1"]],"a":[]')],
    ['a price of zero', bare('"b":[["0.00","1"]],"a":[]')],
    ['a price of many zeros', bare('"b":[["0.0000000000","1"]],"a":[]')],
    ['an exponent', bare('"b":[["1e5","1"]],"a":[]')],
    ['a minus', bare('"b":[["1","-1"]],"a":[]')],
    ['a point at the end', bare('"b":[["1.","1"]],"a":[]')],
    ['a point before', bare('"b":[[".1","1"]],"a":[]')],
    ['two points', bare('"b":[["1.1.1","1"]],"a":[]')],
    ['an empty text', bare('"b":[["","1"]],"a":[]')],
    ['41 digits', bare(`"b":[["${'1'.repeat(41)}","1"]],"a":[]`)],
    ['the end of the text', bare('"b":[["1","1').slice(0, -1)],
    ['the end of the text and a brace', bare('"b":[["1","1')],
    ['a comma too many', bare('"b":[["1","1"],],"a":[]')],
  ])('is none where there is %s', (_what, text) => {
    expect(depthText(bare('"b":[["1","1"]],"a":[]'))).not.toBeNull()
    expect(depthText(text)).toBeNull()
  })

  it.each(Array.from({ length: 12 }, (_, length) => length * 11))('is none when it is cut off after %d', (length) => {
    const text = bare('"b":[["1.5","1"]],"a":[["1.75","0.00"]]')
    expect(depthText(text.slice(0, length))).toBeNull()
    expect(depthText(`${text.slice(0, length)}}`)).toBeNull()
  })

  it('A1 A2 A3: whatever is changed in a frame, the short way and the long one say the same', () => {
    const frames = [
      ...goodFrames.filter(({ gives }) => gives === 'OrderBookDelta').map(({ message }) => JSON.stringify(message)),
      bare('"b":[["1.50","2"],["1.49","0"]],"a":[["1.51","3"],["1.52","0.00"]]', ',"ps":"BTCUSDT","st":1'),
      bare('"b":[["1234567.123456789","2"],["0.00000000000000001","1234567890.00000000"]],"a":[]'),
      `{"stream":"btcusdt@depth","data":${bare('"b":[],"a":[["9.5","1"]]')}}`,
      `{"stream":"btcusdt@depth20@100ms","data":${bare('"b":[["9","1"]],"a":[["9.5","1"]]')}}`,
    ]
    const seen = { byHand: 0, events: 0, refused: 0 }
    fc.assert(
      fc.property(fc.nat(frames.length - 1), fc.array(change, { maxLength: 2 }), (index, changes) => {
        const text = changes.reduce((now, one) => applyChange(now, one), frames[index] as string)
        if (depthText(text) !== null) seen.byHand++
        for (const wire of [spot(), usdm()]) {
          const short = wire.read(text, NOW)
          expect(essence(short)).toEqual(essence(wire.read(theLongWay(text), NOW)))
          if (short.events.length > 0) seen.events++
          if (short.faults.length > 0) seen.refused++
        }
      }),
      { numRuns: 3000 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(400)
  })
})
