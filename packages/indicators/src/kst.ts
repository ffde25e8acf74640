import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'
import { SmoothedChange } from './smoothed-change.js'

/** Parameters of `kst`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KstParams extends SeriesOptions {
  /** Samples of the first rate of change, 1 to 100000; 10 unless said. */
  readonly roc1?: number | undefined
  /** Samples of the second rate of change, 1 to 100000; 15 unless said. */
  readonly roc2?: number | undefined
  /** Samples of the third rate of change, 1 to 100000; 20 unless said. */
  readonly roc3?: number | undefined
  /** Samples of the fourth rate of change, 1 to 100000; 30 unless said. */
  readonly roc4?: number | undefined
  /** Samples of the average of the first, 1 to 100000; 10 unless said. */
  readonly mean1?: number | undefined
  /** Samples of the average of the second, 1 to 100000; 10 unless said. */
  readonly mean2?: number | undefined
  /** Samples of the average of the third, 1 to 100000; 10 unless said. */
  readonly mean3?: number | undefined
  /** Samples of the average of the fourth, 1 to 100000; 15 unless said. */
  readonly mean4?: number | undefined
  /** Samples of the signal line, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
}

class Kst extends IndicatorInstance {
  private readonly short: SmoothedChange
  private readonly middle: SmoothedChange
  private readonly long: SmoothedChange
  private readonly longest: SmoothedChange
  private readonly signal: MovingMean

  constructor({ roc1, roc2, roc3, roc4, mean1, mean2, mean3, mean4, signal }: Settled<KstParams>) {
    super()
    this.short = new SmoothedChange(roc1, mean1)
    this.middle = new SmoothedChange(roc2, mean2)
    this.long = new SmoothedChange(roc3, mean3)
    this.longest = new SmoothedChange(roc4, mean4)
    this.signal = new MovingMean(signal, 'sma')
  }

  static runAll(group: readonly Kst[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [kst, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
          kst[i] = one.main
          signal[i] = one.second
        } else {
          kst[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.short.push()
    this.middle.push()
    this.long.push()
    this.longest.push()
    this.signal.push()
  }

  override amend(x: number): number {
    const { short, middle, long, longest, signal } = this
    short.newest = x
    short.step()
    middle.newest = x
    middle.step()
    long.newest = x
    long.step()
    longest.newest = x
    longest.step()
    const sum = short.value + 2 * middle.value + 3 * long.value + 4 * longest.value
    if (sum === sum) signal.include(sum)
    this.second = signal.value
    this.main = sum
    return this.main
  }
}

/**
 * Know sure thing (Pring 1992): rates of change over four horizons, each smoothed, summed with weights 1, 2, 3 and 4, with a signal
 * line. Crossings of the two mark turns of the middle-term trend.
 *
 * Per cent (of ten weighed changes together); first value when the longest rate and its average have one, at the largest roc +
 * mean, of the signal `signal - 1` samples later; O(1). Simple averages throughout; a rate from a price of 0 counts as 0.
 *
 * @example
 * ```ts
 * import { kst } from '@tapeline/indicators'
 * const live = kst.create({ roc1: 1, roc2: 1, roc3: 1, roc4: 2, mean1: 1, mean2: 1, mean3: 1, mean4: 1, signal: 2 })
 * for (const price of [10, 11, 11, 22]) live.update(price)
 * console.log(live.values) // { kst: 1000, signal: 520 }
 * ```
 */
export const kst: IndicatorType<KstParams, 'kst' | 'signal'> = /*#__PURE__*/ defineIndicator<
  KstParams,
  'kst' | 'signal'
>({
  name: 'kst',
  title: 'Know sure thing',
  tells: 'Momentum over four horizons at once, the longer ones counting more.',
  params: {
    roc1: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    roc2: { kind: 'whole', default: 15, min: 1, max: 100_000, unit: 'samples' },
    roc3: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'samples' },
    roc4: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
    mean1: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    mean2: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    mean3: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    mean4: { kind: 'whole', default: 15, min: 1, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { kst: 'percent', signal: 'percent' },
  pane: 'own',
  warmup: (p) => ({
    samples: Math.max(p.roc1 + p.mean1, p.roc2 + p.mean2, p.roc3 + p.mean3, p.roc4 + p.mean4) + p.signal - 1,
  }),
  cost: 'O(1)',
  source: 'Pring 1992',
  total: true,
  kernel: Kst,
})
