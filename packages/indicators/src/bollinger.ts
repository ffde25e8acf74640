import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { AVERAGES, averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of Bollinger Bands; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface BollingerParams extends SeriesOptions {
  /** Samples in the mean and the deviation, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Standard deviations from the middle to each band, 0 to 100; 2 unless said. */
  readonly deviations?: number | undefined
  /** Kind of the average in the middle; `sma` unless said. */
  readonly average?: Average | undefined
}

class Bollinger extends IndicatorInstance {
  private readonly deviations: number
  private readonly past: MomentsWindow
  /** The middle where it is no plain mean. */
  private readonly centre: MovingMean | null
  /** Once warm, samples below this need no other look; until then, and always around another average, NaN. */
  private plain: number = NaN

  constructor({ period, deviations, average }: Settled<BollingerParams>) {
    super()
    this.centre = average === 'sma' ? null : new MovingMean(period, average)
    this.deviations = deviations
    this.past = new MomentsWindow(period - 1)
  }

  private get period(): number {
    return this.past.length + 1
  }

  static runAll(group: readonly Bollinger[], from: number, to: number): void {
    for (const bands of group) {
      const input = bands.inputs[0] as Float64Array
      const upper = bands.outputs[0] as Float64Array
      const middle = bands.outputs[1] as Float64Array
      const lower = bands.outputs[2] as Float64Array
      let i = from
      while (i < to) {
        if (bands.plain === bands.plain) i = bands.follow(input, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          bands.commit()
          upper[i] = bands.amend(x)
          middle[i] = bands.second
          lower[i] = bands.third
        } else {
          upper[i] = NaN
          middle[i] = NaN
          lower[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) {
      const { past } = this
      past.follow(x)
      const { mean } = past
      const reach = this.deviations * Math.sqrt(past.squares / (past.length + 1))
      this.second = mean
      this.third = mean - reach
      return (this.main = mean + reach)
    }
    if (!isSample(x)) return this.reject()
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  /** Once warm, the window counts. */
  override get count(): number {
    return this.plain === this.plain ? this.past.pushed + 1 : this.committed + 1
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
    this.centre?.push()
  }

  override amend(x: number): number {
    const { past, centre } = this
    past.include(x)
    const reach = this.deviations * Math.sqrt(past.squares / this.period)
    if (centre === null) {
      const warm = this.count > past.length
      if (warm) this.plain = 1e100
      this.second = warm ? past.mean : NaN
      this.third = warm ? past.mean - reach : NaN
      return warm ? past.mean + reach : NaN
    }
    centre.include(x)
    if (centre.value !== centre.value || this.committed < this.past.length) return NaN
    this.second = centre.value
    this.third = centre.value - reach
    return centre.value + reach
  }

  /** Once warm, the window itself runs the rows up to the next that is no sample. */
  private follow(input: Float64Array, from: number, to: number): number {
    const upper = this.outputs[0] as Float64Array
    const middle = this.outputs[1] as Float64Array
    const lower = this.outputs[2] as Float64Array
    const { deviations, period } = this
    const stop = this.past.slide(input, middle, upper, from, to)
    for (let i = from; i < stop; i++) {
      const mean = middle[i] as number
      const reach = deviations * Math.sqrt((upper[i] as number) / period)
      upper[i] = mean + reach
      lower[i] = mean - reach
    }
    return stop
  }
}

/** The deviation is over `period` samples whatever the middle is. */
function bandSamples(period: number, average: Average): number {
  return Math.max(period, averageSamples(period, average))
}

/**
 * Bollinger Bands: the moving average and a number of standard deviations above and below. Narrow bands mean a quiet
 * market; a price outside of them moved more than it lately used to.
 *
 * Unit of its input; first values at sample `period`, or with that of another average; O(1), free of drift, flat prices give
 * bands of exactly no width. Population deviation around the plain mean, as TA-Lib BBANDS has it whatever the middle is. Bands
 * of two widths are two instances.
 *
 * @example
 * ```ts
 * import { bollinger } from '@tapeline/indicators'
 * const live = bollinger.create({ period: 2, deviations: 2 })
 * live.update(10)
 * live.update(12)
 * console.log(live.values) // { upper: 13, middle: 11, lower: 9 }
 * ```
 */
export const bollinger: IndicatorType<BollingerParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  BollingerParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'bollinger',
  title: 'Bollinger Bands',
  tells: 'Where prices usually stay: an average and some standard deviations around it.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' },
    deviations: { kind: 'number', default: 2, min: 0, max: 100 },
    average: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['close'],
  outputs: { upper: 'input', middle: 'input', lower: 'input' },
  pane: 'price',
  warmup: ({ period, average }) => ({ samples: bandSamples(period, average) }),
  cost: 'O(1)',
  source: 'TA-Lib BBANDS; Bollinger 2001',
  talib: {
    name: 'BBANDS',
    params: { period: 'optInTimePeriod', deviations: 'optInNbDevUp', average: 'optInMAType' },
    outputs: { upper: 'outRealUpperBand', middle: 'outRealMiddleBand', lower: 'outRealLowerBand' },
  },
  total: true,
  kernel: Bollinger,
})
