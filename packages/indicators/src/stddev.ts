import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `stddev`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StddevParams extends SeriesOptions {
  /** Samples in the window, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** How many of them to give, 0 to 100; 1 unless said. */
  readonly deviations?: number | undefined
  /** What the squares are divided by: `period` (`population`), as TA-Lib, unless said, or one less (`sample`). */
  readonly divisor?: 'population' | 'sample' | undefined
}

class Stddev extends IndicatorInstance {
  private readonly period: number
  private readonly divisor: number
  private readonly deviations: number
  private readonly past: MomentsWindow

  constructor({ period, deviations, divisor }: Settled<StddevParams>) {
    super()
    this.period = period
    this.divisor = divisor === 'sample' ? period - 1 : period
    this.deviations = deviations
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly Stddev[], from: number, to: number): void {
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
        output[i] = one.amend(x)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.include(x)
    return this.committed < this.period - 1 ? NaN : this.deviations * Math.sqrt(this.past.squares / this.divisor)
  }
}

/**
 * Standard deviation of the newest `period` samples around their mean: volatility as statistics has it.
 *
 * Unit of its input; of the population (divided by `period`) unless said, as TA-Lib STDDEV; first value at sample `period`; exactly 0 in
 * a flat market; O(1) amortised, free of drift.
 *
 * @example
 * ```ts
 * import { stddev } from '@tapeline/indicators'
 * const { value } = stddev.batch({ close: Float64Array.of(1, 3, 3) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 1, 0 ]
 * ```
 */
export const stddev: IndicatorType<StddevParams, 'value'> = /*#__PURE__*/ defineIndicator<StddevParams, 'value'>({
  name: 'stddev',
  title: 'Standard deviation',
  tells: 'How far prices lie from their mean: volatility as statistics has it.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' },
    deviations: { kind: 'number', default: 1, min: 0, max: 100 },
    divisor: { kind: 'choice', default: 'population', choices: ['population', 'sample'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib STDDEV',
  talib: {
    name: 'STDDEV',
    params: { period: 'optInTimePeriod', deviations: 'optInNbDev' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Stddev,
})
