import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `sar`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SarParams extends FeedOptions {
  /** What a new extreme adds to the share of the way that the stop goes, 0 to 1; 0.02 unless said. */
  readonly acceleration?: number | undefined
  /** The most that share grows to, 0 to 1; 0.2 unless said. */
  readonly maximum?: number | undefined
}

class Sar extends IndicatorInstance {
  private readonly acceleration: number
  private readonly maximum: number
  /** 1 rising, -1 falling; the stop of the next bar; the best price of the trend; the share of the way to it. */
  private direction: number = NaN
  private stop: number = NaN
  private extreme: number = NaN
  private step: number = NaN
  private pastDirection: number = NaN
  private pastStop: number = NaN
  private pastExtreme: number = NaN
  private pastStep: number = NaN
  private high: number = NaN
  private low: number = NaN
  private previousHigh: number = NaN
  private previousLow: number = NaN

  constructor({ acceleration, maximum }: { readonly acceleration: number; readonly maximum: number }) {
    super()
    this.acceleration = Math.min(acceleration, maximum)
    this.maximum = maximum
  }

  static runAll(group: readonly Sar[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousHigh = this.high
    this.previousLow = this.low
    this.pastDirection = this.direction
    this.pastStop = this.stop
    this.pastExtreme = this.extreme
    this.pastStep = this.step
  }

  /** Falling is rising upside down: prices are taken times the direction, so that one rule serves both. */
  override amend(high: number, low: number): number {
    this.high = high
    this.low = low
    if (this.committed === 0) return NaN
    const begins = this.committed === 1
    if (begins) this.begin()
    const direction = this.pastDirection
    const rising = direction > 0
    const earlierHigh = begins ? high : this.previousHigh
    const earlierLow = begins ? low : this.previousLow
    const best = rising ? high : -low
    const worst = rising ? low : -high
    const earlierBest = rising ? earlierHigh : -earlierLow
    const earlierWorst = rising ? earlierLow : -earlierHigh
    const stop = direction * this.pastStop
    const extreme = direction * this.pastExtreme
    if (worst <= stop) {
      const turned = Math.max(extreme, earlierBest, best)
      this.direction = -direction
      this.extreme = direction * worst
      this.step = this.acceleration
      this.stop = direction * Math.max(turned + this.step * (worst - turned), earlierBest, best)
      return direction * turned
    }
    const further = best > extreme
    const reached = further ? best : extreme
    this.direction = direction
    this.extreme = direction * reached
    this.step = further ? Math.min(this.pastStep + this.acceleration, this.maximum) : this.pastStep
    this.stop = direction * Math.min(stop + this.step * (reached - stop), earlierWorst, worst)
    return direction * stop
  }

  /** The second bar: falling where it reaches farther down than up, and the first bar's other end is the stop. */
  private begin(): void {
    const down = this.previousLow - this.low
    const falls = down > 0 && down > this.high - this.previousHigh
    this.pastDirection = falls ? -1 : 1
    this.pastStop = falls ? this.previousHigh : this.previousLow
    this.pastExtreme = falls ? this.low : this.high
    this.pastStep = this.acceleration
  }
}

/**
 * Parabolic stop and reverse (Wilder 1978): where to trail the stop of a position that follows the trend. It comes nearer the
 * longer the trend makes new extremes; where price touches it, it jumps to the other side.
 *
 * Unit of price; first value at bar 2; O(1). Formula: TA-Lib SAR, with its rules for the start and for ties (up to 1.5 % from
 * others until the first turn that they share).
 *
 * @example
 * ```ts
 * import { sar } from '@tapeline/indicators'
 * const live = sar.create()
 * live.update(11, 9) // high, low
 * live.update(12, 10)
 * live.update(14, 12)
 * console.log(live.value) // 9.06
 * ```
 */
export const sar: IndicatorType<SarParams, 'value'> = /*#__PURE__*/ defineIndicator<SarParams, 'value'>({
  name: 'sar',
  title: 'Parabolic stop and reverse',
  tells: 'Where to trail the stop of a position that follows the trend.',
  params: {
    acceleration: { kind: 'number', default: 0.02, min: 0, max: 1 },
    maximum: { kind: 'number', default: 0.2, min: 0, max: 1 },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 2 }),
  cost: 'O(1)',
  source: 'TA-Lib SAR; Wilder 1978',
  talib: {
    name: 'SAR',
    params: { acceleration: 'optInAcceleration', maximum: 'optInMaximum' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Sar,
})
