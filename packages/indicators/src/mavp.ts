import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { ALL_AVERAGES } from './all-averages.js'
import { averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `mavp`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MavpParams extends FeedOptions {
  /** The shortest period: less counts as this, 1 to 1000; 2 unless said. */
  readonly minPeriod?: number | undefined
  /** The longest period: more counts as this, at least `minPeriod`, up to 1000; 30 unless said. */
  readonly maxPeriod?: number | undefined
  /** Kind of the average; `sma` unless said. */
  readonly type?: Average | undefined
}

class Mavp extends IndicatorInstance {
  private readonly minPeriod: number
  private readonly maxPeriod: number
  /** Samples that the longest average takes to its first value: none has one earlier. */
  private readonly samples: number
  /** One of each period, the shortest first, and the index of the first sample that each takes. */
  private readonly means: readonly MovingMean[]
  private readonly starts: Int32Array

  constructor({ minPeriod, maxPeriod, type }: Settled<MavpParams>) {
    super()
    this.minPeriod = minPeriod
    this.maxPeriod = maxPeriod
    this.samples = averageSamples(maxPeriod, type)
    const periods = Array.from({ length: maxPeriod - minPeriod + 1 }, (_, i) => minPeriod + i)
    this.means = periods.map((period) => new MovingMean(period, type))
    this.starts = Int32Array.from(periods, (period) => this.samples - averageSamples(period, type))
  }

  static runAll(group: readonly Mavp[], from: number, to: number): void {
    for (const one of group) {
      const [input, periods] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        const period = periods[i] as number
        if (!isSample(x) || !isSample(period)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(x, period)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    for (const mean of this.means) mean.push()
  }

  override amend(x: number, period: number): number {
    const { means, starts, minPeriod, maxPeriod } = this
    for (let i = 0; i < means.length; i++) {
      if (this.committed >= (starts[i] as number)) (means[i] as MovingMean).include(x)
    }
    if (this.committed < this.samples - 1) return NaN
    const whole = Math.floor(Math.min(Math.max(period, minPeriod), maxPeriod))
    return (means[whole - minPeriod] as MovingMean).value
  }
}

/**
 * Moving average with a variable period: each sample says over how many samples its mean goes. Fed with half of `htDcPeriod`
 * it follows the cycle of the market.
 *
 * Unit of its input; first value when the average of `maxPeriod` has one, with plain means at sample `maxPeriod`. It reads the
 * columns `close` and `periods`, parts of a period cut off, so it is for `batch` and for instances fed by hand. O(n): all averages
 * from `minPeriod` to `maxPeriod` are kept, each free of drift. Formula: TA-Lib MAVP, where averages with a memory start as
 * late as the longest allows.
 *
 * @example
 * ```ts
 * import { mavp } from '@tapeline/indicators'
 * const columns = { close: Float64Array.of(1, 2, 6, 8), periods: Float64Array.of(2, 2, 2, 3) }
 * console.log(mavp.batch(columns, { maxPeriod: 3 }).value) // Float64Array(4) [ NaN, NaN, 4, 5.333333333333333 ]
 * ```
 */
export const mavp: IndicatorType<MavpParams, 'value'> = /*#__PURE__*/ defineIndicator<MavpParams, 'value'>({
  name: 'mavp',
  title: 'Moving average with a variable period',
  tells: 'The trend, over as many samples as a second series says.',
  params: {
    minPeriod: { kind: 'whole', default: 2, min: 1, max: 1000, unit: 'samples' },
    maxPeriod: { kind: 'whole', default: 30, min: 1, max: 1000, unit: 'samples' },
    type: { kind: 'choice', default: 'sma', choices: ALL_AVERAGES },
  },
  inputs: ['close', 'periods'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ maxPeriod, type }) => ({ samples: averageSamples(maxPeriod, type) }),
  check: ({ minPeriod, maxPeriod }) => {
    if (minPeriod > maxPeriod)
      throw badParameter({
        owner: 'mavp',
        parameter: 'minPeriod',
        value: minPeriod,
        expected: `at most maxPeriod, which is ${maxPeriod}`,
      })
  },
  cost: 'O(n)',
  source: 'TA-Lib MAVP',
  talib: {
    name: 'MAVP',
    params: { minPeriod: 'optInMinPeriod', maxPeriod: 'optInMaxPeriod', type: 'optInMAType' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Mavp,
})
