import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `qstick`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface QstickParams extends FeedOptions {
  /** Bars in the average, 1 to 100000; 8 unless said. */
  readonly period?: number | undefined
  /** Kind of the average; `sma` unless said. */
  readonly average?: 'sma' | 'ema' | undefined
}

class Qstick extends IndicatorInstance {
  private readonly mean: MovingMean

  constructor({ period, average }: Settled<QstickParams>) {
    super()
    this.mean = new MovingMean(period, average)
  }

  static runAll(group: readonly Qstick[], from: number, to: number): void {
    for (const one of group) {
      const [open, close] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const c = close[i] as number
        if (isSample(o) && isSample(c)) {
          one.commit()
          one.amend(o, c)
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.push()
  }

  override amend(open: number, close: number): number {
    this.mean.include(close - open)
    this.main = this.mean.value
    return this.main
  }
}

/**
 * Qstick (Chande, Kroll 1994): the average body of a candle, close less open. Above 0 buyers prevail within the bars.
 *
 * Unit of price; first value at bar `period`; O(1), free of drift. Simple mean unless said, as Tulip.
 *
 * @example
 * ```ts
 * import { qstick } from '@tapeline/indicators'
 * const { value } = qstick.batch({ open: Float64Array.of(1, 2, 3), close: Float64Array.of(2, 5, 2) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 2, 1 ]
 * ```
 */
export const qstick: IndicatorType<QstickParams, 'value'> = /*#__PURE__*/ defineIndicator<QstickParams, 'value'>({
  name: 'qstick',
  title: 'Qstick',
  tells: 'Whether bars lately close above or below where they open, and by how much.',
  params: {
    period: { kind: 'whole', default: 8, min: 1, max: 100_000, unit: 'bars' },
    average: { kind: 'choice', default: 'sma', choices: ['sma', 'ema'] },
  },
  inputs: ['open', 'close'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Chande, Kroll 1994',
  total: true,
  kernel: Qstick,
})
