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

/** Parameters of `apo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ApoParams extends SeriesOptions {
  /** Samples in the fast average, 1 to 100000; 12 unless said. */
  readonly fast?: number | undefined
  /** Samples in the slow average, 2 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Kind of both averages; `sma` unless said. */
  readonly average?: Average | undefined
}

class Apo extends IndicatorInstance {
  private readonly fast: MovingMean
  private readonly slow: MovingMean

  constructor({ fast, slow, average }: { readonly fast: number; readonly slow: number; readonly average: Average }) {
    super()
    this.fast = new MovingMean(fast, average)
    this.slow = new MovingMean(slow, average)
  }

  static runAll(group: readonly Apo[], from: number, to: number): void {
    for (const apo of group) {
      const input = apo.inputs[0] as Float64Array
      const output = apo.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          apo.commit()
          apo.amend(x)
          output[i] = apo.main
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
    this.main = this.fast.value - this.slow.value
    return this.main
  }
}

/**
 * Absolute price oscillator: the fast average less the slow one. Above 0 the trend of late points up.
 *
 * Unit of its input; first value at sample `slow`; O(1). Formula: TA-Lib APO, each average seeded at its own samples. Its
 * averages are simple ones unless said, others start as late as their kind needs; with `ema` it is the line of `macd` but for
 * that line's first samples. TA-Lib swaps the two where `fast` is the longer; here that is an error.
 *
 * @example
 * ```ts
 * import { apo } from '@tapeline/indicators'
 * const { value } = apo.batch({ close: Float64Array.of(1, 2, 4) }, { fast: 1, slow: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 0.5, 1 ]
 * ```
 */
export const apo: IndicatorType<ApoParams, 'value'> = /*#__PURE__*/ defineIndicator<ApoParams, 'value'>({
  name: 'apo',
  title: 'Absolute price oscillator',
  tells: 'How far a fast average runs from a slow one, in units of price.',
  params: {
    fast: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 26, min: 2, max: 100_000, unit: 'samples' },
    average: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ fast, slow, average }) => ({
    samples: Math.max(averageSamples(fast, average), averageSamples(slow, average)),
  }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'apo',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'TA-Lib APO',
  talib: {
    name: 'APO',
    params: { fast: 'optInFastPeriod', slow: 'optInSlowPeriod', average: 'optInMAType' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Apo,
})
