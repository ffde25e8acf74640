import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `psl`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PslParams extends SeriesOptions {
  /** Changes that are counted, 1 to 100000; 12 unless said. */
  readonly period?: number | undefined
}

class Psl extends IndicatorInstance {
  private readonly period: number
  private readonly rises: SlidingSum
  private previous: number = NaN
  private newest: number = NaN

  constructor({ period }: Settled<PslParams>) {
    super()
    this.period = period
    this.rises = new SlidingSum(period - 1)
  }

  static runAll(group: readonly Psl[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          output[i] = one.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.rises.push(this.newest > this.previous ? 1 : 0)
    this.previous = this.newest
  }

  override amend(x: number): number {
    this.newest = x
    const rises = this.rises.value + (x > this.previous ? 1 : 0)
    if (this.committed >= this.period) this.main = (100 * rises) / this.period
    return this.main
  }
}

/**
 * Psychological line: the share of rises among the newest `period` changes. Above 75 buyers are called overconfident, below 25
 * sellers.
 *
 * Per cent, 0 to 100; first value at sample `period + 1`; O(1), exact. A change of 0 is no rise.
 *
 * @example
 * ```ts
 * import { psl } from '@tapeline/indicators'
 * const { value } = psl.batch({ close: Float64Array.of(10, 11, 12, 11, 11) }, { period: 2 })
 * console.log(value) // Float64Array(5) [ NaN, NaN, 100, 50, 0 ]
 * ```
 */
export const psl: IndicatorType<PslParams, 'value'> = /*#__PURE__*/ defineIndicator<PslParams, 'value'>({
  name: 'psl',
  title: 'Psychological line',
  tells: 'How many of the newest samples rose: the mood of the market by a simple count.',
  params: {
    period: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'pandas-ta psl',
  total: true,
  kernel: Psl,
})
