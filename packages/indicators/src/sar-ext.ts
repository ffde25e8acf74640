import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `sarExt`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SarExtParams extends FeedOptions {
  /** The first stop: above 0 of a long position, below 0 of a short one; 0, unless said, as `sar` begins. -1e12 to 1e12. */
  readonly startValue?: number | undefined
  /** How much farther away the stop is set when it turns, as a share of it, 0 to 1; 0 unless said. */
  readonly offsetOnReverse?: number | undefined
  /** The share of the way that the stop of a long position goes at first, 0 to 1; 0.02 unless said. */
  readonly accelerationInitLong?: number | undefined
  /** What a new high adds to that share, 0 to 1; 0.02 unless said. */
  readonly accelerationLong?: number | undefined
  /** The most that share grows to, 0 to 1; 0.2 unless said. */
  readonly accelerationMaxLong?: number | undefined
  /** The same three of a short position; 0.02, 0.02 and 0.2 unless said. */
  readonly accelerationInitShort?: number | undefined
  readonly accelerationShort?: number | undefined
  readonly accelerationMaxShort?: number | undefined
}

class SarExt extends IndicatorInstance {
  private readonly startValue: number
  private readonly offset: number
  private readonly firstLong: number
  private readonly addLong: number
  private readonly mostLong: number
  private readonly firstShort: number
  private readonly addShort: number
  private readonly mostShort: number
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

  constructor(params: Settled<SarExtParams>) {
    super()
    this.startValue = params.startValue
    this.offset = params.offsetOnReverse
    this.mostLong = params.accelerationMaxLong
    this.firstLong = Math.min(params.accelerationInitLong, this.mostLong)
    this.addLong = Math.min(params.accelerationLong, this.mostLong)
    this.mostShort = params.accelerationMaxShort
    this.firstShort = Math.min(params.accelerationInitShort, this.mostShort)
    this.addShort = Math.min(params.accelerationShort, this.mostShort)
  }

  static runAll(group: readonly SarExt[], from: number, to: number): void {
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
      const set = turned + turned * this.offset * direction
      this.direction = -direction
      this.extreme = direction * worst
      this.step = rising ? this.firstShort : this.firstLong
      this.stop = direction * Math.max(set + this.step * (worst - set), earlierBest, best)
      return -set
    }
    const further = best > extreme
    const reached = further ? best : extreme
    const add = rising ? this.addLong : this.addShort
    const most = rising ? this.mostLong : this.mostShort
    this.direction = direction
    this.extreme = direction * reached
    this.step = further ? Math.min(this.pastStep + add, most) : this.pastStep
    this.stop = direction * Math.min(stop + this.step * (reached - stop), earlierWorst, worst)
    return stop
  }

  /** The second bar: of a start value its sign says which way, else falling where the bar reaches farther down than up. */
  private begin(): void {
    const start = this.startValue
    const down = this.previousLow - this.low
    const falls = start === 0 ? down > 0 && down > this.high - this.previousHigh : start < 0
    this.pastDirection = falls ? -1 : 1
    this.pastStop = start === 0 ? (falls ? this.previousHigh : this.previousLow) : Math.abs(start)
    this.pastExtreme = falls ? this.low : this.high
    this.pastStep = falls ? this.firstShort : this.firstLong
  }
}

/**
 * Parabolic stop and reverse with rules of their own for long and short positions: as `sar`, with a start of one's own and
 * room for error where it turns. Stops of short positions are told as negative numbers.
 *
 * Unit of price, below 0 while falling; first value at bar 2; O(1). Formula: TA-Lib SAREXT.
 *
 * @example
 * ```ts
 * import { sarExt } from '@tapeline/indicators'
 * const live = sarExt.create({ startValue: -13 })
 * live.update(11, 9) // high, low
 * live.update(12, 10)
 * console.log(live.update(11, 9)) // -12.94
 * ```
 */
export const sarExt: IndicatorType<SarExtParams, 'value'> = /*#__PURE__*/ defineIndicator<SarExtParams, 'value'>({
  name: 'sarExt',
  title: 'Parabolic stop and reverse, extended',
  tells: 'Where to trail a stop, with other rules for short positions than for long ones.',
  params: {
    startValue: { kind: 'number', default: 0, min: -1e12, max: 1e12 },
    offsetOnReverse: { kind: 'number', default: 0, min: 0, max: 1 },
    accelerationInitLong: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationLong: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationMaxLong: { kind: 'number', default: 0.2, min: 0, max: 1 },
    accelerationInitShort: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationShort: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationMaxShort: { kind: 'number', default: 0.2, min: 0, max: 1 },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: () => ({ samples: 2 }),
  cost: 'O(1)',
  source: 'TA-Lib SAREXT; Wilder 1978',
  talib: {
    name: 'SAREXT',
    params: {
      startValue: 'optInStartValue',
      offsetOnReverse: 'optInOffsetOnReverse',
      accelerationInitLong: 'optInAccelerationInitLong',
      accelerationLong: 'optInAccelerationLong',
      accelerationMaxLong: 'optInAccelerationMaxLong',
      accelerationInitShort: 'optInAccelerationInitShort',
      accelerationShort: 'optInAccelerationShort',
      accelerationMaxShort: 'optInAccelerationMaxShort',
    },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: SarExt,
})
