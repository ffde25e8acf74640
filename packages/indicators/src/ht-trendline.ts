import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { CycleTrendline } from './cycle-trendline.js'
import { WHOLE_CYCLE_SAMPLES, WHOLE_CYCLE_START } from './cycle-samples.js'

class HtTrendline extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(WHOLE_CYCLE_START)
  private readonly line: CycleTrendline = new CycleTrendline()

  static runAll(group: readonly HtTrendline[], from: number, to: number): void {
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
    if (this.committed++ < 0) return
    this.cycle.commit()
    this.line.commit()
  }

  override amend(x: number): number {
    this.cycle.newest = x
    if (!this.cycle.amend(this.committed)) return NaN
    this.line.amend(this.cycle, this.committed)
    return this.committed < WHOLE_CYCLE_SAMPLES - 1 ? NaN : this.line.value
  }
}

/**
 * Instantaneous trendline (Ehlers 2001): a mean over exactly one dominant cycle, so that the wave cancels and the trend
 * remains, smoothed over four samples.
 *
 * Unit of its input; first value at sample 64; O(1), at most 50 steps. Formula: TA-Lib HT_TRENDLINE (others start the cycle
 * earlier and stay up to 0.4 % apart).
 *
 * @example
 * ```ts
 * import { htTrendline } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * console.log(htTrendline.batch({ close }).value.at(-1)?.toFixed(2)) // 100.00
 * ```
 */
export const htTrendline: IndicatorType<SeriesOptions, 'value'> = /*#__PURE__*/ defineIndicator<SeriesOptions, 'value'>(
  {
    name: 'htTrendline',
    title: 'Instantaneous trendline',
    tells: 'The price without the wave that it now goes through.',
    params: {},
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: () => ({ samples: WHOLE_CYCLE_SAMPLES }),
    cost: 'O(1)',
    source: 'TA-Lib HT_TRENDLINE; Ehlers 2001',
    talib: { name: 'HT_TRENDLINE', params: {}, outputs: { value: 'outReal' } },
    total: true,
    kernel: HtTrendline,
  },
)
