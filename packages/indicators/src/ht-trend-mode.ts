import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { CyclePhase } from './cycle-phase.js'
import { CycleTrendline } from './cycle-trendline.js'
import { WHOLE_CYCLE_SAMPLES, WHOLE_CYCLE_START } from './cycle-samples.js'

class HtTrendMode extends IndicatorInstance {
  private readonly cycle: HilbertCycle = new HilbertCycle(WHOLE_CYCLE_START)
  private readonly phase: CyclePhase = new CyclePhase()
  private readonly line: CycleTrendline = new CycleTrendline()
  /** Samples since the two waves last crossed. */
  private sinceCrossing = 0
  private pastSinceCrossing = 0
  private pastSine: number = NaN
  private pastLeadSine: number = NaN

  static runAll(group: readonly HtTrendMode[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.cycle.newest = x
          one.step()
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
    this.line.commit()
    this.pastSinceCrossing = this.sinceCrossing
    this.pastSine = this.phase.sine
    this.pastLeadSine = this.phase.leadSine
  }

  override amend(x: number): number {
    this.cycle.newest = x
    this.step()
    return this.main
  }

  /** Counts `newest`; takes no number, since it would be boxed on its way. */
  private step(): void {
    const { cycle, phase, line, committed: at } = this
    this.main = NaN
    if (!cycle.amend(at)) return
    phase.amend(cycle, at)
    line.amend(cycle, at)
    phase.wave(cycle.angle)
    const trends = this.trends()
    const away = Math.abs(((cycle.smoothed[at & 63] as number) - line.value) / line.value)
    if (at < WHOLE_CYCLE_SAMPLES - 1) return
    this.main = 0
    if (trends || (line.value !== 0 && away >= FAR)) this.main = 1
  }

  /** No trend in the first half of a cycle after the waves crossed, nor while the phase moves on as that of a cycle does. */
  private trends(): boolean {
    const { pastSine, pastLeadSine } = this
    const { sine, leadSine, degrees, past } = this.phase
    const period = this.cycle.smoothPeriod
    const crossed = (sine > leadSine && pastSine <= pastLeadSine) || (sine < leadSine && pastSine >= pastLeadSine)
    this.sinceCrossing = (crossed ? 0 : this.pastSinceCrossing) + 1
    const turned = degrees - past
    const turnsAsCycle = turned > (0.67 * 360) / period && turned < (1.5 * 360) / period
    return !crossed && this.sinceCrossing >= 0.5 * period && !turnsAsCycle
  }
}

/** So far from its trendline, as a share of it, a price is in a trend whatever its phase does. */
const FAR = 0.015

/**
 * Trend mode (Ehlers 2001): 1 while the market trends, 0 while it goes to and fro in a cycle: which kind of indicator to
 * listen to.
 *
 * 1 or 0; first value at sample 64; O(1), at most 50 steps. Formula: TA-Lib HT_TRENDMODE.
 *
 * @example
 * ```ts
 * import { htTrendMode } from '@tapeline/indicators'
 * const wave = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin((i * 2 * Math.PI) / 20))
 * const rise = Float64Array.from({ length: 200 }, (_, i) => 100 + i)
 * console.log(htTrendMode.batch({ close: wave }).value.at(-1), htTrendMode.batch({ close: rise }).value.at(-1)) // 0 1
 * ```
 */
export const htTrendMode: IndicatorType<SeriesOptions, 'value'> = /*#__PURE__*/ defineIndicator<SeriesOptions, 'value'>(
  {
    name: 'htTrendMode',
    title: 'Trend mode',
    tells: 'Whether the market trends (1) or goes to and fro (0).',
    params: {},
    inputs: ['close'],
    outputs: { value: 'ratio' },
    pane: 'own',
    warmup: () => ({ samples: WHOLE_CYCLE_SAMPLES }),
    cost: 'O(1)',
    source: 'TA-Lib HT_TRENDMODE; Ehlers 2001',
    talib: { name: 'HT_TRENDMODE', params: {}, outputs: { value: 'outInteger' } },
    total: true,
    kernel: HtTrendMode,
  },
)
