import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `vidya`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VidyaParams extends SeriesOptions {
  /** Samples of the recent deviation, below `slow`, 2 to 100000; 12 unless said. */
  readonly fast?: number | undefined
  /** Samples of the usual deviation, 3 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Weight of a new sample when both deviations are equal, 0 to 1; 0.2 unless said. */
  readonly weight?: number | undefined
}

class Vidya extends IndicatorInstance {
  private readonly fastLength: number
  private readonly slowLength: number
  private readonly weight: number
  private readonly fast: MomentsWindow
  private readonly slow: MomentsWindow
  private past: number = NaN
  private current: number = NaN

  constructor({ fast, slow, weight }: Settled<VidyaParams>) {
    super()
    this.fastLength = fast
    this.slowLength = slow
    this.weight = weight
    this.fast = new MomentsWindow(fast - 1)
    this.slow = new MomentsWindow(slow - 1)
  }

  static runAll(group: readonly Vidya[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.fast.newest = x
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
    this.fast.shift()
    this.slow.shift()
    this.past = this.current
  }

  override amend(x: number): number {
    this.fast.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { fast, slow, slowLength } = this
    const x = fast.newest
    fast.look()
    slow.include(x)
    if (this.committed < slowLength - 2) return
    if (this.committed === slowLength - 2) {
      this.current = x
      this.main = x
      return
    }
    const lively = Math.sqrt((fast.squares / slow.squares) * (slowLength / this.fastLength))
    const weight = isSample(lively) ? Math.min(1, this.weight * lively) : 0
    this.current = this.past + weight * (x - this.past)
    this.main = this.current
  }
}

/**
 * Variable index dynamic average (Chande 1992): an exponential mean whose weight grows with how lively the market is, the ratio
 * of a recent standard deviation to a longer one.
 *
 * Unit of its input; first value, the sample itself, at sample `slow - 1`; O(1) amortised. Formula: Tulip VIDYA. Chande's form of
 * 1994, with the momentum oscillator in place of the ratio, gives other numbers. The weight is at most 1; where the market did
 * not move it is 0.
 *
 * @example
 * ```ts
 * import { vidya } from '@tapeline/indicators'
 * const { value } = vidya.batch({ close: Float64Array.of(1, 2, 4, 8) }, { fast: 2, slow: 3, weight: 0.5 })
 * console.log(value) // Float64Array(4) [ NaN, 2, 2.8017837257372733, 4.885706331520521 ]
 * ```
 */
export const vidya: IndicatorType<VidyaParams, 'value'> = /*#__PURE__*/ defineIndicator<VidyaParams, 'value'>({
  name: 'vidya',
  title: 'Variable index dynamic average',
  tells: 'The trend, followed quickly while the market is livelier than usual and slowly while it is calm.',
  params: {
    fast: { kind: 'whole', default: 12, min: 2, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 26, min: 3, max: 100_000, unit: 'samples' },
    weight: { kind: 'number', default: 0.2, min: 0, max: 1 },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ slow }) => ({ samples: slow - 1 }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'vidya',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'Chande 1992; Tulip VIDYA',
  total: true,
  kernel: Vidya,
})
