import {
  defineIndicator,
  HilbertCycle,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { atanAt } from '@tapeline/core/math'
import { CYCLE_SAMPLES, CYCLE_START } from './cycle-samples.js'
import { DEGREES } from './degrees.js'
import { offerAverage } from './average-kinds.js'

/** Parameters of `mama`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MamaParams extends SeriesOptions {
  /** Weight of the newest sample when the phase jumps, 0.01 to 0.99; 0.5 unless said. */
  readonly fastLimit?: number | undefined
  /** The least weight of the newest sample, 0.01 to 0.99; 0.05 unless said. */
  readonly slowLimit?: number | undefined
}

class Mama extends IndicatorInstance {
  private readonly fastLimit: number
  private readonly slowLimit: number
  private readonly cycle: HilbertCycle = new HilbertCycle(CYCLE_START)
  private weight: number = NaN
  private phase: number = NaN
  private mean: number = NaN
  private following: number = NaN
  private pastPhase: number = NaN
  private pastMean: number = NaN
  private pastFollowing: number = NaN

  constructor({ fastLimit, slowLimit }: { readonly fastLimit: number; readonly slowLimit: number }) {
    super()
    this.fastLimit = fastLimit
    this.slowLimit = slowLimit
    this.phase = 0
    this.mean = 0
    this.following = 0
  }

  static runAll(group: readonly Mama[], from: number, to: number): void {
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
    this.pastPhase = this.phase
    this.pastMean = this.mean
    this.pastFollowing = this.following
  }

  override amend(x: number): number {
    this.cycle.newest = x
    this.step()
    return this.main
  }

  /** Counts `newest`; takes no number, since it would be boxed on its way. */
  private step(): void {
    const { cycle } = this
    const x = cycle.newest
    this.main = NaN
    if (!cycle.amend(this.committed)) return
    this.turn()
    const { weight } = this
    this.mean = weight * x + (1 - weight) * this.pastMean
    this.following = 0.5 * weight * this.mean + (1 - 0.5 * weight) * this.pastFollowing
    if (this.committed < CYCLE_SAMPLES - 1) return
    this.second = this.following
    this.main = this.mean
  }

  /** The phase, and the weight of the newest sample: less where the phase turned back further. */
  private turn(): void {
    const { inPhase, quadrature, angle } = this.cycle
    angle[0] = 0
    if (inPhase !== 0) angle[0] = quadrature / inPhase
    atanAt(angle, 0)
    this.phase = (angle[0] as number) * DEGREES
    const turned = this.pastPhase - this.phase
    this.weight = this.fastLimit
    if (turned > 1) this.weight = Math.max(this.fastLimit / turned, this.slowLimit)
  }
}

/**
 * MESA adaptive moving average (Ehlers 2001) and its following average: fast when the phase of the dominant cycle jumps,
 * which a turn makes it do, slow while it moves evenly. The two cross where the trend turns and seldom elsewhere.
 *
 * Unit of its input; first values at sample 33; O(1). Formula: TA-Lib MAMA, whose averages start from 0 at sample 13 (others
 * start elsewhere and stay up to 3 % apart).
 *
 * @example
 * ```ts
 * import { mama } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 200 }, (_, i) => 100 + i)
 * const means = mama.batch({ close })
 * console.log(means.mama.at(-1)?.toFixed(1), means.fama.at(-1)?.toFixed(1)) // 298.0 295.0
 * ```
 */
export const mama: IndicatorType<MamaParams, 'mama' | 'fama'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<MamaParams, 'mama' | 'fama'>({
    name: 'mama',
    title: 'MESA adaptive moving average',
    tells: 'The trend, quick at turns and slow between them, with a second average that follows it.',
    params: {
      fastLimit: { kind: 'number', default: 0.5, min: 0.01, max: 0.99 },
      slowLimit: { kind: 'number', default: 0.05, min: 0.01, max: 0.99 },
    },
    inputs: ['close'],
    outputs: { mama: 'input', fama: 'input' },
    pane: 'price',
    warmup: () => ({ samples: CYCLE_SAMPLES }),
    cost: 'O(1)',
    source: 'TA-Lib MAMA; Ehlers 2001',
    talib: {
      name: 'MAMA',
      params: { fastLimit: 'optInFastLimit', slowLimit: 'optInSlowLimit' },
      outputs: { mama: 'outMAMA', fama: 'outFAMA' },
    },
    total: true,
    kernel: Mama,
  }),
)
