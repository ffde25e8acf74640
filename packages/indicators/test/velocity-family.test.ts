import type { TickIndicator } from '@tapeline/core/indicator'
import { describe, expect, it } from 'vitest'
import {
  acceleration,
  exhaustion,
  flowImbalance,
  momentumDecay,
  momentumReversal,
  priceMomentum,
  tradeRateSurge,
  twpaRatio,
  twStd,
  velocityCascade,
  velocityStability,
  windowCount,
  windowMax,
  windowMean,
  windowMin,
  windowStats,
  windowStd,
  windowVolume,
  windowVwap,
} from '../src/index.js'
import { generator } from './random-columns.js'

interface Tick {
  readonly ts: number
  readonly price: number
  readonly size: number
  readonly side: number
}

/** The ticks up to a moment, and that moment. */
interface Past {
  readonly ticks: readonly Tick[]
  readonly now: number
}

type Model = (past: Past) => number

const SPAN = 20
const COUNT = 4

/** Each indicator and what it is by a scan of all ticks; scale is what differences of large numbers are good to. */
const CASES: readonly (readonly [string, TickIndicator, Model, number])[] = [
  [
    'twpaRatio',
    twpaRatio.create({ current: [30, 5], baseline: [90, 30] }),
    (past) => average(past, 30, 5) / average(past, 90, 30),
    1,
  ],
  ['acceleration', acceleration.create({ span: SPAN }), (past) => (speed(past, 0) - speed(past, 1)) / SPAN, 1],
  ['momentumDecay', momentumDecay.create({ span: SPAN, count: COUNT }), decay, 1],
  ['momentumReversal', momentumReversal.create({ span: SPAN, count: COUNT }), reversal, 1],
  ['velocityStability', velocityStability.create({ span: SPAN, count: COUNT }), stability, 1],
  ['velocityCascade', velocityCascade.create({ short: 10, medium: 20, long: 40, half: 0.05 }), cascade, 1],
  ['priceMomentum', priceMomentum.create({ fast: 10, slow: 60 }), momentum, 1],
  ['exhaustion', exhaustion.create({ span: SPAN, count: COUNT, fullDrop: 3 }), exhausted, 100],
  [
    'tradeRateSurge',
    tradeRateSurge.create({ current: [30, 10], baseline: [100, 40] }),
    (past) => ((inside(past, 30, 10).length / 20) * 60) / inside(past, 100, 40).length,
    1,
  ],
  [
    'flowImbalance',
    flowImbalance.create({ t1: 40, t2: 5 }),
    (past) => {
      const ticks = inside(past, 40, 5)
      return sum(ticks, ({ side, size }) => side * size) / sum(ticks, ({ size }) => size)
    },
    1,
  ],
]

const ticks = market(800)
const first = (ticks[0] as Tick).ts

describe.each(CASES)('%s', (name, live, model, scale) => {
  it('equals a scan of all ticks at every tick and between them', () => {
    let compared = 0
    let worst = 0
    ticks.forEach((tick, i) => {
      const moments = [tick.ts, (tick.ts + (ticks[i + 1]?.ts ?? tick.ts)) / 2]
      moments.forEach((now, at) => {
        if (at > 0) live.advance(now)
        else if (name === 'flowImbalance') live.update(tick.ts, tick.side, tick.size)
        else live.update(tick.ts, tick.price, tick.size)
        const expected = model({ ticks: ticks.slice(0, i + 1), now })
        if (!Number.isFinite(expected) || (name === 'tradeRateSurge' && now - 100_000 < first)) {
          expect(live.value, `${i}`).toBe(null)
          return
        }
        compared++
        worst = Math.max(worst, Math.abs((live.value ?? NaN) - expected) / Math.max(Math.abs(expected), scale))
        expect(worst, `${i}: ${String(live.value)} for ${expected}`).toBeLessThan(1e-10)
      })
    })
    expect(compared).toBeGreaterThan(1000)
  })
})

describe('the statistics of a window one by one', () => {
  it('are those of all of them together', () => {
    const windows = { t1: 40, t2: 5, maxHold: 6, lateness: 8 }
    const { maxHold: _, ...plain } = windows
    const all = windowStats.create(windows)
    const alone = {
      count: windowCount.create(plain),
      volume: windowVolume.create(plain),
      vwap: windowVwap.create(plain),
      mean: windowMean.create(plain),
      std: windowStd.create(plain),
      stdSample: windowStd.create({ ...plain, divisor: 'n-1' }),
      min: windowMin.create(plain),
      max: windowMax.create(plain),
      minHeld: windowMin.create({ ...windows, prices: 'held' }),
      maxHeld: windowMax.create({ ...windows, prices: 'held' }),
      twStd: twStd.create(windows),
    }
    const random = generator(5)
    for (const { ts, price, size } of ticks) {
      const late = random() < 0.3 ? ts - random() * 10_000 : ts
      all.update(late, price, size)
      for (const [name, live] of Object.entries(alone)) {
        live.update(late, price, size)
        expect(live.value, name).toBe(all.get(name as 'count'))
      }
    }
    expect(Math.min(all.late, all.reordered)).toBeGreaterThan(10)
  })
})

function inside({ ticks, now }: Past, t1: number, t2: number): readonly Tick[] {
  return ticks.filter(({ ts }) => ts > now - t1 * 1000 && ts <= now - t2 * 1000)
}

/** Time-weighted average, seconds before now. */
function average({ ticks, now }: Past, t1: number, t2: number): number {
  let area = 0
  let length = 0
  ticks.forEach(({ ts, price }, i) => {
    const since = Math.max(ts, now - t1 * 1000)
    const until = Math.min(ticks[i + 1]?.ts ?? Infinity, now - t2 * 1000)
    if (!(until > since)) return
    area += price * (until - since)
    length += until - since
  })
  return area / length
}

function speed(past: Past, ago: number, span = SPAN): number {
  const before = average(past, (ago + 2) * span, (ago + 1) * span)
  return (100 * (average(past, (ago + 1) * span, ago * span) - before)) / before / span
}

function speeds(past: Past): number[] {
  return Array.from({ length: COUNT }, (_, ago) => speed(past, ago))
}

function decay(past: Past): number {
  const all = speeds(past).map(Math.abs)
  return Math.max(...all) === 0 ? 0 : 1 - (all[0] as number) / Math.max(...all)
}

function reversal(past: Past): number {
  const [newest, ...earlier] = speeds(past) as [number, ...number[]]
  if (earlier.some((x) => x !== x)) return NaN
  return 1 - newest / earlier.reduce((peak, x) => (Math.abs(x) > Math.abs(peak) ? x : peak))
}

function stability(past: Past): number {
  const all = speeds(past)
  const mean = all.reduce((a, b) => a + b, 0) / COUNT
  return Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / COUNT) / Math.abs(mean)
}

function cascade(past: Past): number {
  const part = (span: number): number => speed(past, 0, span) / (Math.abs(speed(past, 0, span)) + 0.05)
  return 0.5 * part(10) + 0.3 * part(20) + 0.2 * part(40)
}

/** The mean of all prices ever, each weighing by how long ago it stood, the first since always. */
function momentum({ ticks, now }: Past): number {
  const mean = (seconds: number): number => {
    const weight = (ts: number): number => Math.exp((ts - now) / (seconds * 1000))
    return sum(ticks, (tick, i) => {
      const until = ticks[i + 1] === undefined ? 1 : weight(ticks[i + 1]!.ts)
      return tick.price * (until - (i === 0 ? 0 : weight(tick.ts)))
    })
  }
  return (100 * (mean(10) - mean(60))) / mean(60)
}

function exhausted(past: Past): number {
  const share = (x: number): number => Math.min(1, Math.max(0, x))
  const { ticks, now } = past
  const [newest, ...earlier] = speeds(past) as [number, ...number[]]
  if ([newest, ...earlier].some((x) => x !== x)) return NaN
  const carried = ticks.filter(({ ts }) => ts <= now - SPAN * COUNT * 1000).at(-1)
  const prices = [...(carried === undefined ? [] : [carried]), ...inside(past, SPAN * COUNT, 0)].map((one) => one.price)
  const peak = Math.max(...prices)
  const drop = share((100 * (peak - (ticks.at(-1) as Tick).price)) / peak / 3)
  const steepest = Math.min(0, ...earlier)
  const size = (t1: number, t2: number): number => sum(inside(past, t1, t2), (one) => one.size)
  const usual = size(SPAN * COUNT, SPAN) / (COUNT - 1)
  return (
    40 * drop +
    30 * (steepest === 0 ? 0 : share(1 - newest / steepest)) +
    30 * (usual > 0 ? share(1 - size(SPAN, 0) / usual) : 0)
  )
}

function sum<T>(list: readonly T[], of: (one: T, i: number) => number): number {
  return list.reduce((all, one, i) => all + of(one, i), 0)
}

/** Ticks some seconds apart, many at once, with stretches in which nothing moves. */
function market(length: number): Tick[] {
  const random = generator(41)
  let ts = 1_700_000_000_000
  let price = 100
  return Array.from({ length }, () => {
    ts += random() < 0.3 ? 0 : Math.floor(random() * 4000)
    if (random() < 0.6) price *= 1 + (random() - 0.5) * 0.01
    return { ts, price, size: Math.floor(random() * 5), side: Math.floor(random() * 3) - 1 }
  })
}
