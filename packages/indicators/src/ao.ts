import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { badParameter } from '@tapeline/core'
import { MovingMean } from './moving-mean.js'

/** Parameters of `ao`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AoParams extends SeriesOptions {
  /** Samples in the fast average, 1 to 100000; 5 unless said. */
  readonly fast?: number | undefined
  /** Samples in the slow average, 2 to 100000; 34 unless said. */
  readonly slow?: number | undefined
}

class Ao extends IndicatorInstance {
  private readonly fast: MovingMean
  private readonly slow: MovingMean

  constructor({ fast, slow }: { readonly fast: number; readonly slow: number }) {
    super()
    this.fast = new MovingMean(fast, 'sma')
    this.slow = new MovingMean(slow, 'sma')
  }

  static runAll(group: readonly Ao[], from: number, to: number): void {
    for (const ao of group) {
      const input = ao.inputs[0] as Float64Array
      const output = ao.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          ao.commit()
          ao.fast.newest = x
          ao.look()
          output[i] = ao.main
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
    this.fast.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { fast, slow } = this
    fast.look()
    slow.include(fast.newest)
    this.main = fast.value - slow.value
  }
}

/**
 * Awesome oscillator (Williams): a fast average of the bars' middles less a slow one. A crossing of 0 says that momentum
 * has turned.
 *
 * Unit of price, of a bar its (high + low) / 2; first value at sample `slow`; O(1), free of drift. Formula: Williams 1995,
 * as Tulip, Skender and TradingView have it.
 *
 * @example
 * ```ts
 * import { ao } from '@tapeline/indicators'
 * const { value } = ao.batch({ high: Float64Array.of(2, 4, 8), low: Float64Array.of(0, 2, 4) }, { fast: 1, slow: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 1, 1.5 ]
 * ```
 */
export const ao: IndicatorType<AoParams, 'value'> = /*#__PURE__*/ defineIndicator<AoParams, 'value'>({
  name: 'ao',
  title: 'Awesome oscillator',
  tells: 'Whether the latest bars lie above or below those of the longer past.',
  params: {
    fast: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 34, min: 2, max: 100_000, unit: 'samples' },
  },
  inputs: ['hl2'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ slow }) => ({ samples: slow }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'ao',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'Williams 1995',
  total: true,
  kernel: Ao,
})
