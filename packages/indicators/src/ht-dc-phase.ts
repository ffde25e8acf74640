import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { CyclePhase } from './cycle-phase.js'
import { WHOLE_CYCLE_SAMPLES, WHOLE_CYCLE_START } from './cycle-samples.js'

class HtDcPhase extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(WHOLE_CYCLE_START)
  private readonly phase: CyclePhase = new CyclePhase()

  static runAll(group: readonly HtDcPhase[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
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
    this.phase.commit()
  }

  override amend(x: number): number {
    this.main = NaN
    this.cycle.newest = x
    if (!this.cycle.amend(this.committed)) return this.main
    this.phase.amend(this.cycle, this.committed)
    if (this.committed >= WHOLE_CYCLE_SAMPLES - 1) this.main = this.phase.degrees
    return this.main
  }
}

/**
 * Dominant cycle phase (Ehlers 2001): where in its wave the price stands: it goes up through 0, is highest at 90, lowest
 * at 270. In a trend the phase hardly moves.
 *
 * Degrees, -45 to 315; first value at sample 64; O(1), at most 50 steps. Formula: TA-Lib HT_DCPHASE.
 *
 * @example
 * ```ts
 * import { htDcPhase } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 206 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * console.log(htDcPhase.batch({ close }).value.at(-1)?.toFixed(0)) // 90
 * ```
 */
export const htDcPhase: IndicatorType<SeriesOptions, 'value'> = /*#__PURE__*/ defineIndicator<SeriesOptions, 'value'>({
  name: 'htDcPhase',
  title: 'Dominant cycle phase',
  tells: 'Where in its wave the price stands: highest at 90 degrees, lowest at 270.',
  params: {},
  inputs: ['close'],
  outputs: { value: 'degrees' },
  pane: 'own',
  warmup: () => ({ samples: WHOLE_CYCLE_SAMPLES }),
  cost: 'O(1)',
  source: 'TA-Lib HT_DCPHASE; Ehlers 2001',
  talib: { name: 'HT_DCPHASE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: HtDcPhase,
})
