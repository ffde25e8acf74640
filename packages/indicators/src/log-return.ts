import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { logAt } from '@tapeline/core/math'
import { finite } from './finite.js'

/** Parameters of `logReturn`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface LogReturnParams extends SeriesOptions {
  /** Samples between the two prices, 1 to 100000; 1 unless said. */
  readonly period?: number | undefined
}

class LogReturn extends IndicatorInstance {
  private readonly past: DelayLine

  constructor({ period }: Settled<LogReturnParams>) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly LogReturn[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.past.newest = x
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    cell[0] = this.past.newest / this.past.oldest
    logAt(cell, 0)
    this.main = finite(cell[0] as number)
  }
}

/** A number on its way into a logarithm and out of it: one that crosses a call may be boxed. */
const cell: Float64Array = /*#__PURE__*/ new Float64Array(1)

/**
 * Logarithmic return: ln(x / x `period` samples ago). Unlike per cents, those of neighbouring stretches add up to
 * that of the whole.
 *
 * A plain number, 0.01 for some 1 %; first value at sample `period + 1`, null where one of the prices is not above
 * 0; O(1).
 *
 * @example
 * ```ts
 * import { logReturn } from '@tapeline/indicators'
 * const live = logReturn.create()
 * live.update(100)
 * console.log(live.update(110)) // 0.09531017980432493
 * ```
 */
export const logReturn: IndicatorType<LogReturnParams, 'value'> = /*#__PURE__*/ defineIndicator<
  LogReturnParams,
  'value'
>({
  name: 'logReturn',
  title: 'Logarithmic return',
  tells: 'By how much the market grew, in a measure in which growth adds up.',
  params: {
    period: { kind: 'whole', default: 1, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'ln(x / x of period samples ago)',
  total: false,
  kernel: LogReturn,
})
