import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import { TickStore } from '../../src/window/index.js'

type Row = readonly [ts: number, price: number, size: number]

const row = fc.tuple(fc.nat({ max: 6 }), fc.integer({ min: 1, max: 99 }), fc.nat({ max: 9 }))
const operation = fc.record({
  what: fc.constantFrom('append', 'append', 'newest', 'all', 'replace', 'insert'),
  rows: fc.array(row, { minLength: 1, maxLength: 5 }),
  isEarly: fc.boolean(),
  hole: fc.nat({ max: 8 }),
  forgets: fc.nat({ max: 4 }),
})

describe('TickStore', () => {
  it('holds what a list would, from the oldest tick that its reader needs, whatever comes and however it comes', () => {
    const seen: Record<string, number> = { append: 0, newest: 0, all: 0, replace: 0, insert: 0, refused: 0, holes: 0 }
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), (operations) => {
        const store = new TickStore(4)
        const reader = { oldestTick: 0 }
        store.join(reader)
        const list: Row[] = []
        const last = (): number => list.at(-1)?.[0] ?? -Infinity
        for (const { what, rows, isEarly, hole, forgets } of operations) {
          reader.oldestTick = Math.min(list.length, reader.oldestTick + forgets)
          const [gap, price, size] = rows[0] as Row
          const ts = list.length === 0 ? gap : last() + (isEarly ? -gap : gap)
          seen[what]!++
          if (what === 'append') {
            expect(store.append(ts, price, size)).toBe(ts >= last())
            if (ts >= last()) list.push([ts, price, size])
            else seen['refused']!++
          } else if (what === 'newest') {
            const newest = { newestTs: last() + gap, newestPrice: price, newestSize: size }
            if (list.length === 0) newest.newestTs = gap
            store.appendNewest({ now: 0, firstTs: 0, limit: 0, ...newest })
            list.push([newest.newestTs, price, size])
          } else if (what === 'all') {
            let time = list.length === 0 ? 0 : last()
            const given = rows.map(([apart, ...rest], i): Row => [
              (time += i === 1 && isEarly ? -apart : apart),
              ...rest,
            ])
            const columns = [0, 1, 2].map((at) => Float64Array.from(given, (one) => one[at] as number))
            const column = columns[hole % 3] as Float64Array
            if (hole < column.length) column[hole] = hole % 2 === 0 ? NaN : 1e200
            const [from, to] = [isEarly ? 0 : Math.min(1, rows.length - 1), rows.length - (isEarly ? 0 : 1)]
            store.appendAll(...(columns as [Float64Array, Float64Array, Float64Array]), from, to)
            for (let i = from; i < to; i++) {
              if (i === hole) seen['holes']!++
              else if ((given[i] as Row)[0] >= last()) list.push(given[i] as Row)
              else seen['refused']!++
            }
          } else if (what === 'replace') {
            const least = list.at(-2)?.[0] ?? -Infinity
            const fits = list.length > 0 && ts >= least
            expect(store.replaceNewest(ts, price, size)).toBe(fits)
            if (fits) list[list.length - 1] = [ts, price, size]
            else seen['refused']!++
          } else {
            let at = list.length
            while (at > reader.oldestTick && (list[at - 1] as Row)[0] > ts) at--
            expect(store.insert(ts, price, size, reader.oldestTick)).toBe(at)
            list.splice(at, 0, [ts, price, size])
          }
          expect(store.count).toBe(list.length)
          for (let at = reader.oldestTick; at < list.length; at++) {
            const slot = at & store.mask
            const [ts, price, size] = list[at] as Row
            if (store.ts[slot] !== ts || store.price[slot] !== price || store.size[slot] !== size)
              expect([store.ts[slot], store.price[slot], store.size[slot]]).toEqual(list[at])
          }
          expect([store.ts.length, store.price.length, store.size.length]).toEqual([0, 0, 0].map(() => store.mask + 1))
        }
      }),
      { seed: 23, numRuns: 150 },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50)
  })

  it('stays as large as it is while half of it is free when it is full', () => {
    const store = new TickStore(8)
    const reader = { oldestTick: 0 }
    store.join(reader)
    for (let ts = 0; ts < 8; ts++) store.append(ts, ts, 1)
    reader.oldestTick = 4
    for (let ts = 8; ts < 12; ts++) store.append(ts, ts, 1)
    expect([store.mask, store.count]).toEqual([7, 12])
    reader.oldestTick = 7
    store.append(12, 12, 1)
    expect(store.mask).toBe(15)
    expect([7, 8, 11, 12].map((at) => store.price[at & 15])).toEqual([7, 8, 11, 12])
  })

  it('without a reader needs no more room than it began with', () => {
    const store = new TickStore(4)
    for (let ts = 0; ts < 100; ts++) store.append(ts, ts, 1)
    expect([store.mask, store.count, store.price[99 & 3]]).toEqual([3, 100, 99])
  })

  it('C9: says how many ticks a window wanted, and what may be done', () => {
    const store = new TickStore(4, 8)
    const reader = { oldestTick: 0 }
    store.join(reader)
    for (let ts = 0; ts < 8; ts++) store.append(ts, 5, 1)
    reader.oldestTick = 2
    let fault: unknown
    try {
      store.append(8, 5, 1)
    } catch (error) {
      fault = error
    }
    expect(isTapelineError(fault, 'LIMIT_EXCEEDED')).toBe(true)
    expect(fault).toMatchObject({ hint: 'Use a shorter window, or feed it bars.', details: { limit: 4 } })
    expect(String(fault)).toContain('A time window holds 6 ticks, more than 4.')
  })
})
