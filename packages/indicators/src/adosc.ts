import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { moneyFlow } from './money-flow.js'

/** Parameters of `adosc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AdoscParams extends FeedOptions {
  /** Bars of the fast average, 1 to 100000, less than `slow`; 3 unless said. */
  readonly fast?: number | undefined
  /** Bars of the slow average, 2 to 100000; 10 unless said. */
  readonly slow?: number | undefined
}

class Adosc extends IndicatorInstance {
  private readonly slow: number
  private readonly fastWeight: number
  private readonly slowWeight: number
  private readonly past: RunningSum = new RunningSum()
  private flow: number = NaN
  private pastFast: number = NaN
  private pastSlow: number = NaN
  private fastMean: number = NaN
  private slowMean: number = NaN

  constructor({ fast, slow }: { readonly fast: number; readonly slow: number }) {
    super()
    this.slow = slow
    this.fastWeight = 2 / (fast + 1)
    this.slowWeight = 2 / (slow + 1)
  }

  static runAll(group: readonly Adosc[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close, volume] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c, v)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.add(this.flow)
    this.pastFast = this.fastMean
    this.pastSlow = this.slowMean
  }

  override amend(high: number, low: number, close: number, volume: number): number {
    this.main = NaN
    this.flow = moneyFlow(high, low, close, volume)
    const line = this.past.value + this.flow
    const begins = this.committed === 0
    const fast = begins ? line : this.pastFast
    const slow = begins ? line : this.pastSlow
    this.fastMean = fast + this.fastWeight * (line - fast)
    this.slowMean = slow + this.slowWeight * (line - slow)
    if (this.committed >= this.slow - 1) this.main = this.fastMean - this.slowMean
    return this.main
  }
}

/**
 * Chaikin oscillator: a fast exponential average of the accumulation/distribution line less a slow one. Above 0 the
 * accumulation speeds up.
 *
 * Unit of volume; first value at bar `slow`; O(1). Formula: TA-Lib ADOSC, whose averages start at the first value of the
 * line (others start at a mean, which differs for some 50 bars).
 *
 * @example
 * ```ts
 * import { adosc } from '@tapeline/indicators'
 * const live = adosc.create({ fast: 1, slow: 3 })
 * live.update(12, 8, 11, 100) // high, low, close, volume
 * live.update(12, 8, 12, 50)
 * console.log(live.update(12, 8, 8, 20)) // 2.5
 * ```
 */
export const adosc: IndicatorType<AdoscParams, 'value'> = /*#__PURE__*/ defineIndicator<AdoscParams, 'value'>({
  name: 'adosc',
  title: 'Chaikin oscillator',
  tells: 'Whether the accumulation of volume speeds up or slows down.',
  params: {
    fast: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
    slow: { kind: 'whole', default: 10, min: 2, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: { value: 'volume' },
  pane: 'own',
  warmup: ({ slow }) => ({ samples: slow }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'adosc',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'TA-Lib ADOSC; Chaikin',
  talib: { name: 'ADOSC', params: { fast: 'optInFastPeriod', slow: 'optInSlowPeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Adosc,
})
