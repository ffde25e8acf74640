import { isTapelineError } from '@tapeline/core'
import { SeriesGraph, type IndicatorDefinition, type IndicatorInstance } from '@tapeline/core/indicator'
import { describe, expect, it } from 'vitest'
import { catalog } from '../src/index.js'
import { AVERAGE_VARIANTS } from './average-variants.js'
import { CONVENTION_VARIANTS } from './convention-variants.js'
import { OSCILLATOR_VARIANTS } from './oscillator-variants.js'
import { generator, randomColumns } from './random-columns.js'
import { SWING_VARIANTS } from './swing-variants.js'
import { OF_SMALL_NUMBERS, TALIB_VARIANTS } from './talib-variants.js'
import { TIME_WINDOW_VARIANTS } from './time-window-variants.js'
import { TREND_VARIANTS } from './trend-variants.js'
import { VOLUME_VARIANTS } from './volume-variants.js'

const ROWS = 400
const columns = randomColumns(ROWS, 20_240_808)

/** Parameters to try beside the defaults: the least, blocks that turn over often, odd ones. */
const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  ...AVERAGE_VARIANTS,
  ...OSCILLATOR_VARIANTS,
  ...SWING_VARIANTS,
  ...TIME_WINDOW_VARIANTS,
  ...TREND_VARIANTS,
  ...VOLUME_VARIANTS,
  ...TALIB_VARIANTS,
  atr: [{ period: 1 }, { period: 5 }],
  macd: [
    { fast: 1, slow: 2, signal: 1 },
    { fast: 5, slow: 35, signal: 5 },
  ],
  max: [{ period: 1 }, { period: 2 }, { period: 13 }],
  midpoint: [{ period: 1 }, { period: 13 }],
  midprice: [{ period: 1 }, { period: 13 }],
  min: [{ period: 1 }, { period: 2 }, { period: 13 }],
  rsi: [{ period: 1 }, { period: 4 }],
  vwap: [{ anchor: 'utc_day' }],
}

describe.each([...catalog].map((type) => [type.metadata.name, type] as const))('%s', (name, type) => {
  const definitions = [{}, ...(VARIANTS[name] ?? []), ...(CONVENTION_VARIANTS[name] ?? [])].map((params) =>
    type(params),
  )
  const each = it.each(definitions.map((definition) => [definition.key, definition] as const))

  each('%s: stream, batch, chunks, group and single rows agree bit for bit', (_, definition) => {
    const whole = batchOf(definition)
    expect(streamed(definition.create(), rowsOf(definition))).toEqual(whole)
    expect(inGraph([definition], () => 1)[0]).toEqual(whole)
    const random = generator(7)
    expect(inGraph([definition], () => 1 + Math.floor(random() * 90))[0]).toEqual(whole)
    expect(inGraph(definitions, () => 64)[definitions.indexOf(definition)]).toEqual(whole)
  })

  each('%s: replacing the forming sample any number of times leaves no trace', (_, definition) => {
    const random = generator(11)
    const live = definition.create()
    const plain = definition.create()
    for (const row of rowsOf(definition)) {
      const guess = (): number[] => row.map((x, at) => (isTime(definition, at) ? x : x * random() * 3))
      update(live, guess())
      for (let i = 0; i < 3; i++) replace(live, guess())
      replace(live, row)
      update(plain, row)
      expect(live.values).toEqual(plain.values)
    }
    expect(live.count).toBe(ROWS)
  })

  each('%s: goes on from a snapshot bit for bit, and refuses one of another definition', (_, definition) => {
    const whole = batchOf(definition)
    const rows = rowsOf(definition)
    for (const half of [0, 1, 40, 333]) {
      const first = definition.create()
      streamed(first, rows.slice(0, half))
      const second = definition.create()
      second.restore(structuredClone(first.snapshot()))
      expect(second.value).toBe(first.value)
      expect(streamed(second, rows.slice(half))).toEqual(whole.map((column) => column.slice(half)))
    }
    const foreign = { ...definition.create().snapshot(), key: 'another()' }
    expect(
      isTapelineError(
        caught(() => definition.create().restore(foreign)),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
    const later = { ...definition.create().snapshot(), version: 2 as 1 }
    expect(
      isTapelineError(
        caught(() => definition.create().restore(later)),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
  })

  each('%s: reset forgets everything', (_, definition) => {
    const live = definition.create()
    streamed(live, rowsOf(definition).slice(0, 100))
    live.reset()
    expect([live.value, live.count, live.isReady]).toEqual([null, 0, false])
    expect(streamed(live, rowsOf(definition))).toEqual(batchOf(definition))
  })

  each('%s: is ready exactly when its metadata say', (_, definition) => {
    const warmup = type.metadata.warmup(definition.params)
    const given = OF_SMALL_NUMBERS.includes(name)
      ? { ...columns, close: columns['volume']?.map((x) => x / 10) as Float64Array }
      : columns
    const first = Math.max(...batchOf(definition, given).map((column) => column.findIndex((x) => x === x)))
    if ('samples' in warmup) expect(first).toBe(warmup.samples - 1)
    else if ('atLeast' in warmup) expect(first).toBeGreaterThanOrEqual(warmup.atLeast - 1)
    else {
      const passed = (row: number): number => (columns['ts']?.[row] as number) - (columns['ts']?.[0] as number)
      expect(passed(first)).toBeGreaterThanOrEqual(warmup.ms)
      expect(passed(first - 1)).toBeLessThanOrEqual(warmup.ms)
    }
  })

  each('%s: once defined stays defined where it says so', (_, definition) => {
    for (const column of batchOf(definition)) {
      const first = column.findIndex((x) => x === x)
      if (type.metadata.total) expect(column.subarray(first).some((x) => x !== x)).toBe(false)
      expect(column.some((x) => Math.abs(x) === Infinity)).toBe(false)
    }
  })

  each('A2 %s: refuses what is no number, counts it, and goes on untouched', (_, definition) => {
    const live = definition.create()
    const plain = definition.create()
    const bad = [
      NaN,
      Infinity,
      -Infinity,
      1e308,
      Number('-1e400'),
      '0x10',
      '',
      {},
      [5],
      true,
      5n,
    ] as unknown as number[]
    rowsOf(definition).forEach((row, at) => {
      const wrong = row.map((x, i) => (i === at % row.length ? (bad[at % bad.length] as number) : x))
      const before = live.values
      expect(at % 2 === 0 ? update(live, wrong) : replace(live, wrong)).toBe(live.value ?? NaN)
      expect(live.values).toEqual(before)
      update(live, row)
      update(plain, row)
      expect(live.values).toEqual(plain.values)
    })
    expect(live.rejected).toBeGreaterThan(0.9 * ROWS)
    expect(plain.rejected).toBe(0)
  })

  each('A2 %s: a row that is no sample is a hole in the columns, nothing more', (_, definition) => {
    const random = generator(3)
    const holes = Array.from({ length: ROWS }, () => random() < 0.1)
    const torn = Object.fromEntries(
      Object.entries(columns).map(([column, values]) => [
        column,
        values.map((x, i) => (holes[i] ? (i % 2 === 0 ? NaN : 1e200) : x)),
      ]),
    )
    const kept = rowsOf(definition).filter((__, i) => !holes[i])
    const expected = streamed(definition.create(), kept)
    batchOf(definition, torn).forEach((column, at) => {
      expect([...column].filter((__, i) => holes[i]).every((x) => x !== x)).toBe(true)
      expect(column.filter((__, i) => !holes[i])).toEqual(expected[at])
    })
  })

  each('C6 %s: flat, zero, tiny and huge inputs give numbers or nothing', (_, definition) => {
    for (const level of [0, 1, -5, 5e-324, 1e-310, 9e99, -9e99]) {
      for (const mix of [0, 1, 2]) {
        const live = definition.create()
        rowsOf(definition).forEach((row, i) => {
          update(
            live,
            row.map((x, at) =>
              isTime(definition, at) ? x : mix === 0 ? level : (i * 7) % (mix + 2) === 0 ? level : x,
            ),
          )
          for (const value of Object.values(live.values)) expect(value === null || Number.isFinite(value)).toBe(true)
        })
      }
    }
  })

  it('says what it is: metadata, canonical key, JSON there and back', () => {
    const definition = type()
    expect(catalog.get(name)).toBe(type)
    expect(definition.metadata).toBe(type.metadata)
    expect(definition.outputs).toEqual(Object.keys(type.metadata.outputs))
    expect(Object.isFrozen(definition) && Object.isFrozen(definition.params)).toBe(true)
    for (const text of [type.metadata.title, type.metadata.tells, type.metadata.source])
      expect(text.length).toBeGreaterThan(3)
    for (const one of definitions) {
      const copy = catalog.define(JSON.parse(JSON.stringify(one)) as never)
      expect(copy).toEqual(one)
      expect(structuredClone(one)).toEqual(copy)
    }
    expect(new Set(definitions.map((one) => one.key)).size).toBe(definitions.length)
  })

  it('C5: refuses parameters out of range by name, value and range', () => {
    for (const [parameter, spec] of Object.entries(type.metadata.params)) {
      const bad: unknown[] = [NaN, '20', null, {}, Infinity, -1, 1e9]
      if (spec.kind === 'whole') bad.push(0, 1.5)
      if (spec.kind === 'window') bad.push([5], [5, 5], [5, 6], [5, -1], [NaN, 0], [1e9, 0], [1e-7, 0])
      const fits = (value: unknown): boolean =>
        spec.kind === 'number' && typeof value === 'number' && value >= spec.min && value <= spec.max
      for (const value of bad.filter((one) => !fits(one))) {
        const fault = caught(() => type({ [parameter]: value }))
        expect(isTapelineError(fault, 'BAD_PARAMETER'), `${parameter} ${String(value)}`).toBe(true)
        expect(String(fault)).toContain(`${name}: ${parameter} was `)
      }
    }
    expect(
      isTapelineError(
        caught(() => type({ perod: 5 } as object)),
        'UNKNOWN_PARAMETER',
      ),
    ).toBe(true)
    expect(
      isTapelineError(
        caught(() => type({ on: 'a b' } as object)),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

function rowsOf(definition: IndicatorDefinition): number[][] {
  return Array.from({ length: ROWS }, (_, i) => definition.inputs.map((name) => columns[name]?.[i] as number))
}

function isTime(definition: IndicatorDefinition, at: number): boolean {
  return ['ts', 'openTime'].includes(definition.inputs[at] as string)
}

function batchOf(definition: IndicatorDefinition, of: Record<string, Float64Array> = columns): Float64Array[] {
  const type = catalog.get(definition.type)
  return Object.values(type?.batch(of, definition.params) ?? {})
}

function streamed(live: IndicatorInstance, rows: readonly number[][]): Float64Array[] {
  const seen = rows.map((row) => {
    update(live, row)
    return Object.values(live.values as Record<string, number | null>)
  })
  return live.definition.outputs.map((_, at) => Float64Array.from(seen, (values) => values[at] ?? NaN))
}

function inGraph(definitions: readonly IndicatorDefinition[], chunk: () => number): Float64Array[][] {
  const graph = new SeriesGraph(Object.keys(columns), 100)
  const nodes = definitions.map((definition) => graph.add(definition))
  const out = definitions.map((definition) => definition.outputs.map(() => new Float64Array(ROWS)))
  for (let from = 0; from < ROWS;) {
    const rows = Math.min(chunk(), ROWS - from)
    graph.bind(
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(from, from + rows)])),
    )
    graph.run(0, rows)
    nodes.forEach((node, n) => node.columns.forEach((column, at) => out[n]?.[at]?.set(column.subarray(0, rows), from)))
    from += rows
  }
  return out
}

function update(live: IndicatorInstance, row: readonly number[]): number {
  return live.update(...(row as [number]))
}

function replace(live: IndicatorInstance, row: readonly number[]): number {
  return live.replace(...(row as [number]))
}

function caught(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
