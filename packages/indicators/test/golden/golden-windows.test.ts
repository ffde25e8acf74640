import type { TickIndicator } from '@tapeline/core/indicator'
import { describe, expect, it } from 'vitest'
import { magnitude, twpa, velocity, volumeSurge, windowSlope, windowStats } from '../../src/index.js'
import { hasSharedData, sharedColumns, sharedText } from './shared-data.js'

interface Ticks {
  readonly ts: readonly number[]
  readonly price: readonly number[]
  readonly size: readonly number[]
}

interface Case {
  readonly name: string
  readonly ticks: readonly (readonly [number, string, string])[]
  readonly now: number
  readonly t1: number
  readonly t2: number
  readonly expected: Readonly<Record<string, number | null>>
}

interface Trade {
  readonly stream?: string
  readonly data?: { readonly T: number; readonly p: string; readonly q: string }
}

/** Column of the reference, our output, and how far they may be apart: counts and prices of ticks not at all. */
const COLUMNS = [
  ['n', 'count', 0],
  ['volume', 'volume', 1e-12],
  ['first', 'first', 0],
  ['last', 'last', 0],
  ['min', 'min', 0],
  ['max', 'max', 0],
  ['minHeld', 'minHeld', 0],
  ['maxHeld', 'maxHeld', 0],
  ['priceAtStart', 'priceAtStart', 0],
  ['priceAtEnd', 'priceAtEnd', 0],
  ['mean', 'mean', 1e-12],
  ['vwap', 'vwap', 1e-12],
  ['twpa', 'twpa', 1e-12],
  ['coverage', 'coverage', 1e-12],
  ['stdPop', 'std', 1e-9],
  ['stdSample', 'stdSample', 1e-9],
  ['twStd', 'twStd', 1e-9],
  ['change', 'change', 1e-15],
  ['velocity', 'slope', 1e-15],
] as const

const MARKETS = { 'binance-spot-btcusdt': binanceTrades, 'spy-premarket-open': spyTrades }

describe.skipIf(!hasSharedData)('time windows against exact arithmetic (skipped where the data are absent)', () => {
  const cases = hasSharedData
    ? (JSON.parse(sharedText('golden/windows/cases.json')) as { readonly cases: readonly Case[] }).cases
    : []

  it.each(cases.map((one) => [one.name, one] as const))('C5: %s', (_, { ticks, now, t1, t2, expected }) => {
    const known = ticks.filter(([ts]) => ts <= now)
    const windows = { t1: t1 / 1000, t2: t2 / 1000, lateness: 10 }
    const average = twpa.create(windows)
    const slope = windowSlope.create(windows)
    const all = windowStats.create(windows)
    for (const live of [average, slope, all]) {
      for (const [ts, price, size] of known) live.update(ts, Number(price), Number(size))
      live.advance(now)
      expect(live.late).toBe(0)
    }
    near(average.value, expected['twpa'], 1e-15)
    near(average.get('coverage') ?? 0, expected['coverage'], 1e-15)
    near(slope.value, expected['velocity'], 1e-15)
    for (const [name, ours, tolerance] of COLUMNS) near(all.get(ours) ?? none(ours), expected[name], tolerance && 1e-15)
  })

  it.each(Object.entries(MARKETS))('%s: every statistic in every row', (name, load) => {
    const golden = sharedColumns(`golden/windows/${name}.windows.csv.gz`)
    const ticks = load()
    const level = ticks.price[0] as number
    const rows = walk(
      ticks,
      golden,
      ['t1', 't2'],
      ([t1, t2]): TickIndicator[] => [
        twpa.create({ t1, t2 }),
        windowSlope.create({ t1, t2 }),
        windowStats.create({ t1, t2 }),
      ],
      (row, live) => {
        const [average, slope, all] = live as [TickIndicator, TickIndicator, TickIndicator]
        near(average.value, cell(golden, 'twpa', row), 1e-12)
        near(average.get('coverage') ?? 0, cell(golden, 'coverage', row), 1e-12)
        // A slope is a difference of two prices: good to their own rounding.
        near(slope.value, cell(golden, 'velocity', row), 1e-15, level)
        for (const [column, ours, tolerance] of COLUMNS)
          near(
            all.get(ours) ?? none(ours),
            cell(golden, column, row),
            tolerance,
            ['change', 'slope'].includes(ours) ? level : 0,
          )
      },
    )
    expect(rows).toBe(golden['now']?.length)
  })

  it.each(Object.entries(MARKETS))(
    '%s: velocity, magnitude and volume surge, mean and median, in every row',
    (name, load) => {
      const golden = sharedColumns(`golden/windows/${name}.pairs.csv.gz`)
      const make = ([t1, t2, t3, t4]: number[]): TickIndicator[] => {
        const windows = { current: [t1, t2], baseline: [t3, t4] } as {
          current: [number, number]
          baseline: [number, number]
        }
        return [
          velocity.create(windows),
          magnitude.create(windows),
          volumeSurge.create(windows),
          volumeSurge.create({ ...windows, normal: 'median' }),
        ]
      }
      const rows = walk(load(), golden, ['t1', 't2', 't3', 't4'], make, (row, live) => {
        const [speed, moved, surge, robust] = live as [TickIndicator, TickIndicator, TickIndicator, TickIndicator]
        // A velocity is a difference of two averages: good to 1e-12 of the averages, in per cent.
        near(speed.value, cell(golden, 'velocityPctPerS', row), 1e-12, 1)
        near(moved.value, cell(golden, 'magnitudePct', row), 1e-12, 100)
        near(surge.value, cell(golden, 'volumeSurge', row), 1e-12)
        near(robust.value, cell(golden, 'volumeSurgeMedian', row), 1e-12)
      })
      expect(rows).toBe(golden['now']?.length)
    },
  )
})

/** Before the first tick there are no outputs at all: counts are then what the reference calls 0. */
function none(output: string): number | null {
  return ['count', 'volume', 'coverage'].includes(output) ? 0 : null
}

/** Feeds the ticks up to each row's time, moves time there, and compares; one set of instances for each set of windows. */
function walk(
  ticks: Ticks,
  golden: Record<string, Float64Array>,
  names: readonly string[],
  make: (seconds: number[]) => TickIndicator[],
  compare: (row: number, live: TickIndicator[]) => void,
): number {
  const sets = new Map<string, { readonly live: TickIndicator[]; next: number }>()
  const now = golden['now'] as Float64Array
  now.forEach((time, row) => {
    const spans = names.map((name) => golden[name]?.[row] as number)
    const set = sets.get(spans.join()) ?? { live: make(spans.map((ms) => ms / 1000)), next: 0 }
    sets.set(spans.join(), set)
    for (; (ticks.ts[set.next] as number) <= time; set.next++) {
      for (const live of set.live)
        live.update(ticks.ts[set.next] as number, ticks.price[set.next] as number, ticks.size[set.next])
    }
    for (const live of set.live) live.advance(time)
    compare(row, set.live)
  })
  return now.length
}

function cell(golden: Record<string, Float64Array>, name: string, row: number): number | null {
  const value = golden[name]?.[row] as number
  return value === value ? value : null
}

function near(ours: number | null, theirs: number | null | undefined, tolerance: number, scale = 0): void {
  if (theirs === null || ours === null) expect(ours).toBe(theirs)
  else if (Math.abs(ours - (theirs as number)) > tolerance * Math.max(Math.abs(theirs as number), scale))
    expect(ours).toBe(theirs)
}

function binanceTrades(): Ticks {
  const trades = sharedText('marketdata/binance-spot-btcusdt-20240808.frames.gz')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)) as Trade)
    .flatMap(({ stream, data }) => (stream?.endsWith('@trade') === true && data !== undefined ? [data] : []))
  return {
    ts: trades.map(({ T }) => T),
    price: trades.map(({ p }) => Number(p)),
    size: trades.map(({ q }) => Number(q)),
  }
}

function spyTrades(): Ticks {
  const { t, price, size } = sharedColumns('marketdata/spy-trades-20131008.csv.gz') as {
    t: Float64Array
    price: Float64Array
    size: Float64Array
  }
  const rows = 60_000
  return { ts: [...t.subarray(0, rows)], price: [...price.subarray(0, rows)], size: [...size.subarray(0, rows)] }
}
