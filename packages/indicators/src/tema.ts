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

/** Parameters of `tema`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TemaParams extends SeriesOptions {
  /** Samples of each seed, and 2 / (period + 1) the weight of the newest, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /**
   * Where the later averages start: `nested`, each at the mean of the first `period` values of the one before, as TA-Lib,
   * unless said; `shared`, all at the first one's first value, as Skender: with values so much earlier.
   */
  readonly seed?: 'nested' | 'shared' | undefined
}

class Tema extends IndicatorInstance {
  private readonly once: ExponentialMean
  private readonly twice: ExponentialMean
  private readonly thrice: ExponentialMean

  constructor({ period, seed }: Settled<TemaParams>) {
    super()
    const weight = 2 / (period + 1)
    const later = seed === 'shared' ? 1 : period
    this.once = new ExponentialMean(period, weight)
    this.twice = new ExponentialMean(later, weight)
    this.thrice = new ExponentialMean(later, weight)
    this.once.commit()
    this.twice.commit()
    this.thrice.commit()
  }

  static runAll(group: readonly Tema[], from: number, to: number): void {
    for (const tema of group) {
      const input = tema.inputs[0] as Float64Array
      const output = tema.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          tema.commit()
          output[i] = tema.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { once, twice, thrice } = this
    if (twice.value === twice.value) thrice.commit()
    if (once.value === once.value) twice.commit()
    once.commit()
  }

  override amend(x: number): number {
    const { once, twice, thrice } = this
    once.include(x)
    if (once.value !== once.value) return NaN
    twice.include(once.value)
    if (twice.value !== twice.value) return NaN
    thrice.include(twice.value)
    return 3 * (once.value - twice.value) + thrice.value
  }
}

/**
 * Triple exponential moving average (Mulloy 1994): 3 (e1 - e2) + e3, where e2 is the EMA of the EMA e1 and e3 the EMA of
 * that. It hugs prices more closely than `dema`.
 *
 * Unit of its input; first value at sample `3 period - 2`, each stage seeded by the plain mean of its first `period`
 * numbers; O(1). Formula: TA-Lib TEMA.
 *
 * @example
 * ```ts
 * import { tema } from '@tapeline/indicators'
 * const { value } = tema.batch({ close: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9) }, { period: 3 })
 * console.log(value.slice(6)) // Float64Array(2) [ 7, 8.875 ]
 * ```
 */
export const tema: IndicatorType<TemaParams, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<TemaParams, 'value'>({
    name: 'tema',
    title: 'Triple exponential moving average',
    tells: 'The trend with most of the lag of an exponential average taken out.',
    params: {
      period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
      seed: { kind: 'choice', default: 'nested', choices: ['nested', 'shared'], isConvention: true },
    },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period, seed }) => ({ samples: seed === 'shared' ? period : 3 * period - 2 }),
    cost: 'O(1)',
    source: 'TA-Lib TEMA; Mulloy 1994',
    talib: { name: 'TEMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
    total: true,
    kernel: Tema,
  }),
)
