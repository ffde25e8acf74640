import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { offerAverage } from './average-kinds.js'

/** Parameters of `dema`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DemaParams extends SeriesOptions {
  /** Samples of each seed, and 2 / (period + 1) the weight of the newest, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /**
   * Where the later averages start: `nested`, each at the mean of the first `period` values of the one before, as TA-Lib,
   * unless said; `shared`, all at the first one's first value, as Skender: with values so much earlier.
   */
  readonly seed?: 'nested' | 'shared' | undefined
}

class Dema extends IndicatorInstance {
  private readonly once: ExponentialMean
  private readonly twice: ExponentialMean

  constructor({ period, seed }: Settled<DemaParams>) {
    super()
    const weight = 2 / (period + 1)
    const later = seed === 'shared' ? 1 : period
    this.once = new ExponentialMean(period, weight)
    this.twice = new ExponentialMean(later, weight)
    this.once.commit()
    this.twice.commit()
  }

  static runAll(group: readonly Dema[], from: number, to: number): void {
    for (const dema of group) {
      const input = dema.inputs[0] as Float64Array
      const output = dema.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          dema.commit()
          output[i] = dema.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { once, twice } = this
    if (once.value === once.value) twice.commit()
    once.commit()
  }

  override amend(x: number): number {
    const { once, twice } = this
    once.include(x)
    if (once.value !== once.value) return NaN
    twice.include(once.value)
    return 2 * once.value - twice.value
  }
}

/**
 * Double exponential moving average (Mulloy 1994): twice the EMA less the EMA of that EMA, which takes out much of its
 * lag and overshoots a little at turns.
 *
 * Unit of its input; first value at sample `2 period - 1`, each stage seeded by the plain mean of its first `period`
 * numbers; O(1). Formula: TA-Lib DEMA.
 *
 * @example
 * ```ts
 * import { dema } from '@tapeline/indicators'
 * const { value } = dema.batch({ close: Float64Array.of(1, 2, 3, 4, 5, 9) }, { period: 3 })
 * console.log(value) // Float64Array(6) [ NaN, NaN, NaN, NaN, 5, 8.25 ]
 * ```
 */
export const dema: IndicatorType<DemaParams, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<DemaParams, 'value'>({
    name: 'dema',
    title: 'Double exponential moving average',
    tells: 'The trend with half of the lag of an exponential average taken out.',
    params: {
      period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
      seed: { kind: 'choice', default: 'nested', choices: ['nested', 'shared'], isConvention: true },
    },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period, seed }) => ({ samples: seed === 'shared' ? period : 2 * period - 1 }),
    cost: 'O(1)',
    source: 'TA-Lib DEMA; Mulloy 1994',
    talib: { name: 'DEMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
    total: true,
    kernel: Dema,
  }),
)
