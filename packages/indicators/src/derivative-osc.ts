import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
  GainsLosses,
} from '@tapeline/core/indicator'
import { ChainedMean } from './chained-mean.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `derivativeOsc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DerivativeOscParams extends SeriesOptions {
  /** Changes in the RSI, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Samples of its first smoothing, 1 to 100000; 5 unless said. */
  readonly first?: number | undefined
  /** Samples of the second, 1 to 100000; 3 unless said. */
  readonly second?: number | undefined
  /** Samples of the average that is taken off, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
}

class DerivativeOsc extends IndicatorInstance {
  private readonly period: number
  private readonly changes: GainsLosses
  private readonly once: ChainedMean
  private readonly twice: ChainedMean
  private readonly signal: MovingMean

  constructor({ period, first, second, signal }: Settled<DerivativeOscParams>) {
    super()
    this.period = period
    this.changes = new GainsLosses(period)
    this.once = new ChainedMean(first)
    this.twice = new ChainedMean(second)
    this.signal = new MovingMean(signal, 'sma')
  }

  static runAll(group: readonly DerivativeOsc[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.changes.newest = x
          one.look()
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.changes.push()
    this.once.push()
    this.twice.push()
    this.signal.push()
  }

  override amend(x: number): number {
    this.changes.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { changes, once, twice, signal } = this
    changes.look()
    if (this.committed < this.period) return
    const all = changes.gain + changes.loss
    once.newest = 0
    if (all > 0) once.newest = (100 * changes.gain) / all
    once.step()
    if (once.value === once.value) {
      twice.newest = once.value
      twice.step()
    }
    if (twice.value === twice.value) signal.include(twice.value)
    this.main = twice.value - signal.value
  }
}

/**
 * Derivative oscillator (Brown 1994): the RSI, smoothed twice by exponential averages, less a simple average of that. It is the
 * histogram of a smoothed RSI: above 0 momentum rises.
 *
 * Points of the RSI; first value at sample `period + first + second + signal - 2`; O(1). Averages are seeded by the mean of their
 * first numbers; the RSI is that of `rsi`.
 *
 * @example
 * ```ts
 * import { derivativeOsc } from '@tapeline/indicators'
 * const live = derivativeOsc.create({ period: 2, first: 1, second: 1, signal: 2 })
 * for (const price of [10, 11, 10, 13]) live.update(price)
 * console.log(live.value) // 18.75
 * ```
 */
export const derivativeOsc: IndicatorType<DerivativeOscParams, 'value'> = /*#__PURE__*/ defineIndicator<
  DerivativeOscParams,
  'value'
>({
  name: 'derivativeOsc',
  title: 'Derivative oscillator',
  tells: 'Turns of momentum: a smoothed RSI against its own average.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    first: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    second: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, first, second, signal }) => ({ samples: period + first + second + signal - 2 }),
  cost: 'O(1)',
  source: 'Brown 1994',
  total: true,
  kernel: DerivativeOsc,
})
