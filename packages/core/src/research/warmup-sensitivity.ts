import { demand, demandKnown } from '../errors/index.js'
import { batch, type BatchColumns } from '../indicator/batch.js'
import type { IndicatorDefinition } from '../indicator/index.js'

/** Which histories to try. */
export interface WarmupSensitivityOptions {
  /** Rows of history before the last one, each a whole number from 1 on. */
  readonly rows: readonly number[]
}

/** What an output says at the last row, by how much history it has seen. */
export interface WarmupSensitivity {
  /** Key of the indicator. */
  readonly key: string
  /** Name of its output. */
  readonly output: string
  /** With all rows; `null` where that is not enough. */
  readonly value: number | null
  /** The same with less history, in the order of `rows`. */
  readonly shorter: readonly {
    readonly rows: number
    /** `null` where it is not ready after so few rows. */
    readonly value: number | null
    /** Distance from the value with all rows over its size: 0.01 is one percent; `null` where either is missing or both are 0. */
    readonly difference: number | null
  }[]
}

/**
 * How far indicators depend on where history begins. A moving window forgets; an average that feeds on itself (EMA, RSI,
 * ATR, everything built on them) does so only bit by bit, so that a bot that starts with 30 bars sees other numbers than
 * its backtest did. Choose the history of a live session so that the differences no longer matter.
 *
 * Cost: one pass over the rows for each indicator and length.
 *
 * @throws `BAD_PARAMETER` for a length that is no whole number or longer than the columns; `UNKNOWN_SERIES` for a column
 * that an indicator reads and that is not there.
 *
 * @example
 * ```ts
 * import { warmupSensitivity } from '@tapeline/core/research'
 * import { ema, sma } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 500 }, (_, i) => 100 + 10 * Math.sin(i / 9))
 * const [slow, plain] = warmupSensitivity([ema({ period: 50 }), sma({ period: 50 })], { close }, { rows: [60, 200] })
 * console.log(slow.shorter.map(({ difference }) => difference.toFixed(4)).join(' ')) // 0.0030 0.0000
 * console.log(plain.shorter.map(({ difference }) => difference < 1e-12).join(' ')) // true true
 * ```
 */
export function warmupSensitivity(
  definitions: readonly IndicatorDefinition[],
  columns: BatchColumns,
  options: WarmupSensitivityOptions,
): readonly WarmupSensitivity[] {
  const owner = 'warmupSensitivity'
  demandKnown(owner, options, ['rows'])
  const length = Math.max(0, ...Object.values(columns).map((column) => column?.length ?? 0))
  for (const rows of options.rows) {
    const isPossible = Number.isInteger(rows) && rows >= 1 && rows <= length
    demand(isPossible, owner, 'rows', rows, `whole numbers from 1 to ${length}, the rows of the columns`)
  }
  const shortened = options.rows.map((rows) => ({ rows, columns: lastRows(columns, rows) }))
  return definitions.flatMap((definition) => {
    const whole = batch(definition, columns)
    const parts = shortened.map(({ rows, columns: part }) => ({ rows, outputs: batch(definition, part) }))
    return definition.outputs.map((output) => {
      const value = lastOf(whole[output])
      const shorter = parts.map(({ rows, outputs }) => {
        const other = lastOf(outputs[output])
        return { rows, value: other, difference: relative(other, value) }
      })
      return { key: definition.key, output, value, shorter }
    })
  })
}

function lastRows(columns: BatchColumns, rows: number): BatchColumns {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column?.slice(-rows)]))
}

function lastOf(column: Float64Array | undefined): number | null {
  const value = column?.at(-1) ?? NaN
  return Number.isNaN(value) ? null : value
}

function relative(value: number | null, whole: number | null): number | null {
  if (value === null || whole === null) return null
  if (value === whole) return 0
  return whole === 0 ? null : Math.abs(value - whole) / Math.abs(whole)
}
