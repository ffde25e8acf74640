import {
  RangeWindow,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { log } from '@tapeline/core/math'

/** Parameters of `fisher`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface FisherParams extends SeriesOptions {
  /** Samples in the range, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Fisher extends IndicatorInstance {
  private readonly period: number
  private readonly range: RangeWindow
  /** The smoothed place in the range, -1 to 1, and the transform: with the newest sample, and up to the last permanent one. */
  private place: number = NaN
  private pastPlace: number = NaN
  private bent: number = NaN
  private pastBent: number = NaN

  constructor({ period }: Settled<FisherParams>) {
    super()
    this.period = period
    this.range = new RangeWindow(period)
    this.place = 0
    this.pastPlace = 0
    this.bent = 0
    this.pastBent = 0
  }

  static runAll(group: readonly Fisher[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [fisher, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.range.high = x
          one.step()
          fisher[i] = one.main
          signal[i] = one.second
        } else {
          fisher[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.push()
    this.pastPlace = this.place
    this.pastBent = this.bent
  }

  override amend(x: number): number {
    this.range.high = x
    this.step()
    return this.main
  }

  /** Counts the newest sample, `range.high`; takes none, since it would be boxed on its way. */
  private step(): void {
    const { committed, period, range } = this
    const x = range.high
    range.low = x
    range.look()
    if (committed < period - 1) return
    const share = (x - range.lowest) / (range.highest - range.lowest) - 0.5
    this.place = 0.67 * this.pastPlace
    if (isSample(share)) this.place = 0.66 * share + this.place
    if (this.place > 0.99) this.place = 0.999
    else if (this.place < -0.99) this.place = -0.999
    this.bend()
    if (committed >= period) this.second = this.pastBent
    this.main = this.bent
  }

  /** Small enough for the logarithm to be inlined in it. */
  private bend(): void {
    this.bent = 0.5 * log((1 + this.place) / (1 - this.place)) + 0.5 * this.pastBent
  }
}

/**
 * Fisher transform (Ehlers 2002): where the bar's middle stands in its recent range, smoothed, and bent so that values are spread
 * like a bell: extremes are rare and turn sharply. The signal is its value one sample ago.
 *
 * A plain number, mostly between -3 and 3; first value at sample `period`, of the signal one later; O(1) amortised. Ehlers'
 * formula with Tulip's start; Skender begins with windows that are not whole: equal once that is forgotten. A range of no width
 * counts as its middle.
 *
 * @example
 * ```ts
 * import { fisher } from '@tapeline/indicators'
 * const live = fisher.create({ period: 2 })
 * for (const middle of [10, 11, 10.5]) live.update(middle)
 * console.log(live.values) // { fisher: 0.06208054853744893, signal: 0.34282825441539394 }
 * ```
 */
export const fisher: IndicatorType<FisherParams, 'fisher' | 'signal'> = /*#__PURE__*/ defineIndicator<
  FisherParams,
  'fisher' | 'signal'
>({
  name: 'fisher',
  title: 'Fisher transform',
  tells: 'Sharp turning points: prices bent so that extremes of their range stand out.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['hl2'],
  outputs: { fisher: 'ratio', signal: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Ehlers 2002',
  total: true,
  kernel: Fisher,
})
