import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { cos, exp } from '@tapeline/core/math'

/** Parameters of `superSmoother`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SuperSmootherParams extends SeriesOptions {
  /** Cycles shorter than so many samples are taken out, 2 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class SuperSmoother extends IndicatorInstance {
  /** Weights of the two values before, and half of the rest, that of the two newest samples. */
  private readonly first: number
  private readonly earlier: number
  private readonly half: number
  private newest: number = NaN
  private previous: number = NaN
  private smooth: number = NaN
  private past: number = NaN
  private pastOfPast: number = NaN

  constructor({ period }: Settled<SuperSmootherParams>) {
    super()
    const angle = (Math.SQRT2 * Math.PI) / period
    const decay = exp(-angle)
    this.first = 2 * decay * cos(angle)
    this.earlier = -decay * decay
    this.half = (1 - this.first - this.earlier) / 2
  }

  static runAll(group: readonly SuperSmoother[], from: number, to: number): void {
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
    const at = this.committed++
    if (at < 0) return
    this.previous = this.newest
    this.pastOfPast = at === 0 ? this.smooth : this.past
    this.past = this.smooth
  }

  override amend(x: number): number {
    this.newest = x
    this.smooth =
      this.committed === 0
        ? x
        : this.half * (x + this.previous) + this.first * this.past + this.earlier * this.pastOfPast
    return this.smooth
  }
}

/**
 * Super smoother (Ehlers 2013): a two-pole filter that takes out cycles shorter than `period` and lags less than a mean that
 * smooths as much. What is left of the price is trend and longer cycles.
 *
 * Unit of its input; a value with every sample, the first is the sample itself; O(1). Formula: Ehlers, Cycle Analytics for
 * Traders; it begins as if the first price had always stood.
 *
 * @example
 * ```ts
 * import { superSmoother } from '@tapeline/indicators'
 * const live = superSmoother.create({ period: 10 })
 * live.update(100)
 * console.log(live.update(100).toFixed(4), live.update(110).toFixed(4)) // 100.0000 101.2660
 * ```
 */
export const superSmoother: IndicatorType<SuperSmootherParams, 'value'> = /*#__PURE__*/ defineIndicator<
  SuperSmootherParams,
  'value'
>({
  name: 'superSmoother',
  title: 'Super smoother',
  tells: 'The price without its short cycles, with little lag.',
  params: { period: { kind: 'whole', default: 10, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Ehlers 2013',
  total: true,
  kernel: SuperSmoother,
})
