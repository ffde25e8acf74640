import type { MarketEvent } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import { binanceWire } from '../../src/venues/binance.js'
import { gateSpotWire } from '../../src/venues/gate.js'
import { mexcContractWire } from '../../src/venues/mexc.js'
import type { WireReader } from '../../src/wire/wire-reader.js'
import { contract, gate, goodFrames, mexc, NOW, spot, usdm } from './frames.js'
import { goodBytes } from './byte-frames.js'
import { at, changed, leaves } from './mutations.js'

const readers = { spot, usdm, gate, mexc, contract }
const each = Object.entries(readers) as [string, () => WireReader][]

/** The first reason of a frame that gave nothing; `events` where it gave some. */
function reason(reader: WireReader, frame: string | Uint8Array): string {
  const { events, faults, control } = reader.read(frame, NOW)
  if (events.length > 0 || control !== null) return 'events'
  return faults[0]?.reason ?? 'nothing'
}

describe('bad frames are refused, and the reader lives on', () => {
  it.each(each)('A1: %s refuses what is not JSON, and the good frame after it is read', (_name, wire) => {
    const reader = wire()
    const bad = [
      '',
      ' ',
      '<html>502 Bad Gateway</html>',
      '{"e":"trade","E":1',
      '\uFEFF{"e":"trade"}',
      '\u0000\u0001',
      'NaN',
      "{'e':1}",
    ]
    for (const text of bad) expect(reason(reader, text)).toBe('not_json')
    expect(reader.counts).toMatchObject({ frames: bad.length, not_json: bad.length, events: 0 })
    const good = goodFrames.find((frame) => frame.wire === wire)
    if (good !== undefined) expect(reader.read(JSON.stringify(good.message), NOW).events).toHaveLength(1)
  })

  it.each(each)('A1: %s refuses JSON that is no message', (_name, wire) => {
    for (const text of [
      'null',
      '1',
      '"text"',
      'true',
      '{}',
      '{"a":{}}',
      '{"stream":"x","data":null}',
      '{"stream":"x"}',
    ])
      expect(['unknown_message', 'bad_field', 'missing_field']).toContain(reason(wire(), text))
    expect(wire().read('[]', NOW).events).toEqual([])
  })

  it.each(each.filter(([name]) => name !== 'mexc'))('A1: %s refuses bytes, where text is due', (_name, wire) => {
    expect(reason(wire(), Uint8Array.of(1, 2, 3))).toBe('not_text')
    expect(reason(wire(), null as unknown as string)).toBe('not_text')
    expect(reason(wire(), { length: 5 } as unknown as string)).toBe('not_text')
  })

  it('A1: MEXC spot refuses bytes that are no protobuf, or hold no body', () => {
    expect(reason(mexc(), new TextEncoder().encode('<html>502 Bad Gateway</html>'))).toBe('not_protobuf')
    expect(reason(mexc(), new Uint8Array(0))).toBe('unknown_message')
  })

  it('A1: every frame of text that is cut short is refused', () => {
    for (const { wire, message } of goodFrames) {
      const text = JSON.stringify(message)
      const reader = wire()
      for (let length = 0; length < text.length; length++)
        expect(reason(reader, text.slice(0, length))).toBe('not_json')
    }
  })

  it('A6: deep nesting and long frames are cut off, not followed', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    for (const [, wire] of each) expect(reason(wire(), deep)).not.toBe('events')
    const short = binanceWire({ market: 'spot', instruments: {}, maxLength: 10 })
    expect(reason(short, '["0123456789"]')).toBe('too_long')
    expect(reason(spot(), `"${'x'.repeat(4_194_304)}"`)).toBe('too_long')
    expect(reason(mexc(), new Uint8Array(4_194_305))).toBe('too_long')
  })

  it('A6: a frame of 100,000 bad elements keeps 16 faults and counts all', () => {
    const reader = usdm()
    expect(reader.read(`[${'1,'.repeat(99_999)}1]`, NOW).faults).toHaveLength(16)
    expect(reader.counts.bad_field).toBe(100_000)
  })

  it('A3: without a field that is read, the message is refused; a renamed one is a missing one', () => {
    let tried = 0
    for (const { name, wire, message, needs } of goodFrames) {
      for (const path of needs) {
        const got = reason(wire(), JSON.stringify(changed(message, path, undefined)))
        expect(got, `${name} without ${path}`).not.toBe('events')
        tried++
      }
    }
    expect(tried).toBeGreaterThan(100)
  })

  it('A3: extra fields are ignored, at every depth', () => {
    for (const { wire, message, gives } of goodFrames) {
      const text = JSON.stringify(message).replaceAll('{', '{"zz":[{"p":"x"}],"Q9":null,')
      expect(
        wire()
          .read(text, NOW)
          .events.map(({ type }) => type),
      ).toEqual([gives])
    }
  })

  it('A2: no field gives a number that is NaN, infinite, empty, null, an object, hexadecimal or beyond range', () => {
    const bad = ['NaN', 'Infinity', '', ' ', '0x10', '1e400', '-5.00', '-0', '+1', '1,000', null, {}, [], true, -1]
    let refused = 0
    for (const { name, wire, message, needs } of goodFrames) {
      for (const path of leaves(message)) {
        for (const value of bad) {
          const { events } = wire().read(JSON.stringify(changed(message, path, value)), NOW)
          for (const event of events) expect(finite(event), `${name}, ${path} = ${JSON.stringify(value)}`).toBe(true)
          if (!needs.includes(path)) continue
          // No level may have changed, a flag may be the other one, a rate may be below zero; nothing else may pass.
          const isFine = (isList(value) && isList(at(message, path))) || value === true || path === 'r'
          const isRead = events.length > 0 && !isFine
          expect(isRead, `${name}, ${path} = ${JSON.stringify(value)}`).toBe(false)
          refused++
        }
      }
    }
    expect(refused).toBeGreaterThan(1500)
  })

  it('A2: a JSON number beyond the range of doubles is refused', () => {
    const deal = '{"channel":"push.deal","symbol":"BTC_USDT","data":[{"p":91851,"v":18,"T":2,"t":1763645012000}]}'
    expect(reason(contract(), deal)).toBe('events')
    for (const number of ['1e400', '-1', '0', '1e-400', '"18"'])
      expect(reason(contract(), deal.replace('18,', `${number},`))).toBe('bad_number')
    const large = mexcContractWire({ instruments: { BTC_USDT: { id: 'X@mexc', contractSize: 1e10 } } })
    expect(reason(large, deal.replace('18,', '1e305,'))).toBe('bad_number')
  })

  it('A2: a price of zero is refused everywhere, a size of zero in books alone is not', () => {
    const trade = goodFrames[0]?.message as object
    for (const field of ['p', 'q'])
      for (const zero of ['0', '0.00', '0.00000000'])
        expect(reason(spot(), JSON.stringify({ ...trade, [field]: zero }))).toBe('bad_number')
    const delta = goodFrames[2]?.message as object
    expect(reason(spot(), JSON.stringify(changed(delta, 'b.0.0', '0.00')))).toBe('bad_number')
    expect(reason(spot(), JSON.stringify(changed(delta, 'b.0.1', '0.00')))).toBe('events')
  })

  it('A2: names the level that is wrong', () => {
    const delta = goodFrames[2]?.message as object
    const { faults } = spot().read(JSON.stringify(changed(delta, 'a.0.1', '1e5')), NOW)
    expect(faults).toEqual([
      {
        type: 'ParseError',
        tsRecv: NOW,
        reason: 'bad_number',
        field: 'a[0][1]',
        value: '"1e5"',
        expected: 'a size: decimal text of at least 0',
      },
    ])
    for (const level of [null, 1, '61799', {}, ['61799'], { p: '1', s: '2' }])
      expect(reason(spot(), JSON.stringify(changed(delta, 'b.0', level)))).toBe('bad_field')
  })

  it('A4: an id beyond 2^53 is refused, never rounded; the largest below is exact', () => {
    const trade = JSON.stringify(goodFrames[0]?.message)
    const withId = (id: string): string => trade.replace('70001', id)
    expect(spot().read(withId('9007199254740991'), NOW).events[0]).toMatchObject({ tradeId: '9007199254740991' })
    for (const id of ['9007199254740992', '9007199254740993', '1e300', '1.5', '-1', '"70001"'])
      expect(reason(spot(), withId(id))).toBe('bad_id')
    const delta = goodFrames[2]?.message as object
    for (const field of ['U', 'u'])
      expect(reason(spot(), JSON.stringify(delta).replace(`"${field}":1`, `"${field}":90071992547409931`))).toBe(
        'bad_id',
      )
  })

  it('A4: versions of protobuf are text, and exact or refused', () => {
    const depth = goodBytes.find(({ name }) => name === 'MEXC spot depth')?.frame as Uint8Array
    const text = Buffer.from(depth).toString('latin1').replace('26012861163', '99999999999')
    expect(mexc().read(Uint8Array.from(Buffer.from(text, 'latin1')), NOW).events[0]).toMatchObject({
      sequence: 99999999999,
    })
    const words = Buffer.from(depth).toString('latin1').replace('26012861163', '2601286116x')
    expect(reason(mexc(), Uint8Array.from(Buffer.from(words, 'latin1')))).toBe('bad_id')
  })

  it('A3: numbers that contradict each other are refused', () => {
    const [delta, bar] = [goodFrames[2], goodFrames[6]].map((good) => good?.message as object) as [object, object]
    expect(reason(spot(), JSON.stringify({ ...delta, U: 15 }))).toBe('inconsistent')
    for (const [path, value] of [
      ['k.h', '61849.99'],
      ['k.l', '61840.01'],
      ['k.T', 1_763_645_040_000],
      ['k.i', '5m'],
    ] as const)
      expect(reason(spot(), JSON.stringify(changed(bar, path, value)))).toBe('inconsistent')
    expect(reason(spot(), JSON.stringify(changed(bar, 'k.i', '7m')))).toBe('bad_field')
  })

  it('D7: times in seconds, microseconds, nanoseconds, or zero are refused', () => {
    const trade = goodFrames[0]?.message as object
    for (const T of [0, 1_763_645_012, 1_763_645_012_100_000, 1_763_645_012_100_000_000, '1763645012100', -NOW])
      expect(reason(spot(), JSON.stringify({ ...trade, T }))).toBe('bad_time')
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
    'A5: %s as a symbol, a word or a key pollutes nothing and finds nothing',
    (word) => {
      for (const { wire, message, needs } of goodFrames) {
        for (const path of leaves(message)) {
          const { events } = wire().read(JSON.stringify(changed(message, path, word)), NOW)
          if (needs.includes(path)) expect(events).toEqual([])
        }
        const keyed = JSON.stringify(message).replaceAll('{', `{"${word}":{"polluted":true},`)
        expect(wire().read(keyed, NOW).events).toHaveLength(1)
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
  )

  it('A5: an inherited name is no instrument', () => {
    const reader = binanceWire({
      market: 'spot',
      instruments: Object.create({ BTCUSDT: 'x@y' }) as Record<string, string>,
    })
    expect(reason(reader, JSON.stringify(goodFrames[0]?.message))).toBe('unknown_symbol')
  })

  it('A7: a flood of unknown symbols is counted, and nothing of it is kept', () => {
    const reader = spot()
    const trade = goodFrames[0]?.message as object
    for (let i = 0; i < 1000; i++)
      expect(reason(reader, JSON.stringify({ ...trade, s: `ZZZ${i}USDT` }))).toBe('unknown_symbol')
    expect(reader.counts).toMatchObject({ frames: 1000, unknown_symbol: 1000, events: 0 })
    expect(Object.keys(reader)).toEqual(['counts', 'read', 'snapshot'])
  })

  it('a Map of instruments may grow while it is in use', () => {
    const instruments = new Map<string, string>()
    const reader = binanceWire({ market: 'spot', instruments })
    const trade = JSON.stringify(goodFrames[0]?.message)
    expect(reason(reader, trade)).toBe('unknown_symbol')
    instruments.set('BTCUSDT', 'BTC/USDT@binance')
    expect(reason(reader, trade)).toBe('events')
  })

  it('a negative latency is no fault: clocks disagree', () => {
    const { events } = spot().read(JSON.stringify(goodFrames[0]?.message), NOW - 3_600_000)
    expect(events[0]).toMatchObject({ ts: NOW - 101, tsRecv: NOW - 3_600_000 })
  })

  it('the caller’s own mistakes are errors', () => {
    const bad = (make: () => unknown, code: string): void => expect(make).toThrow(expect.objectContaining({ code }))
    bad(() => binanceWire({ market: 'coinm' as 'spot', instruments: {} }), 'BAD_PARAMETER')
    bad(() => binanceWire({ market: 'spot', instruments: null as unknown as Record<string, string> }), 'BAD_PARAMETER')
    bad(() => gateSpotWire({ instruments: {}, maxLength: 0 }), 'BAD_PARAMETER')
    bad(() => gateSpotWire({ instruments: {}, maxLenght: 9 } as unknown as { instruments: {} }), 'UNKNOWN_PARAMETER')
    bad(() => mexcContractWire({ instruments: { A: { id: 'A@mexc', contractSize: 0 } } }), 'BAD_PARAMETER')
    for (const tsRecv of [NaN, Infinity]) bad(() => spot().read('{}', tsRecv), 'BAD_PARAMETER')
  })
})

function isList(value: unknown): boolean {
  return Array.isArray(value)
}

/** Is every number of an event finite? */
function finite(event: MarketEvent): boolean {
  return Object.values(event).every((value) => typeof value !== 'number' || Number.isFinite(value))
}
