import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  HeldMoments,
  HeldPriceWindow,
  PriceAt,
  TickFold,
  TickMoments,
  TickPrices,
  TickStore,
  TradedSizeWindow,
  TradedValueWindow,
  type Fold,
  type TickView,
  type TimeWindow,
} from '../../src/window/index.js'

interface Tick {
  readonly ts: number
  readonly price: number
  readonly size: number
}

/** Times, prices and sizes are whole numbers: every sum is exact, so that all but the deviations must be equal. */
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 5 }),
  fc.constantFrom(10, 20, 50),
  fc.integer({ min: 0, max: 200 }),
)
const step = fc.record({
  what: fc.constantFrom('tick', 'tick', 'tick', 'late', 'late', 'replace', 'advance'),
  gap,
  price: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(500, 500, 1_000_000)),
  size: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(0)),
})
const scenario = fc.record({
  t2: fc.constantFrom(0, 0, 10, 50),
  length: fc.constantFrom(1, 10, 40, 300, 2000),
  hold: fc.constantFrom(Infinity, 15, 15, 100),
  before: fc.constantFrom(0, 0, 3),
  /** Of a dense stream hundreds of ticks are in the window at once. */
  isDense: fc.boolean(),
  steps: fc.array(step, { maxLength: 150, size: 'max' }),
})

const FIRST: Fold = { of: (price) => price, join: (earlier) => earlier }
const LAST: Fold = { of: (_, size) => size, join: (__, later) => later }
const SUM: Fold = { of: (price, size, ts) => price * size + ts, join: (a, b) => a + b }

const CARRIERS = 3

const seen: Record<string, number> = {
  lateBefore: 0,
  lateInside: 0,
  lateAfter: 0,
  lateTies: 0,
  replacements: 0,
  advances: 0,
  evictions: 0,
  endedHolds: 0,
  emptyWindows: 0,
  nothingTraded: 0,
  begunLater: 0,
  longWindows: 0,
}

describe('windows over ticks that come late, are replaced, or stop standing', () => {
  it('C1, C5, C7: equal a scan of all ticks, and keep no more ticks than they need', () => {
    fc.assert(
      fc.property(scenario, (one) => run(one)),
      { seed: 17, numRuns: 200 },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50)
  })

  it('C7: sizes whose sum cannot be taken back leave exactly nothing, also where ticks of no size stay', () => {
    const store = new TickStore()
    const traded = new TradedSizeWindow(store, 100, 0)
    const value = new TradedValueWindow(store, 100, 0)
    const ticks: Tick[] = []
    const tell = (ts: number, size: number): void => {
      const last = ticks.at(-1)
      if (last !== undefined) store.append(last.ts, last.price, last.size)
      ticks.push({ ts, price: 3, size })
      for (const window of [traded, value]) window.update(viewOf(ticks, ts, store.count))
    }
    ;[5.1e-14, 1.6e-16, 2.8e16, 0, 0].forEach((size, i) => tell(20 * i, size))
    const sequence = store.insert(70, 3, 0, 0)
    for (const window of [traded, value]) window.insert(sequence, viewOf(ticks, 80, store.count))
    for (const window of [traded, value]) window.update(viewOf(ticks, 150, store.count))
    expect([traded.total, traded.count, value.average]).toEqual([0, 3, NaN])
  })
})

/** One stream: the newest tick is held apart and the others lie in a store that forgets as soon as it may. */
function run({
  t2,
  length,
  hold,
  before,
  isDense,
  steps,
}: typeof scenario extends fc.Arbitrary<infer T> ? T : never): void {
  const t1 = t2 + length
  const store = new TickStore(4)
  for (let i = 0; i < before; i++) store.append(i, 7, 7)
  const held = new HeldPriceWindow(store, t1, t2, hold)
  const moments = new HeldMoments(store, t1, t2, hold)
  const price = new PriceAt(store, t1, hold)
  const traded = new TradedSizeWindow(store, t1, t2)
  const value = new TradedValueWindow(store, t1, t2)
  const prices = new TickPrices(store, t1, t2)
  const dispersion = new TickMoments(store, t1, t2)
  const folds = [FIRST, LAST, SUM].map((fold) => new TickFold(store, t1, t2, fold))
  // Those that a price is carried into stand first.
  const windows: readonly TimeWindow[] = [held, moments, price, traded, value, prices, dispersion, ...folds]
  for (const window of windows) store.join(window)

  const ticks: Tick[] = []
  let now = 1000
  for (const { what, gap, ...rest } of steps) {
    const apart = isDense ? gap % 6 : gap
    const newest = ticks.at(-1)
    if (newest === undefined || what === 'tick') {
      if (newest !== undefined) store.append(newest.ts, newest.price, newest.size)
      ticks.push({ ...rest, ts: (newest?.ts ?? now) + apart })
      now = Math.max(now, (ticks.at(-1) as Tick).ts)
    } else if (what === 'replace') {
      seen['replacements']!++
      ticks[ticks.length - 1] = { ...rest, ts: newest.ts }
    } else if (what === 'advance') {
      seen['advances']!++
      now += apart
    } else if (apart > 0 && before === 0) {
      const tick = { ...rest, ts: newest.ts - apart }
      const floor = Math.min(...windows.map((window) => window.oldestTick))
      const sequence = store.insert(tick.ts, tick.price, tick.size, floor)
      let at = ticks.length - 1
      while (at > 0 && (ticks[at - 1] as Tick).ts > tick.ts) at--
      if (ticks[at - 1]?.ts === tick.ts) seen['lateTies']!++
      ticks.splice(at, 0, tick)
      seen[tick.ts <= now - t1 ? 'lateBefore' : tick.ts <= now - t2 ? 'lateInside' : 'lateAfter']!++
      const known = viewOf(ticks, now, store.count)
      for (const window of windows) window.insert(sequence, known)
    } else continue
    const known = viewOf(ticks, now, store.count)
    for (const window of windows) window.update(known)

    const [a, b] = [now - t1, now - t2]
    const inside = ticks.filter(({ ts }) => ts > a && ts <= b)
    const carried = ticks.filter(({ ts }) => ts <= a).at(-1)
    const { covered, area, squares } = heldSums(ticks, a, b, hold)
    same(held.average, covered > 0 ? area / covered : NaN)
    same(held.coverage, covered / length)
    const variance = covered > 0 ? (covered * squares - area * area) / covered / covered : NaN
    near(moments.variance, variance, 1e-9 * (variance + 1))
    same(price.price, carried !== undefined && a - carried.ts <= hold ? carried.price : NaN)
    const size = sum(inside, (tick) => tick.size)
    same(traded.total, size)
    same(traded.count, inside.length)
    same(value.average, size > 0 ? sum(inside, (tick) => tick.size * tick.price) / size : NaN)
    const list = inside.map((tick) => tick.price)
    const [first = NaN, latest = NaN] = [list[0], list.at(-1)]
    same(prices.first, first)
    same(prices.latest, latest)
    same(prices.min, list.length > 0 ? Math.min(...list) : NaN)
    same(prices.max, list.length > 0 ? Math.max(...list) : NaN)
    const mean = sum(inside, (tick) => tick.price) / list.length
    const apartness = sum(inside, (tick) => (tick.price - mean) ** 2)
    same(dispersion.count, list.length)
    near(dispersion.mean, mean, 1e-12 * mean)
    near(dispersion.squares, list.length > 0 ? apartness : NaN, 1e-10 * (apartness + 1))
    same(dispersion.variance, dispersion.squares / list.length)
    const all = list.length > 0 ? sum(inside, (tick) => SUM.of(tick.price, tick.size, tick.ts)) : NaN
    const folded = [first, inside.at(-1)?.size ?? NaN, all]
    folds.forEach((fold, i) => same(fold.value, folded[i] as number))

    // Of the ticks in the store: from the first inside, or one earlier where the price carried into the window counts.
    const permanent = ticks.slice(0, -1)
    const needed = permanent.filter(({ ts }) => ts > a).length
    const carries = Math.min(needed + 1, permanent.length)
    windows.forEach((window, i) => same(store.count - window.oldestTick, i < CARRIERS ? carries : needed))

    if (permanent.length > needed) seen['evictions']!++
    if (covered < length && (ticks[0] as Tick).ts <= a) seen['endedHolds']!++
    if (list.length === 0) seen['emptyWindows']!++
    else if (size === 0) seen['nothingTraded']!++
    if (before > 0) seen['begunLater']!++
    if (list.length > 64) seen['longWindows']!++
  }
}

/** Equal to the last bit. What agrees costs no call of `expect`: there are some hundred thousand of them. */
function same(ours: number, theirs: number): void {
  if (!Object.is(ours, theirs)) expect(ours).toBe(theirs)
}

function near(ours: number, theirs: number, apart: number): void {
  if (Math.abs(ours - theirs) <= apart || (ours !== ours && theirs !== theirs)) return
  expect(ours).toBe(theirs)
}

function viewOf(ticks: readonly Tick[], now: number, limit: number): TickView {
  const { ts, price, size } = ticks.at(-1) as Tick
  return { now, limit, firstTs: (ticks[0] as Tick).ts, newestTs: ts, newestPrice: price, newestSize: size }
}

/** Length, price x length and price² x length of the stretches that have a price. */
function heldSums(
  ticks: readonly Tick[],
  a: number,
  b: number,
  hold: number,
): Record<'covered' | 'area' | 'squares', number> {
  const sums = { covered: 0, area: 0, squares: 0 }
  ticks.forEach(({ ts, price }, at) => {
    const span = Math.min(ticks[at + 1]?.ts ?? Infinity, b, ts + hold) - Math.max(ts, a)
    if (!(span > 0)) return
    sums.covered += span
    sums.area += price * span
    sums.squares += price * price * span
  })
  return sums
}

function sum(ticks: readonly Tick[], of: (tick: Tick) => number): number {
  return ticks.reduce((all, tick) => all + of(tick), 0)
}
