import {
  DelayLine,
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `zlema`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ZlemaParams extends SeriesOptions {
  /** Numbers in the seed, and 2 / (period + 1) the weight of the newest, 3 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Zlema extends IndicatorInstance {
  private readonly lag: number
  private readonly earlier: DelayLine
  private readonly mean: ExponentialMean
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.lag = Math.floor((period - 1) / 2)
    this.earlier = new DelayLine(this.lag)
    this.mean = new ExponentialMean(period, 2 / (period + 1))
    this.mean.commit()
  }

  static runAll(group: readonly Zlema[], from: number, to: number): void {
    for (const zlema of group) {
      const input = zlema.inputs[0] as Float64Array
      const output = zlema.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          zlema.commit()
          zlema.amend(x)
          output[i] = zlema.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.committed > this.lag) this.mean.commit()
    this.earlier.push(this.newest)
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    if (this.committed < this.lag) return this.main
    this.mean.include(2 * x - this.earlier.oldest)
    this.main = this.mean.value
    return this.main
  }
}

/**
 * Zero lag exponential moving average (Ehlers, Way 2010): the EMA of each sample and what it gained since the EMA's own
 * lag, (period - 1) / 2 samples ago, rounded down. Follows at once, and overshoots at turns.
 *
 * Unit of its input; first value at sample `period + lag`, seeded by the plain mean of the first `period` numbers (Tulip
 * seeds by one price and starts earlier: equal once that has faded); O(1).
 *
 * @example
 * ```ts
 * import { zlema } from '@tapeline/indicators'
 * const { value } = zlema.batch({ close: Float64Array.of(1, 2, 3, 4, 7) }, { period: 3 })
 * console.log(value) // Float64Array(5) [ NaN, NaN, NaN, 4, 7 ]
 * ```
 */
export const zlema: IndicatorType<ZlemaParams, 'value'> = /*#__PURE__*/ defineIndicator<ZlemaParams, 'value'>({
  name: 'zlema',
  title: 'Zero lag exponential moving average',
  tells: 'The trend with the lag of an exponential average added back.',
  params: { period: { kind: 'whole', default: 20, min: 3, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period + Math.floor((period - 1) / 2) }),
  cost: 'O(1)',
  source: 'Ehlers, Way 2010',
  total: true,
  kernel: Zlema,
})
