import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { CYCLE_SAMPLES, CYCLE_START } from './cycle-samples.js'

class HtPhasor extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(CYCLE_START)

  static runAll(group: readonly HtPhasor[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const main = one.outputs[0] as Float64Array
      const second = one.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.cycle.newest = x
          one.look()
          main[i] = one.main
          second[i] = one.second
        } else {
          main[i] = NaN
          second[i] = NaN
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
    const { cycle } = this
    this.main = NaN
    cycle.amend(this.committed)
    if (this.committed < CYCLE_SAMPLES - 1) return
    this.second = cycle.quadrature
    this.main = cycle.inPhase
  }
}

/**
 * Phasor components (Ehlers 2001): the swing of the price split into a part in phase with its dominant cycle and one a
 * quarter of a cycle away. The two are the hand of a clock: its angle is the phase, its length the size of the wave.
 *
 * Unit of its input; first values at sample 33; O(1). Formula: TA-Lib HT_PHASOR.
 *
 * @example
 * ```ts
 * import { htPhasor } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * const { inPhase, quadrature } = htPhasor.batch({ close })
 * console.log(inPhase.at(-1)?.toFixed(2), quadrature.at(-1)?.toFixed(2)) // -0.80 0.61
 * ```
 */
export const htPhasor: IndicatorType<SeriesOptions, 'inPhase' | 'quadrature'> = /*#__PURE__*/ defineIndicator<
  SeriesOptions,
  'inPhase' | 'quadrature'
>({
  name: 'htPhasor',
  title: 'Phasor components',
  tells: 'The swing of the price as the hand of a clock: its two coordinates.',
  params: {},
  inputs: ['close'],
  outputs: { inPhase: 'input', quadrature: 'input' },
  pane: 'own',
  warmup: () => ({ samples: CYCLE_SAMPLES }),
  cost: 'O(1)',
  source: 'TA-Lib HT_PHASOR; Ehlers 2001',
  talib: { name: 'HT_PHASOR', params: {}, outputs: { inPhase: 'outInPhase', quadrature: 'outQuadrature' } },
  total: true,
  kernel: HtPhasor,
})
