import {
  BlockSum,
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `efficiencyRatio`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface EfficiencyRatioParams extends SeriesOptions {
  /** Changes in the way, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class EfficiencyRatio extends IndicatorInstance {
  private readonly period: number
  private readonly past: DelayLine
  private readonly walked: BlockSum
  private previous: number = NaN
  private newest: number = NaN
  private step: number = NaN

  constructor({ period }: Settled<EfficiencyRatioParams>) {
    super()
    this.period = period
    this.past = new DelayLine(period)
    this.walked = new BlockSum(period - 1)
  }

  static runAll(group: readonly EfficiencyRatio[], from: number, to: number): void {
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
    this.previous = this.newest
    this.past.push(this.newest)
    if (this.committed > 1) this.walked.push(this.step)
  }

  override amend(x: number): number {
    this.newest = x
    this.step = Math.abs(x - this.previous)
    if (this.committed < this.period) return this.main
    const share = Math.abs(x - this.past.oldest) / this.walked.including(this.step)
    this.main = isSample(share) ? Math.min(1, share) : 0
    return this.main
  }
}

/**
 * Efficiency ratio (Kaufman 1995): the distance between now and `period` samples ago over the way walked in between. It tells a
 * trend from noise, and drives `kama`.
 *
 * A ratio, 0 to 1; first value at sample `period + 1`; O(1) amortised, free of drift. As Skender; 0 where nothing moved.
 *
 * @example
 * ```ts
 * import { efficiencyRatio } from '@tapeline/indicators'
 * const { value } = efficiencyRatio.batch({ close: Float64Array.of(10, 12, 11, 13) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 0.3333333333333333, 0.3333333333333333 ]
 * ```
 */
export const efficiencyRatio: IndicatorType<EfficiencyRatioParams, 'value'> = /*#__PURE__*/ defineIndicator<
  EfficiencyRatioParams,
  'value'
>({
  name: 'efficiencyRatio',
  title: 'Efficiency ratio',
  tells: 'How straight price moves: 1 on a straight line, near 0 when it goes back and forth.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Kaufman 1995',
  total: true,
  kernel: EfficiencyRatio,
})
