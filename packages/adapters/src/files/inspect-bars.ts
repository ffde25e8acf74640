import type { BarColumns } from '@tapeline/core'
import { BarInspector } from './bar-inspector.js'
import type { DataWarning } from './data-warning.js'

/**
 * What is suspicious in bars that are well-formed: opens that repeat the close before, gaps that are no weekend,
 * duplicate or unsorted times, flat bars, missing volume, outliers. Each with its count and its first row (0-based).
 * The bars may be of any order. One pass, O(1) a bar.
 *
 * @example
 * ```ts
 * import { inspectBars } from '@tapeline/adapters'
 * import { syntheticBars } from '@tapeline/core/testing'
 * for (const columns of syntheticBars({ seed: 1, bars: 500 }).chunks()) {
 *   columns.openTime[17] = columns.openTime[16] as number
 *   console.log(inspectBars(columns)[0]?.message)
 *   // 1 of 500 rows with the time of the row before (first at row 17).
 * }
 * ```
 */
export function inspectBars(columns: BarColumns): DataWarning[] {
  const { length, openTime, closeTime, open, high, low, close, volume } = columns
  const inspector = new BarInspector(usualLength(openTime, closeTime, length), 'row')
  for (let i = 0; i < length; i++) {
    const time = openTime[i] as number
    const previous = i === 0 ? -Infinity : (openTime[i - 1] as number)
    if (time < previous) inspector.note('unsortedRows', i)
    else if (time === previous) inspector.note('duplicateTimes', i)
    inspector.push(
      time,
      open[i] as number,
      high[i] as number,
      low[i] as number,
      close[i] as number,
      volume[i] as number,
      i,
    )
  }
  return inspector.warnings()
}

function usualLength(openTime: Float64Array, closeTime: Float64Array, length: number): number {
  const lengths = Array.from(
    { length: Math.min(length, 1_000) },
    (_, i) => (closeTime[i] as number) - (openTime[i] as number),
  ).sort((a, b) => a - b)
  return lengths[lengths.length >> 1] ?? 0
}
