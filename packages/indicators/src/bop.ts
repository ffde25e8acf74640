import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `bop`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type BopParams = FeedOptions

class Bop extends IndicatorInstance {
  static runAll(group: readonly Bop[], from: number, to: number): void {
    for (const bop of group) {
      const [open, high, low, close] = bop.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = bop.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(o) && isSample(h) && isSample(l) && isSample(c)) {
          bop.commit()
          output[i] = bop.amend(o, h, l, c)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    this.committed++
  }

  override amend(open: number, high: number, low: number, close: number): number {
    const power = (close - open) / (high - low)
    return high > low && isSample(power) ? power : 0
  }
}

/**
 * Balance of power (Livshin): what the bar gained from open to close, as a share of its range. 1 says that buyers had the
 * whole bar, -1 that sellers had it.
 *
 * A ratio, -1 to 1; a value with every bar; O(1), no memory. Formula: TA-Lib BOP, with its 0 for a bar of no range.
 *
 * @example
 * ```ts
 * import { bop } from '@tapeline/indicators'
 * console.log(bop.create().update(10, 12, 8, 11)) // 0.25
 * ```
 */
export const bop: IndicatorType<BopParams, 'value'> = /*#__PURE__*/ defineIndicator<BopParams, 'value'>({
  name: 'bop',
  title: 'Balance of power',
  tells: 'Whether buyers or sellers had the bar.',
  params: {},
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib BOP; Livshin 2001',
  talib: { name: 'BOP', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: Bop,
})
