import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import { HeldPriceWindow, PriceAt, TickStore, TradedSizeWindow, type TickView } from '../../src/window/index.js'

interface Tick {
  readonly ts: number
  readonly price: number
  readonly size: number
}

const LEVEL = 1_723_161_254_842
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 5 }),
  fc.constantFrom(10, 20, 50),
  fc.integer({ min: 0, max: 200 }),
)
const scenario = fc.record({
  t2: fc.constantFrom(0, 0, 10, 50),
  length: fc.constantFrom(1, 10, 40, 300),
  steps: fc.array(
    fc.record({
      gap,
      price: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(500, 500, 1e9)),
      size: fc.integer({ min: 0, max: 9 }),
      advance: gap,
      guesses: fc.boolean(),
    }),
    { maxLength: 60, size: 'max' },
  ),
})

/** The three windows over one store, the newest tick held apart, against a scan of all ticks; how often each hard case came. */
function run(): Record<string, number> {
  const seen = {
    evictions: 0,
    equalTimes: 0,
    startsOnTick: 0,
    endsOnTick: 0,
    late: 0,
    empty: 0,
    partial: 0,
    beforeFirst: 0,
    newestOutside: 0,
  }
  fc.assert(
    fc.property(scenario, ({ t2, length, steps }) => {
      const t1 = t2 + length
      const store = new TickStore()
      const held = new HeldPriceWindow(store, t1, t2)
      const start = new PriceAt(store, t1)
      const traded = new TradedSizeWindow(store, t1, t2)
      for (const reader of [held, start, traded]) store.join(reader)
      const ticks: Tick[] = []
      let now = LEVEL
      for (const step of steps) {
        const tick = { ts: (ticks.at(-1)?.ts ?? LEVEL) + step.gap, price: step.price, size: step.size }
        if (ticks.length > 0)
          store.append((ticks.at(-1) as Tick).ts, (ticks.at(-1) as Tick).price, (ticks.at(-1) as Tick).size)
        const limit = store.count
        if (tick.ts === ticks.at(-1)?.ts) seen.equalTimes++
        if (tick.ts < now) seen.late++
        now = Math.max(now, tick.ts)
        if (step.guesses) {
          const guess = view(now, limit, (ticks[0] ?? tick).ts, { ...tick, price: tick.price * 7, size: tick.size * 7 })
          held.update(guess)
          traded.update(guess)
        }
        ticks.push(tick)
        for (const ahead of [0, step.advance]) {
          now += ahead
          const first = ticks[0] as Tick
          const [a, b] = [now - t1, now - t2]
          const inside = ticks.filter(({ ts }) => ts > a && ts <= b)
          const known = view(now, limit, first.ts, tick)
          for (const window of [held, start, traded]) window.update(known)
          const average = held.average
          const expected = averageByScan(ticks, a, b)
          if (expected === null) expect([average, held.coverage]).toEqual([NaN, 0])
          else {
            expect(Math.abs(average - expected)).toBeLessThanOrEqual(1e-12 * expected)
            expect(held.coverage).toBe((b - Math.max(a, first.ts)) / length)
          }
          expect(start.price).toBe(ticks.filter(({ ts }) => ts <= a).at(-1)?.price ?? NaN)
          expect(traded.total).toBe(inside.reduce((all, { size }) => all + size, 0))

          seen.evictions += ticks.filter(({ ts }) => ts <= a).length > 0 ? 1 : 0
          seen.startsOnTick += ticks.some(({ ts }) => ts === a) ? 1 : 0
          seen.endsOnTick += ticks.some(({ ts }) => ts === b) && t2 > 0 ? 1 : 0
          seen.empty += inside.length === 0 ? 1 : 0
          seen.partial += expected !== null && first.ts > a ? 1 : 0
          seen.beforeFirst += expected === null ? 1 : 0
          seen.newestOutside += tick.ts > b || tick.ts <= a ? 1 : 0
        }
      }
    }),
    { seed: 5, numRuns: 150 },
  )
  return seen
}

describe('time windows', () => {
  it('C5, C7: equal a scan of all ticks after every tick, replacement and advance, the hard cases included', () => {
    for (const [hard, times] of Object.entries(run())) expect(times, hard).toBeGreaterThan(100)
  })

  it('a print of 1e12 leaves the average as it was once it has left', () => {
    const store = new TickStore()
    const held = new HeldPriceWindow(store, 1000, 0)
    store.join(held)
    let average = NaN
    for (let i = 0; i < 5000; i++) {
      const price = i === 2000 ? 1e12 : 61_700.1
      held.update(view(i * 10, store.count, 0, { ts: i * 10, price, size: 1 }))
      average = held.average
      store.append(i * 10, price, 1)
    }
    expect(Math.abs(average / 61_700.1 - 1)).toBeLessThan(1e-15)
  })
})

describe('TickStore', () => {
  it('keeps what its readers need and forgets the rest: bounded however long it runs', () => {
    const store = new TickStore()
    const held = new HeldPriceWindow(store, 1000, 500)
    store.join(held)
    for (let ts = 0; ts < 500_000; ts++) {
      held.update(view(ts, store.count, 0, { ts, price: 5, size: 1 }))
      store.append(ts, 5, 1)
    }
    expect(store.ts.length).toBeLessThanOrEqual(4096)
    expect(store.count).toBe(500_000)
  })

  it('frees what only a reader that left had needed', () => {
    const store = new TickStore()
    const idle = { oldestTick: 0 }
    store.join(idle)
    for (let ts = 0; ts < 1000; ts++) store.append(ts, 5, 1)
    expect(store.ts.length).toBe(1024)
    store.leave(idle)
    for (let ts = 1000; ts < 5000; ts++) store.append(ts, 5, 1)
    expect(store.ts.length).toBe(1024)
  })

  it('refuses a tick from before the last one, and takes one of the same time', () => {
    const store = new TickStore()
    expect([store.append(5, 1, 1), store.append(4, 2, 1), store.append(5, 3, 1), store.count]).toEqual([
      true,
      false,
      true,
      2,
    ])
  })

  it('puts a tick in its place, behind those of its time, and no further back than it is told', () => {
    const store = new TickStore(4)
    store.join({ oldestTick: 0 })
    for (const ts of [10, 20, 20, 30]) store.append(ts, ts, 1)
    expect([store.insert(20, 21, 1, 0), store.insert(40, 40, 1, 0), store.insert(5, 5, 1, 2)]).toEqual([3, 5, 2])
    expect([...store.price.subarray(0, store.count)]).toEqual([10, 20, 5, 20, 21, 30, 40])
    expect([store.append(39, 39, 1), store.append(40, 41, 1)]).toEqual([false, true])
  })

  it('goes on from a snapshot, whatever its size then was', () => {
    const store = new TickStore()
    store.join({ oldestTick: 0 })
    for (let ts = 0; ts < 200; ts++) store.append(ts, ts, 1)
    const other = new TickStore()
    other.restore(structuredClone(store.snapshot()))
    expect([other.count, other.mask, other.price[150]]).toEqual([200, store.mask, 150])
  })

  it('C9: stops with a typed error when more ticks are needed than it may hold', () => {
    const store = new TickStore(64, 256)
    store.join({ oldestTick: 0 })
    const fault = ((): unknown => {
      try {
        for (let ts = 0; ts < 257; ts++) store.append(ts, 5, 1)
      } catch (error) {
        return error
      }
      return undefined
    })()
    expect(isTapelineError(fault, 'LIMIT_EXCEEDED')).toBe(true)
    expect(store.count).toBe(256)
  })
})

function view(now: number, limit: number, firstTs: number, { ts, price, size }: Tick): TickView {
  return { now, limit, firstTs, newestTs: ts, newestPrice: price, newestSize: size }
}

function averageByScan(ticks: readonly Tick[], a: number, b: number): number | null {
  const from = Math.max(a, (ticks[0] as Tick).ts)
  if (!(b > from)) return null
  let area = 0n
  ticks.forEach(({ ts, price }, i) => {
    const until = Math.min(ticks[i + 1]?.ts ?? Infinity, b)
    const since = Math.max(ts, from)
    if (until > since) area += BigInt(price) * BigInt(until - since)
  })
  return Number(area) / (b - from)
}
