import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowStats } from '../src/index.js'
import { generator } from './random-columns.js'
import { exactStats, type ExactTick } from './window-oracle.js'

/** More runs, and longer ones: TAPELINE_RUNS=1000. */
const RUNS = Number(process.env['TAPELINE_RUNS'] ?? 120)
const IS_LONG = RUNS >= 1000
const LONGEST = IS_LONG ? 5000 : 400
const LEVEL = 1_723_161_254_842

const scenario = fc.record({
  seed: fc.integer(),
  operations: fc.oneof(fc.integer({ min: 1, max: LONGEST / 10 }), fc.integer({ min: 1, max: LONGEST })),
  t2: fc.constantFrom(0, 0, 10, 50),
  length: fc.constantFrom(1, 10, 40, 300, 1500),
  hold: fc.constantFrom(0, 0, 15, 100),
  lateness: fc.constantFrom(0, 40, 40, 400),
  base: fc.constantFrom(2000, 2000, 4_000_000_000),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

/** How far an output may be from the exact one, relative to it; not at all where nothing is said. */
const TOLERANCE: Readonly<Record<string, number>> = {
  twpa: 1e-12,
  vwap: 1e-12,
  mean: 1e-12,
  std: 1e-9,
  stdSample: 1e-9,
  twStd: 1e-9,
  coverage: 1e-15,
  slope: 1e-15,
}

const seen: Record<string, number> = {
  operations: 0,
  ticks: 0,
  advances: 0,
  replacements: 0,
  ties: 0,
  evictions: 0,
  lateTicksPutInPlace: 0,
  lateTicksLeftOut: 0,
  lateTies: 0,
  endedHolds: 0,
  windowsThatEndBeforeNow: 0,
  badPrints: 0,
  emptyWindows: 0,
  partlyCovered: 0,
}
const worst: Record<string, number> = {}

describe('windows in time', () => {
  it('C5, C7: equal exact arithmetic after every tick, late tick, replacement and advance', () => {
    fc.assert(
      fc.property(scenario, (one) => run(one)),
      { seed: 20_261_121, numRuns: RUNS },
    )
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(100)
    for (const [output, apart] of Object.entries(worst))
      expect(apart, output).toBeLessThanOrEqual(TOLERANCE[output] ?? 0)
    if (IS_LONG) process.stderr.write(`${JSON.stringify({ runs: RUNS, seen, worst })}\n`)
  }, 36_000_000)
})

/** One stream of operations; the newest tick is the last of the sorted ones. */
function run({ seed, operations, t2, length, hold, lateness, base }: Scenario): void {
  const random = generator(seed)
  const pick = (most: number): number => Math.floor(random() * (most + 1))
  const live = windowStats.create({
    t1: (t2 + length) / 1000,
    t2: t2 / 1000,
    maxHold: hold / 1000,
    lateness: lateness / 1000,
  })
  const ticks: ExactTick[] = []
  let now = LEVEL
  for (let operation = 0; operation < operations; operation++) {
    const newest = ticks.at(-1)
    const dice = random()
    const price = random() < 0.05 ? 4_000_000_000 + pick(9) : base + pick(random() < 0.3 ? 0 : 1000)
    const size = pick(9)
    const tick = (ts: number): ExactTick => ({ ts, quarters: BigInt(price), size: BigInt(size) })
    seen['operations']!++
    if (newest === undefined || dice < 0.55) {
      const ts = (newest?.ts ?? LEVEL) + gap(random, pick)
      if (ts === newest?.ts) seen['ties']!++
      if (price >= 4_000_000_000 && base < price - 5000) seen['badPrints']!++
      seen['ticks']!++
      live.update(ts, price / 4, size)
      ticks.push(tick(ts))
      now = Math.max(now, ts)
    } else if (dice < 0.7) {
      const near = ticks[Math.max(0, ticks.length - 1 - pick(12))] as ExactTick
      const ts = random() < 0.5 && near.ts < newest.ts ? near.ts : newest.ts - 1 - pick(60)
      live.update(ts, price / 4, size)
      if (newest.ts - ts <= lateness && lateness > 0) {
        let at = ticks.length
        while (at > 0 && (ticks[at - 1] as ExactTick).ts > ts) at--
        if (ticks[at - 1]?.ts === ts) seen['lateTies']!++
        ticks.splice(at, 0, tick(ts))
        seen['lateTicksPutInPlace']!++
      } else seen['lateTicksLeftOut']!++
    } else if (dice < 0.8) {
      live.replace(newest.ts, price / 4, size)
      ticks[ticks.length - 1] = tick(newest.ts)
      seen['replacements']!++
    } else {
      now += gap(random, pick)
      live.advance(now)
      seen['advances']!++
    }
    compare(live.values, ticks, now - t2 - length, now - t2, hold === 0 ? Infinity : hold)
    if (t2 > 0) seen['windowsThatEndBeforeNow']!++
    // What no window and no late tick can reach any more.
    if (ticks.length > 4096 && ticks.length % 512 === 0) forget(ticks, now - t2 - length - 500)
  }
}

function compare(
  values: Readonly<Record<string, number | null>>,
  ticks: readonly ExactTick[],
  a: number,
  b: number,
  hold: number,
): void {
  const exact = exactStats(ticks, a, b, hold)
  for (const [output, theirs] of Object.entries(exact)) {
    const ours = values[output] as number | null
    if (ours === null || theirs === null) expect(ours, output).toBe(theirs)
    else {
      const apart = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.abs(theirs)
      if (apart > (TOLERANCE[output] ?? 0)) expect(ours, output).toBe(theirs)
      worst[output] = Math.max(worst[output] ?? 0, apart)
    }
  }
  if ((ticks[0] as ExactTick).ts <= a) seen['evictions']!++
  if (exact['count'] === 0) seen['emptyWindows']!++
  const coverage = exact['coverage'] as number
  if (coverage > 0 && coverage < 1) seen['partlyCovered']!++
  if (coverage < 1 && (ticks[0] as ExactTick).ts <= a) seen['endedHolds']!++
}

function forget(ticks: ExactTick[], before: number): void {
  const kept = ticks.findIndex(({ ts }) => ts > before)
  if (kept > 1) ticks.splice(0, kept - 1)
}

function gap(random: () => number, pick: (most: number) => number): number {
  const dice = random()
  if (dice < 0.3) return 0
  if (dice < 0.6) return 1 + pick(4)
  if (dice < 0.8) return [10, 20, 50][pick(2)] as number
  return dice < 0.98 ? pick(40) : pick(3000)
}
