import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `rvi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RviParams extends SeriesOptions {
  /** Samples of Wilder's means, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Samples in the standard deviation, 2 to 100000; 10 unless said. */
  readonly deviation?: number | undefined
}

class Rvi extends IndicatorInstance {
  private readonly deviation: number
  private readonly past: MomentsWindow
  private readonly rises: ExponentialMean
  private readonly falls: ExponentialMean
  private previous: number = NaN

  constructor({ period, deviation }: Settled<RviParams>) {
    super()
    this.deviation = deviation
    this.past = new MomentsWindow(deviation - 1)
    this.rises = new ExponentialMean(period, 1 / period)
    this.falls = new ExponentialMean(period, 1 / period)
    this.rises.commit()
    this.falls.commit()
  }

  static runAll(group: readonly Rvi[], from: number, to: number): void {
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
        one.past.newest = x
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.past.newest
    this.past.shift()
    if (this.committed < this.deviation) return
    this.rises.commit()
    this.falls.commit()
  }

  override amend(x: number): number {
    this.past.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { past, rises, falls, previous } = this
    this.main = NaN
    past.look()
    if (this.committed < this.deviation - 1) return
    const spread = Math.sqrt(past.squares / this.deviation)
    rises.include(past.newest > previous ? spread : 0)
    falls.include(past.newest < previous ? spread : 0)
    const rising = rises.value
    const all = rising + falls.value
    this.main = 0
    if (all > 0 || all !== all) this.main = (100 * rising) / all
  }
}

/**
 * Relative volatility index (Dorsey): the share of the standard deviations that came with rising samples in all of
 * them, 0 to 100. It confirms a signal of momentum: above 50 the market moves more while it rises.
 *
 * Per cent; first value at sample `deviation + period - 1`, 0 in a market that does not move, as `rsi`; O(1).
 * Population deviation and Wilder's means, each seeded by the mean of its first `period` (TradingView: exponential
 * means).
 *
 * @example
 * ```ts
 * import { rvi } from '@tapeline/indicators'
 * const { value } = rvi.batch({ close: Float64Array.of(10, 12, 14, 13) }, { period: 2, deviation: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 100, 66.66666666666667 ]
 * ```
 */
export const rvi: IndicatorType<RviParams, 'value'> = /*#__PURE__*/ defineIndicator<RviParams, 'value'>({
  name: 'rvi',
  title: 'Relative volatility index',
  tells: 'Whether the market moves more while it rises or while it falls.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    deviation: { kind: 'whole', default: 10, min: 2, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, deviation }) => ({ samples: deviation + period - 1 }),
  cost: 'O(1)',
  source: 'Dorsey 1993',
  total: true,
  kernel: Rvi,
})
