import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import {
  Change,
  Crossing,
  Lasting,
  PercentRank,
  Recent,
  Streak,
  ZScore,
  type ValueSeries,
} from '../../src/series/index.js'
import { caught } from '../caught.js'

type Row = readonly [x: number | null, y: number | null, isTrue: boolean | null, ts: number]
type AnySeries = ValueSeries<readonly unknown[], unknown>

interface Kind {
  readonly make: () => AnySeries
  readonly pick: (row: Row) => readonly unknown[]
  /** The answer at the last of these rows, looked up in all of them anew. */
  readonly slow: (rows: readonly Row[]) => unknown
}

const first = ([x]: Row): readonly unknown[] => [x]
const pair = ([x, y]: Row): readonly unknown[] => [x, y]
const timed = ([, , isTrue, ts]: Row): readonly unknown[] => [isTrue, ts]

const KINDS: Readonly<Record<string, Kind>> = {
  Crossing: { make: () => new Crossing(), pick: pair, slow: (rows) => slowCrossing(rows, false) },
  'Crossing, from through': {
    make: () => new Crossing({ from: 'through' }),
    pick: pair,
    slow: (rows) => slowCrossing(rows, true),
  },
  Streak: { make: () => new Streak(), pick: first, slow: slowStreak },
  Lasting: { make: () => new Lasting(40), pick: timed, slow: (rows) => slowLasting(rows, 40, Infinity) },
  'Lasting with gaps': {
    make: () => new Lasting(40, { maxGapMs: 15 }),
    pick: timed,
    slow: (rows) => slowLasting(rows, 40, 15),
  },
  Recent: {
    make: () => new Recent(30),
    pick: timed,
    slow: (rows) => rows.some(([, , isTrue, ts]) => isTrue === true && ts > (rows.at(-1)?.[3] as number) - 30),
  },
  PercentRank: { make: () => new PercentRank(5), pick: first, slow: (rows) => slowRank(rows, 5) },
  ZScore: { make: () => new ZScore(4), pick: first, slow: (rows) => slowScore(rows, 4) },
  Change: { make: () => new Change(), pick: first, slow: (rows) => slowChange(rows, 0) },
  'Change by 3': { make: () => new Change(3), pick: first, slow: (rows) => slowChange(rows, 3) },
}

const value = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6 })
const version = fc.tuple(value, value, fc.constantFrom(true, true, true, false, null), fc.nat(9))
/** Versions of each of some rows; the last one is final. */
const history = fc.array(fc.array(version, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 })

describe.each(Object.entries(KINDS))('%s', (_, { make, pick, slow }) => {
  it('answers as a look at the whole past does', () => {
    fc.assert(
      fc.property(history, (all) => {
        const rows = finals(all)
        const series = make()
        rows.forEach((row, at) => expect(series.update(...pick(row))).toEqual(slow(rows.slice(0, at + 1))))
      }),
    )
  })

  it('new versions of the newest value, and taking it back, leave no trace', () => {
    fc.assert(
      fc.property(history, (all) => {
        const rows = finals(all)
        const series = make()
        const plain = make()
        all.forEach((versions, at) => {
          versions.forEach(([x, y, isTrue], n) => {
            const one: Row = n === versions.length - 1 ? (rows[at] as Row) : [x, y, isTrue, (rows[at] as Row)[3]]
            if (n === 0) series.update(...pick(one))
            else series.replace(...pick(one))
          })
          plain.update(...pick(rows[at] as Row))
          expect(series.answer).toEqual(plain.answer)
        })
      }),
    )
  })

  it('goes on from a snapshot bit for bit, and refuses that of another', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (all, cut) => {
        const rows = finals(all)
        const whole = make()
        const start = make()
        const rest = make()
        rows.forEach((row, at) => {
          if (at === cut) rest.restore(structuredClone(start.snapshot()))
          const answer = whole.update(...pick(row))
          if (at < cut) start.update(...pick(row))
          else expect((cut === 0 || at >= cut ? rest : start).update(...pick(row))).toEqual(answer)
        })
      }),
    )
    const foreign = { ...make().snapshot(), key: 'another()' }
    expect(
      isTapelineError(
        caught(() => make().restore(foreign)),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
    const later = { ...make().snapshot(), version: 2 as 1 }
    expect(
      isTapelineError(
        caught(() => make().restore(later)),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
  })
})

describe('series of values', () => {
  it('a line that touches another and turns back crosses it only for those who say so', () => {
    const over = (from: 'touch' | 'through'): number[] => {
      const crossing = new Crossing({ from })
      return [3, 2, 3, 2, 1, 2, 3].map((x) => crossing.update(x, 2))
    }
    expect(over('touch')).toEqual([0, 0, 1, 0, -1, 0, 1])
    expect(over('through')).toEqual([0, 0, 0, 0, -1, 0, 1])
  })

  it('a big print that has left the window leaves no trace in the score', () => {
    const score = new ZScore(3)
    const answers = [1e15, 1, 2, 3].map((x) => score.update(x))
    expect(answers.at(-1)).toBeCloseTo(Math.sqrt(1.5), 12)
    expect([NaN, Infinity, 1e200].map((x) => score.update(x))).toEqual([null, null, null])
  })

  it('time that goes back, or is none, is refused and changes nothing', () => {
    const lasting = new Lasting(10)
    lasting.update(true, 100)
    for (const ts of [99, NaN, Infinity, -Infinity, null as unknown as number]) {
      expect(
        isTapelineError(
          caught(() => lasting.update(true, ts)),
          'BAD_DATA',
        ),
      ).toBe(true)
    }
    expect(lasting.replace(true, 90)).toBe(false)
    expect(lasting.update(true, 100)).toBe(true)
  })

  it.each([
    [() => new PercentRank(0), 'percentRank: period was 0'],
    [() => new PercentRank(2.5), 'percentRank: period was 2.5'],
    [() => new ZScore(1), 'zScore: period was 1'],
    [() => new Change(-1), 'change: by was -1'],
    [() => new Change(NaN), 'change: by was NaN'],
    [() => new Lasting(-1), 'lasting: ms was -1'],
    [() => new Lasting(1, { maxGapMs: NaN }), 'lasting: maxGapMs was NaN'],
    [() => new Lasting(1, { maxGap: 5 } as object), 'lasting: there is no parameter "maxGap"'],
    [() => new Recent(Infinity), 'recent: ms was Infinity'],
    [() => new Crossing({ from: 'below' as 'touch' }), 'crossing: from was "below"'],
    [() => new Crossing({ form: 'touch' } as object), 'crossing: there is no parameter "form"'],
  ])('%#: bad options are refused by name, value and range', (make, message) => {
    const fault = caught(make)
    expect(isTapelineError(fault)).toBe(true)
    expect(String(fault)).toContain(message)
  })
})

/** The last version of each row, at times that add up. */
function finals(all: readonly (readonly (readonly [number | null, number | null, boolean | null, number])[])[]): Row[] {
  let ts = 1_000_000
  return all.map((versions) => {
    const [x, y, isTrue, step] = versions.at(-1) as Row
    ts += step
    return [x, y, isTrue, ts]
  })
}

function slowCrossing(rows: readonly Row[], through: boolean): number {
  const [x, y] = rows.at(-1) as Row
  if (x === null || y === null) return 0
  const sides = rows.flatMap(([a, b]) => (a === null || b === null ? [] : [Math.sign(a - b)]))
  const now = sides.at(-1) as number
  const before = through
    ? sides
        .slice(0, -1)
        .filter((side) => side !== 0)
        .at(-1)
    : sides.at(-2)
  return before !== undefined && now !== 0 && before !== now ? now : 0
}

function slowStreak(rows: readonly Row[]): number {
  if (rows.at(-1)?.[0] === null) return 0
  const signs = there(rows).flatMap((x, at, all) => (at === 0 ? [] : [Math.sign(x - (all[at - 1] as number))]))
  const last = signs.at(-1) ?? 0
  const since = [...signs].reverse().findIndex((sign) => sign !== last)
  return last * (since < 0 ? signs.length : since) + 0
}

function slowLasting(rows: readonly Row[], ms: number, maxGapMs: number): boolean {
  if (rows.at(-1)?.[2] !== true) return false
  let at = rows.length - 1
  while (at > 0) {
    const [, , isTrue, ts] = rows[at - 1] as Row
    if (isTrue !== true || (rows[at] as Row)[3] - ts > maxGapMs) break
    at--
  }
  return (rows.at(-1) as Row)[3] - (rows[at] as Row)[3] >= ms
}

function slowRank(rows: readonly Row[], period: number): number | null {
  const values = there(rows)
  const x = rows.at(-1)?.[0]
  if (typeof x !== 'number' || values.length <= period) return null
  return (100 * values.slice(-1 - period, -1).filter((one) => one <= x).length) / period
}

function slowScore(rows: readonly Row[], period: number): unknown {
  const window = there(rows).slice(-period)
  const x = rows.at(-1)?.[0]
  if (typeof x !== 'number' || window.length < period) return null
  const mean = window.reduce((sum, one) => sum + one, 0) / period
  const variance = window.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / period
  return variance === 0 ? null : expect.closeTo((x - mean) / Math.sqrt(variance), 12)
}

function slowChange(rows: readonly Row[], by: number): boolean {
  if (rows.at(-1)?.[0] === null) return false
  let counted: number | null = null
  let counts = false
  for (const x of there(rows)) {
    counts = counted === null || (x !== counted && Math.abs(x - counted) >= by)
    if (counts) counted = x
  }
  return counts
}

function there(rows: readonly Row[]): number[] {
  return rows.flatMap(([x]) => (x === null ? [] : [x]))
}
