import {
  defineIndicator,
  ExtremeAgeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `aroonOsc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AroonOscParams extends FeedOptions {
  /** Bars before the present one to look back on, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Which of equal extremes counts: the `latest`, as TA-Lib, unless said, or the `first`. */
  readonly ties?: 'latest' | 'first' | undefined
}

class AroonOsc extends IndicatorInstance {
  private readonly period: number
  private readonly highs: ExtremeAgeWindow
  private readonly lows: ExtremeAgeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period, ties }: Settled<AroonOscParams>) {
    super()
    this.period = period
    this.highs = new ExtremeAgeWindow(period, 1, ties)
    this.lows = new ExtremeAgeWindow(period, -1, ties)
  }

  static runAll(group: readonly AroonOsc[], from: number, to: number): void {
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
        one.amend(h, l)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  override amend(high: number, low: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    if (this.committed < this.period) return this.main
    this.main = (100 * (this.lows.ageIncluding(low) - this.highs.ageIncluding(high))) / this.period
    return this.main
  }
}

/**
 * Aroon oscillator (Chande 1995): Aroon up less Aroon down, from -100 (falling) to 100 (rising).
 *
 * Per cent; looks at `period + 1` bars; first value at bar `period + 1`; of equal extremes the latest counts unless said; O(1)
 * amortised. Formula: TA-Lib AROONOSC.
 *
 * @example
 * ```ts
 * import { aroonOsc } from '@tapeline/indicators'
 * const live = aroonOsc.create({ period: 2 })
 * live.update(11, 7) // high, low
 * live.update(12, 8)
 * console.log(live.update(13, 9)) // 100
 * ```
 */
export const aroonOsc: IndicatorType<AroonOscParams, 'value'> = /*#__PURE__*/ defineIndicator<AroonOscParams, 'value'>({
  name: 'aroonOsc',
  title: 'Aroon oscillator',
  tells: 'Whether the highest high or the lowest low came later: the way of the trend in one number.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    ties: { kind: 'choice', default: 'latest', choices: ['latest', 'first'], isConvention: true },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib AROONOSC; Chande 1995',
  talib: { name: 'AROONOSC', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: AroonOsc,
})
