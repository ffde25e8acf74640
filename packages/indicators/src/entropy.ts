import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { logAt } from '@tapeline/core/math'

/** Parameters of `entropy`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface EntropyParams extends SeriesOptions {
  /** Samples of a window, 2 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Entropy extends IndicatorInstance {
  private readonly period: number
  private readonly prices: BlockSum
  private readonly terms: BlockSum
  private newest: number = NaN
  private term: number = NaN

  constructor({ period }: Settled<EntropyParams>) {
    super()
    this.period = period
    this.prices = new BlockSum(period - 1)
    this.terms = new BlockSum(period - 1)
  }

  static runAll(group: readonly Entropy[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.newest = x
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
    this.prices.push(this.newest)
    if (this.committed >= this.period) this.terms.push(this.term)
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const x = this.newest
    const share = x / this.prices.including(x)
    cell[0] = share
    logAt(cell, 0)
    const bits = -share * ((cell[0] as number) / Math.LN2)
    this.term = share > 0 && isSample(bits) ? bits : 0
    this.main = this.terms.including(this.term)
    if (this.committed < 2 * this.period - 2) this.main = NaN
  }
}

/** A number on its way into a logarithm and out of it: one that crosses a call may be boxed. */
const cell: Float64Array = /*#__PURE__*/ new Float64Array(1)

/**
 * Entropy of the price: the sum of -p log2 p over the newest `period` samples, p each sample's share in the sum of its own
 * window. log2(period) in a flat market; it leaves that level as prices move apart, upwards where they rise.
 *
 * In bits; first value at sample `2 period - 1`; a sample not above 0 counts as none; O(1). Formula: Shannon 1948, as
 * pandas-ta.
 *
 * @example
 * ```ts
 * import { entropy } from '@tapeline/indicators'
 * const { value } = entropy.batch({ close: Float64Array.of(5, 5, 5, 15) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 1, 0.8112781244591328 ]
 * ```
 */
export const entropy: IndicatorType<EntropyParams, 'value'> = /*#__PURE__*/ defineIndicator<EntropyParams, 'value'>({
  name: 'entropy',
  title: 'Entropy',
  tells: 'How evenly the prices of the window are spread over its samples.',
  params: { period: { kind: 'whole', default: 10, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: 2 * period - 1 }),
  cost: 'O(1)',
  source: 'Shannon 1948; pandas-ta',
  total: true,
  kernel: Entropy,
})
