import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { badParameter } from '@tapeline/core'
import { AVERAGES, averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `ppo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PpoParams extends SeriesOptions {
  /** Samples in the fast average, 1 to 100000; 12 unless said. */
  readonly fast?: number | undefined
  /** Samples in the slow average, 2 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Kind of both averages; `sma` unless said. */
  readonly average?: Average | undefined
}

class Ppo extends IndicatorInstance {
  private readonly fast: MovingMean
  private readonly slow: MovingMean

  constructor({ fast, slow, average }: { readonly fast: number; readonly slow: number; readonly average: Average }) {
    super()
    this.fast = new MovingMean(fast, average)
    this.slow = new MovingMean(slow, average)
  }

  static runAll(group: readonly Ppo[], from: number, to: number): void {
    for (const ppo of group) {
      const input = ppo.inputs[0] as Float64Array
      const output = ppo.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          ppo.commit()
          ppo.amend(x)
          output[i] = ppo.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.fast.push()
    this.slow.push()
  }

  override amend(x: number): number {
    this.fast.include(x)
    this.slow.include(x)
    const slow = this.slow.value
    if (slow === 0) return 0
    const share = ((this.fast.value - slow) / slow) * 100
    this.main = share
    if (!isSample(share)) this.main = NaN
    return this.main
  }
}

/**
 * Percentage price oscillator: by how many per cent the fast average is above the slow one. Unlike `apo` it compares
 * across instruments and years.
 *
 * Per cent; first value at sample `slow`; O(1). Formula: TA-Lib PPO, each average seeded at its own samples, simple ones
 * unless said. 0 where the slow average is 0; null where the quotient is beyond all numbers. TA-Lib swaps the two where `fast`
 * is the longer; here that is an error.
 *
 * @example
 * ```ts
 * import { ppo } from '@tapeline/indicators'
 * const { value } = ppo.batch({ close: Float64Array.of(1, 3, 5) }, { fast: 1, slow: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 50, 25 ]
 * ```
 */
export const ppo: IndicatorType<PpoParams, 'value'> = /*#__PURE__*/ defineIndicator<PpoParams, 'value'>({
  name: 'ppo',
  title: 'Percentage price oscillator',
  tells: 'By how many per cent a fast average is above a slow one.',
  params: {
    fast: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 26, min: 2, max: 100_000, unit: 'samples' },
    average: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ fast, slow, average }) => ({
    samples: Math.max(averageSamples(fast, average), averageSamples(slow, average)),
  }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'ppo',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'TA-Lib PPO',
  talib: {
    name: 'PPO',
    params: { fast: 'optInFastPeriod', slow: 'optInSlowPeriod', average: 'optInMAType' },
    outputs: { value: 'outReal' },
  },
  total: false,
  kernel: Ppo,
})
