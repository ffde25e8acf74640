import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `dpo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DpoParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Dpo extends IndicatorInstance {
  private readonly mean: MovingMean
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: Settled<DpoParams>) {
    super()
    this.mean = new MovingMean(period, 'sma')
    this.past = new DelayLine(Math.floor(period / 2) + 1)
  }

  static runAll(group: readonly Dpo[], from: number, to: number): void {
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
    this.mean.push()
    this.past.push(this.newest)
  }

  override amend(x: number): number {
    this.newest = x
    this.mean.include(x)
    this.main = this.past.oldest - this.mean.value
    return this.main
  }
}

/**
 * Detrended price oscillator: price half a window ago less the mean of the whole window, so that only swings shorter than it
 * remain.
 *
 * Unit of its input; first value at sample `period`; O(1), free of drift. Price `period / 2 + 1` samples ago, as Tulip and
 * TradingView uncentred. Skender draws the same number so many bars to the left, where it was not known yet.
 *
 * @example
 * ```ts
 * import { dpo } from '@tapeline/indicators'
 * const { value } = dpo.batch({ close: Float64Array.of(1, 2, 4, 8, 16) }, { period: 4 })
 * console.log(value) // Float64Array(5) [ NaN, NaN, NaN, -2.75, -5.5 ]
 * ```
 */
export const dpo: IndicatorType<DpoParams, 'value'> = /*#__PURE__*/ defineIndicator<DpoParams, 'value'>({
  name: 'dpo',
  title: 'Detrended price oscillator',
  tells: 'The swings of price without its trend, for reading off the length of a cycle.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: Math.max(period, Math.floor(period / 2) + 2) }),
  cost: 'O(1)',
  source: 'Tulip DPO',
  total: true,
  kernel: Dpo,
})
