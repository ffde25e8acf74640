import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `bollingerPercentB`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface BollingerPercentBParams extends SeriesOptions {
  /** Samples in the mean and the deviation, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Standard deviations from the middle to each band, 0 to 100; 2 unless said. */
  readonly deviations?: number | undefined
}

class BollingerPercentB extends IndicatorInstance {
  private readonly period: number
  private readonly deviations: number
  private readonly past: MomentsWindow

  constructor({ period, deviations }: Settled<BollingerPercentBParams>) {
    super()
    this.period = period
    this.deviations = deviations
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly BollingerPercentB[], from: number, to: number): void {
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
        one.amend(x)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.main = NaN
    const { past, period } = this
    past.include(x)
    if (this.committed < period - 1) return this.main
    const reach = this.deviations * Math.sqrt(past.squares / period)
    const place = 0.5 + (x - past.mean) / (2 * reach)
    this.main = finite(place)
    return this.main
  }
}

/**
 * Bollinger %B: where the newest sample stands between the bands, 0 at the lower, 0.5 at the mean, 1 at the upper;
 * beyond both where it left them.
 *
 * A plain number; first value at sample `period`, null where the bands have no width; O(1).
 *
 * @example
 * ```ts
 * import { bollingerPercentB } from '@tapeline/indicators'
 * const { value } = bollingerPercentB.batch({ close: Float64Array.of(8, 12) }, { period: 2 })
 * console.log(value[1]) // 0.75
 * ```
 */
export const bollingerPercentB: IndicatorType<BollingerPercentBParams, 'value'> = /*#__PURE__*/ defineIndicator<
  BollingerPercentBParams,
  'value'
>({
  name: 'bollingerPercentB',
  title: 'Bollinger %B',
  tells: 'Where the price stands between the Bollinger Bands: 0 at the lower, 1 at the upper.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' },
    deviations: { kind: 'number', default: 2, min: 0, max: 100 },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Bollinger 2001: (x - lower) / (upper - lower)',
  total: false,
  kernel: BollingerPercentB,
})
