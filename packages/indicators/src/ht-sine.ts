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

class HtSine extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(WHOLE_CYCLE_START)
  private readonly phase: CyclePhase = new CyclePhase()

  static runAll(group: readonly HtSine[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const main = one.outputs[0] as Float64Array
      const second = one.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.cycle.newest = x
          one.step()
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
    this.phase.commit()
  }

  override amend(x: number): number {
    this.cycle.newest = x
    this.step()
    return this.main
  }

  /** Counts `newest`; takes no number, since it would be boxed on its way. */
  private step(): void {
    const { committed, cycle, phase } = this
    this.main = NaN
    if (!cycle.amend(committed)) return
    phase.amend(cycle, committed)
    if (committed < WHOLE_CYCLE_SAMPLES - 1) return
    phase.wave(cycle.angle)
    this.main = phase.sine
    this.second = phase.leadSine
  }
}

/**
 * Sine wave indicator (Ehlers 2001): the sine of the dominant cycle's phase, and the same an eighth of a cycle ahead. In a
 * market that goes to and fro the two cross shortly before its turns; in a trend they run side by side.
 *
 * Plain numbers, -1 to 1; first values at sample 64; O(1), at most 50 steps. Formula: TA-Lib HT_SINE.
 *
 * @example
 * ```ts
 * import { htSine } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * const { sine, leadSine } = htSine.batch({ close })
 * console.log(sine.at(-1)?.toFixed(2), leadSine.at(-1)?.toFixed(2)) // -0.31 0.46
 * ```
 */
export const htSine: IndicatorType<SeriesOptions, 'sine' | 'leadSine'> = /*#__PURE__*/ defineIndicator<
  SeriesOptions,
  'sine' | 'leadSine'
>({
  name: 'htSine',
  title: 'Sine wave indicator',
  tells: 'The wave of prices, and an eighth ahead: they cross before a turn.',
  params: {},
  inputs: ['close'],
  outputs: { sine: 'ratio', leadSine: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: WHOLE_CYCLE_SAMPLES }),
  cost: 'O(1)',
  source: 'TA-Lib HT_SINE; Ehlers 2001',
  talib: { name: 'HT_SINE', params: {}, outputs: { sine: 'outSine', leadSine: 'outLeadSine' } },
  total: true,
  kernel: HtSine,
})
