import { catalog } from '../../src/index.js'
import { sharedColumns } from '../golden/shared-data.js'

/** A library whose numbers are at hand. */
export type Library = 'TA-Lib' | 'Skender' | 'talipp' | 'Tulip'

/** One of our indicators, and where another library's numbers for it stand. */
export interface Comparison {
  readonly indicator: string
  readonly params?: object | undefined
  readonly library: Library
  /** Path of their numbers in the reference data. */
  readonly file: string
  /** Our output -> their column. */
  readonly columns: Readonly<Record<string, string>>
  /** Values below this are compared on this scale; 0, unless said. */
  readonly scale?: number | undefined
}

/** How two agree, over all of their columns. */
export interface Agreement {
  /** The first rows with a value, counted from 1. */
  readonly firstOurs: number
  readonly firstTheirs: number
  /** The greatest distance where both have a value, relative to theirs, or to their usual size where that is greater. */
  readonly largest: number
  /** The row, counted from 1, from which on they agree; null where they do not to the last. */
  readonly from: number | null
}

/** Closer than this is equal. */
const EQUAL = 1e-9

const MARKET: Readonly<Record<Library, string>> = {
  'TA-Lib': 'btcusdt-1m',
  Skender: 'spy-daily',
  talipp: 'btcusdt-1m',
  Tulip: 'btcusdt-1m',
}

/** Compares an indicator with another library, with parameters of ours beside those that both have. */
export function compare(
  { indicator, params, library, file, columns, scale = 0 }: Comparison,
  like: object = {},
): Agreement {
  const bars = sharedColumns(`golden/market/${MARKET[library]}.csv.gz`)
  const golden = sharedColumns(`golden/${file}.csv.gz`)
  const ours = catalog.get(indicator)?.batch(bars, { ...params, ...like }) as Record<string, Float64Array>
  const pairs = Object.entries(columns).map(
    ([mine, theirs]) =>
      [
        ours[mine] as Float64Array,
        aligned(golden[theirs] as Float64Array, golden['i'], ours[mine]?.length ?? 0),
      ] as const,
  )
  const all = Array.from({ length: pairs[0]?.[0].length ?? 0 }, (_, row) =>
    Math.max(...pairs.map(([a, b]) => apart(a[row], b[row], scale))),
  )
  const last = all.length - 1 - [...all].reverse().findIndex((one) => !(one < EQUAL))
  return {
    firstOurs: 1 + Math.min(...pairs.map(([a]) => a.findIndex((x) => x === x))),
    firstTheirs: 1 + Math.min(...pairs.map(([, b]) => b.findIndex((x) => x === x))),
    largest: Math.max(...pairs.map(([a, b]) => largest(a, b))),
    from: last === all.length ? 1 : last === all.length - 1 ? null : last + 2,
  }
}

/** Their values at our rows: some files begin with their first value and say which row that is. */
function aligned(values: Float64Array, rows: Float64Array | undefined, length: number): Float64Array {
  if (rows === undefined) return values
  const column = new Float64Array(length).fill(NaN)
  rows.forEach((row, at) => (column[row] = values[at] as number))
  return column
}

function largest(a: Float64Array, b: Float64Array): number {
  const there = [...b].filter((x) => x === x)
  const usual = there.reduce((sum, x) => sum + Math.abs(x), 0) / there.length
  return Math.max(0, ...[...a].map((x, row) => apart(x, b[row], usual)).filter((one) => one < Infinity))
}

/** 0 where neither has a value, Infinity where one alone has. */
function apart(a = NaN, b = NaN, scale: number): number {
  if ((a !== a && b !== b) || a === b) return 0
  const distance = Math.abs(a - b) / Math.max(Math.abs(b), scale)
  return distance === distance ? distance : Infinity
}
