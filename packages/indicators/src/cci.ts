import {
  AbsoluteDeviations,
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `cci`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CciParams extends SeriesOptions {
  /** Bars in the mean and the deviation, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Cci extends IndicatorInstance {
  private readonly period: number
  private readonly moments: MomentsWindow
  private readonly past: AbsoluteDeviations

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.moments = new MomentsWindow(period - 1)
    this.past = new AbsoluteDeviations(period - 1)
  }

  static runAll(group: readonly Cci[], from: number, to: number): void {
    for (const cci of group) {
      const input = cci.inputs[0] as Float64Array
      const output = cci.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          cci.commit()
          cci.moments.newest = x
          cci.look()
          output[i] = cci.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.newest = this.moments.newest
    this.past.shift()
    this.moments.shift()
  }

  override amend(x: number): number {
    this.moments.newest = x
    this.look()
    return this.main
  }

  /** Sets the index for the newest sample, `moments.newest`; takes none, since it would be boxed on its way. */
  private look(): void {
    const { moments, past } = this
    this.main = NaN
    moments.look()
    if (this.committed < this.period - 1) return
    const apart = moments.newest - moments.mean
    past.centre = moments.mean
    past.measureAround()
    const deviation = (past.distance + Math.abs(apart)) / this.period
    const index = apart / (0.015 * deviation)
    this.main = index
    if (!isSample(index)) this.main = 0
  }
}

/**
 * Commodity channel index (Lambert): how many mean deviations price is away from its mean, times 66.7, so that most values
 * lie within -100 and 100. Beyond, the market moves more than it lately used to.
 *
 * A plain number, of a bar by its (high + low + close) / 3; first value at bar `period`; O(log n): the mean absolute deviation
 * has a new centre with every bar, which takes a tree of the window. Formula: TA-Lib CCI; 0 where prices did not move,
 * exactly.
 *
 * @example
 * ```ts
 * import { cci } from '@tapeline/indicators'
 * const live = cci.create({ period: 3 })
 * for (const price of [10, 11, 15]) live.update(price)
 * console.log(live.value) // 100
 * ```
 */
export const cci: IndicatorType<CciParams, 'value'> = /*#__PURE__*/ defineIndicator<CciParams, 'value'>({
  name: 'cci',
  title: 'Commodity channel index',
  tells: 'Whether price is unusually far from its mean.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['hlc3'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'TA-Lib CCI; Lambert 1980',
  talib: { name: 'CCI', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Cci,
})
