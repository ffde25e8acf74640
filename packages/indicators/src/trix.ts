import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `trix`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TrixParams extends SeriesOptions {
  /** Samples of each of the three averages, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /**
   * Where the later averages start: `nested`, each at the mean of the first `period` values of the one before, as TA-Lib,
   * unless said; `shared`, all at the first one's first value, as Skender: with values so much earlier.
   */
  readonly seed?: 'nested' | 'shared' | undefined
}

class Trix extends IndicatorInstance {
  private readonly once: MovingMean
  private readonly twice: MovingMean
  private readonly thrice: MovingMean
  private past: number = NaN

  constructor({ period, seed }: Settled<TrixParams>) {
    super()
    const later = seed === 'shared' ? 1 : period
    this.once = new MovingMean(period, 'ema')
    this.twice = new MovingMean(period, 'ema', later)
    this.thrice = new MovingMean(period, 'ema', later)
  }

  static runAll(group: readonly Trix[], from: number, to: number): void {
    for (const trix of group) {
      const input = trix.inputs[0] as Float64Array
      const output = trix.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          trix.commit()
          output[i] = trix.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.thrice.value
    this.once.push()
    this.twice.push()
    this.thrice.push()
  }

  override amend(x: number): number {
    const { once, twice, thrice, past } = this
    once.include(x)
    if (once.value === once.value) twice.include(once.value)
    if (twice.value === twice.value) thrice.include(twice.value)
    const rate = (thrice.value / past - 1) * 100
    return past === 0 ? 0 : isSample(rate) ? rate : NaN
  }
}

/**
 * TRIX (Hutson): by how many per cent an exponential average, smoothed three times, has moved in one sample. The sign is
 * that of the trend, with all shorter swings taken out.
 *
 * Per cent; first value at sample `3 period - 1`, each average seeded by the mean of the first `period` values of the one
 * before; O(1). Formula: TA-Lib TRIX. 0 where the average was 0; null where the quotient is beyond all numbers.
 *
 * @example
 * ```ts
 * import { trix } from '@tapeline/indicators'
 * const { value } = trix.batch({ close: Float64Array.of(4, 5, 7) }, { period: 1 })
 * console.log(value) // Float64Array(3) [ NaN, 25, 39.99999999999999 ]
 * ```
 */
export const trix: IndicatorType<TrixParams, 'value'> = /*#__PURE__*/ defineIndicator<TrixParams, 'value'>({
  name: 'trix',
  title: 'TRIX',
  tells: 'Which way, and how fast, a threefold smoothed price is moving.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
    seed: { kind: 'choice', default: 'nested', choices: ['nested', 'shared'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, seed }) => ({ samples: seed === 'shared' ? period + 1 : 3 * period - 1 }),
  cost: 'O(1)',
  source: 'TA-Lib TRIX; Hutson 1983',
  talib: { name: 'TRIX', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: false,
  kernel: Trix,
})
