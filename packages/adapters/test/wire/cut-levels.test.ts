import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutLevels } from '../../src/wire/binance/cut-levels.js'
import type { WireResult } from '../../src/wire/wire-result.js'
import { goodFrames, NOW, spot, usdm } from '../venues/frames.js'
import { applyChange, change } from '../venues/mutations.js'

const head = '"e":"depthUpdate","E":1763645012000,"T":1763645012000,"s":"BTCUSDT","U":1,"u":2,"pu":0,'
const bare = (levels: string, tail = ''): string => `{${head}${levels}${tail}}`

/** The same message, written so that it is read the long way. */
const theLongWay = (text: string): string => text.replaceAll('"b":[', '"b": [')

const essence = ({ events, faults, control }: WireResult): unknown => ({
  events,
  faults: faults.map(({ reason, field }) => [reason, field]),
  control,
})

describe('levels that are cut out of the text', () => {
  it('are those of JSON.parse, bare and in an envelope, with and without fields after them', () => {
    const text = fc.tuple(fc.nat(99_999), fc.nat(99)).map(([whole, part]) => `${whole + 1}.${part}`)
    const levels = fc.array(fc.tuple(text, fc.oneof(text, fc.constantFrom('0', '0.00000000', '7'))), { maxLength: 9 })
    fc.assert(
      fc.property(levels, levels, fc.constantFrom('', ',"ps":"BTCUSDT","st":1'), fc.boolean(), (b, a, tail, isBare) => {
        const data = bare(`"b":${JSON.stringify(b)},"a":${JSON.stringify(a)}`, tail)
        const cut = cutLevels(isBare ? data : `{"stream":"btcusdt@depth","data":${data}}`)
        expect([cut?.bids, cut?.asks]).toEqual([b, a])
        expect(JSON.parse(cut?.rest ?? '')).toBeDefined()
      }),
    )
  })

  it.each([
    ['another b before', `{"b":1,${head}"b":[["1","1"]],"a":[]}`],
    ['another b after', bare('"b":[["1","1"]],"a":[]', ',"b":[["2","2"]]')],
    ['another b, written with an escape', bare('"b":[["1","1"]],"a":[]', ',"\\u0062":[["2","2"]]')],
    ['a b within an object', `{"x":{"b":[["1","1"]],"a":[]},${head}"b":[["2","2"]],"a":[]}`],
    ['a b within data of data', `{"data":{"data":{"b":[["1","1"]],"a":[]}},${head}"b":[["2","2"]],"a":[]}`],
    ['a b within an array', `[{${head}"b":[["1","1"]],"a":[]}]`],
    ['a message within another field', `{"stream":"x","other":{${head}"b":[["1","1"]],"a":[]}}`],
    ['a and b the other way round', bare('"a":[],"b":[["1","1"]]')],
    ['a blank', bare('"b":[["1", "1"]],"a":[]')],
    ['a third part', bare('"b":[["1","1","x"]],"a":[]')],
    ['a number', bare('"b":[[1,"1"]],"a":[]')],
    ['a price of zero', bare('"b":[["0.00","1"]],"a":[]')],
    ['an exponent', bare('"b":[["1e5","1"]],"a":[]')],
    ['a minus', bare('"b":[["1","-1"]],"a":[]')],
    ['a point at the end', bare('"b":[["1.","1"]],"a":[]')],
    ['an empty text', bare('"b":[["","1"]],"a":[]')],
    ['41 digits', bare(`"b":[["${'1'.repeat(41)}","1"]],"a":[]`)],
    ['the end of the text', bare('"b":[["1","1').slice(0, -1)],
    ['a comma too many', bare('"b":[["1","1"],],"a":[]')],
  ])('are not cut where there is %s', (_what, text) => {
    expect(cutLevels(text)).toBeNull()
  })

  it('A1 A2 A3: whatever is changed in a frame, the short way and the long one say the same', () => {
    const frames = [
      ...goodFrames.filter(({ gives }) => gives === 'OrderBookDelta').map(({ message }) => JSON.stringify(message)),
      bare('"b":[["1.50","2"],["1.49","0"]],"a":[["1.51","3"],["1.52","0.00"]]', ',"ps":"BTCUSDT"'),
      `{"stream":"btcusdt@depth","data":${bare('"b":[],"a":[["9.5","1"]]')}}`,
    ]
    const seen = { cut: 0, events: 0, refused: 0 }
    fc.assert(
      fc.property(fc.nat(frames.length - 1), fc.array(change, { maxLength: 2 }), (index, changes) => {
        const text = changes.reduce((now, one) => applyChange(now, one), frames[index] as string)
        if (cutLevels(text) !== null) seen.cut++
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
