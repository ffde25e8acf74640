import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { CYCLE_SAMPLES, CYCLE_START } from './cycle-samples.js'

class HtDcPeriod extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(CYCLE_START)

  static runAll(group: readonly HtDcPeriod[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.cycle.newest = x
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
    this.cycle.commit()
  }

  override amend(x: number): number {
    this.cycle.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    this.main = NaN
    this.cycle.amend(this.committed)
    if (this.committed >= CYCLE_SAMPLES - 1) this.main = this.cycle.smoothPeriod
  }
}

/**
 * Dominant cycle period (Ehlers 2001): how many samples the wave that prices now go through takes, from 6 to 50. A yard for
 * the periods of other indicators.
 *
 * Samples; first value at sample 33; O(1). Formula: TA-Lib HT_DCPERIOD.
 *
 * @example
 * ```ts
 * import { htDcPeriod } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * console.log(htDcPeriod.batch({ close }).value.at(-1)?.toFixed(1)) // 20.0
 * ```
 */
export const htDcPeriod: IndicatorType<SeriesOptions, 'value'> = /*#__PURE__*/ defineIndicator<SeriesOptions, 'value'>({
  name: 'htDcPeriod',
  title: 'Dominant cycle period',
  tells: 'How many samples the wave takes that prices now go through.',
  params: {},
  inputs: ['close'],
  outputs: { value: 'samples' },
  pane: 'own',
  warmup: () => ({ samples: CYCLE_SAMPLES }),
  cost: 'O(1)',
  source: 'TA-Lib HT_DCPERIOD; Ehlers 2001',
  talib: { name: 'HT_DCPERIOD', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: HtDcPeriod,
})
