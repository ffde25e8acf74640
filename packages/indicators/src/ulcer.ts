import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'

/** Parameters of `ulcer`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface UlcerParams extends SeriesOptions {
  /** Samples in the highest and in the mean, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Ulcer extends IndicatorInstance {
  private readonly period: number
  private readonly highest: ExtremeWindow
  private readonly losses: TermSum
  private newest: number = NaN

  constructor({ period }: Settled<UlcerParams>) {
    super()
    this.period = period
    this.highest = new ExtremeWindow(period - 1, 1)
    this.losses = new TermSum(period)
  }

  static runAll(group: readonly Ulcer[], from: number, to: number): void {
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
        one.amend(x)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highest.push(this.newest)
    this.losses.push()
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    if (this.committed < this.period - 1) return this.main
    const peak = this.highest.including(x)
    const loss = peak > 0 ? (100 * (peak - x)) / peak : NaN
    this.losses.include(loss * loss)
    this.main = Math.sqrt(this.losses.value / this.period)
    return this.main
  }
}

/**
 * Ulcer index: the root of the mean square of losses from the highest of the newest `period` samples. Only what
 * hurts counts: it is 0 while every sample is a new high.
 *
 * Per cent; first value at sample `2 period - 1`, null while a highest of the window is not above 0; O(1)
 * amortised. As StockCharts: each loss is taken from the highest of its own `period` (Skender: from the highest
 * since the window's start).
 *
 * @example
 * ```ts
 * import { ulcer } from '@tapeline/indicators'
 * const { value } = ulcer.batch({ close: Float64Array.of(100, 90, 95) }, { period: 2 })
 * console.log(value[2]?.toFixed(3)) // 7.071
 * ```
 */
export const ulcer: IndicatorType<UlcerParams, 'value'> = /*#__PURE__*/ defineIndicator<UlcerParams, 'value'>({
  name: 'ulcer',
  title: 'Ulcer index',
  tells: 'How deep and how long the market has been below its recent highs.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: 2 * period - 1 }),
  cost: 'O(1)',
  source: 'Martin, McCann 1989; StockCharts',
  total: false,
  kernel: Ulcer,
})
