import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../src/index.js'
import type { AnyIndicator } from '../../src/index.js'
import { coarseBars } from '../coarse-bars.js'
import { hasSharedData, sharedColumns, sharedText } from './shared-data.js'
import { ownParameters, talibVariants } from './talib-manifest.js'

/** What the C library itself says of bars from a seed: how often each pattern is there, and its first rows and values in turn. */
interface TalibCandles {
  readonly rows: number
  readonly seed: number
  readonly patterns: Readonly<Record<string, { readonly count: number; readonly first: readonly number[] }>>
}

const values = JSON.parse(readFileSync(new URL('talib-candles.json', import.meta.url), 'utf8')) as TalibCandles
const patterns = [...catalog].flatMap((type) => {
  const name = type.metadata.talib?.name ?? ''
  return name.startsWith('CDL') ? [[name, type] as const] : []
})

describe('candle patterns', () => {
  const bars = coarseBars(values.rows, values.seed)

  it('are all 61 of TA-Lib, and each occurs in the bars that it was run on', () => {
    expect(patterns.map(([name]) => name).sort()).toEqual(Object.keys(values.patterns).sort())
    expect(patterns).toHaveLength(61)
    for (const [name, { count }] of Object.entries(values.patterns)) expect(count, name).toBeGreaterThan(0)
  })

  it.each(patterns)('TA-Lib 0.8.1 on bars of whole ticks: %s, exactly', (name, type) => {
    const { count, first } = values.patterns[name] as TalibCandles['patterns'][string]
    const ours = found(type, bars)
    expect(ours.length).toBe(count)
    expect(ours.flat().slice(0, first.length)).toEqual(first)
  })
})

describe.skipIf(!hasSharedData)('candle patterns against reference data (skipped where they are absent)', () => {
  it.each(['msft-daily', 'spy-daily', 'btcusdt-1m'])(
    'TA-Lib on %s: every value of every variant, exactly',
    (market) => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const [, ...lines] = sharedText(`golden/talib/${market}/candles.csv.gz`).trimEnd().split('\n')
      const theirs = new Map<string, [number, number][]>()
      for (const line of lines) {
        const [name, variant, row, value] = line.split(',')
        const key = `${name} ${variant}`
        theirs.set(key, [...(theirs.get(key) ?? []), [Number(row), Number(value)]])
      }
      let compared = 0
      for (const [name, type] of patterns) {
        for (const [variant, { params }] of talibVariants(name)) {
          const ours = found(type, bars, ownParameters(type.metadata, params))
          expect(ours, `${name} ${variant}`).toEqual(theirs.get(`${name} ${variant}`) ?? [])
          compared += ours.length
        }
      }
      expect(compared).toBe(lines.length)
      expect(compared).toBeGreaterThan(700)
    },
  )
})

/** Rows where a pattern is, with its values. */
function found(type: AnyIndicator, bars: Record<string, Float64Array>, params: object = {}): [number, number][] {
  const { value } = type.batch(bars, params) as { readonly value: Float64Array }
  return [...value].flatMap((x, row) => (x === 0 || x !== x ? [] : [[row, x]]))
}
