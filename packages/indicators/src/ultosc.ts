import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `ultosc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface UltoscParams extends FeedOptions {
  /** Bars of one window, 1 to 100000; 7 unless said. In any order: the shortest weighs 4, the middle 2, the longest 1. */
  readonly period1?: number | undefined
  /** Bars of another; 14 unless said. */
  readonly period2?: number | undefined
  /** Bars of the third; 28 unless said. */
  readonly period3?: number | undefined
}

interface Periods {
  readonly period1: number
  readonly period2: number
  readonly period3: number
}

/** Buying pressure as a share of the true range, over the newest `period` bars. */
class PressureShare {
  /** The share after `look`. */
  value: number = NaN
  /** Set the `newest` of both, then call `look`. */
  readonly pressures: BlockSum
  readonly ranges: BlockSum

  constructor(period: number) {
    this.pressures = new BlockSum(period - 1)
    this.ranges = new BlockSum(period - 1)
  }

  /** Makes the newest bar permanent. */
  push(): void {
    this.pressures.advance()
    this.ranges.advance()
  }

  /** Sets `value` to the share with the newest bar; takes no numbers, since those that cross a call may be boxed. */
  look(): void {
    const { pressures, ranges } = this
    pressures.include()
    ranges.include()
    this.value = pressures.value / ranges.value
    if (!isSample(this.value)) this.value = 0
  }
}

class Ultosc extends IndicatorInstance {
  private readonly longest: number
  private readonly short: PressureShare
  private readonly middle: PressureShare
  private readonly long: PressureShare
  private high: number = NaN
  private low: number = NaN
  private previousClose: number = NaN
  private close: number = NaN

  constructor({ period1, period2, period3 }: Periods) {
    super()
    const [short, middle, long] = [period1, period2, period3].sort((a, b) => a - b) as [number, number, number]
    this.longest = long
    this.short = new PressureShare(short)
    this.middle = new PressureShare(middle)
    this.long = new PressureShare(long)
  }

  static runAll(group: readonly Ultosc[], from: number, to: number): void {
    for (const ultosc of group) {
      const [high, low, close] = ultosc.inputs as [Float64Array, Float64Array, Float64Array]
      const output = ultosc.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          ultosc.commit()
          ultosc.high = h
          ultosc.low = l
          ultosc.close = c
          ultosc.look()
          output[i] = ultosc.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousClose = this.close
    // The first bar has no close before it, and so no range.
    if (this.committed === 1) return
    this.short.push()
    this.middle.push()
    this.long.push()
  }

  override amend(high: number, low: number, close: number): number {
    this.high = high
    this.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { high, low, close } = this
    this.main = NaN
    if (this.committed === 0) return
    const previous = this.previousClose
    const bottom = low < previous ? low : previous
    const { short, middle, long } = this
    short.pressures.newest = close - bottom
    middle.pressures.newest = close - bottom
    long.pressures.newest = close - bottom
    short.ranges.newest = (high > previous ? high : previous) - bottom
    middle.ranges.newest = short.ranges.newest
    long.ranges.newest = short.ranges.newest
    if (this.committed >= this.longest) this.share()
  }

  private share(): void {
    const { short, middle, long } = this
    short.look()
    middle.look()
    long.look()
    this.main = 100 * ((4 * short.value + 2 * middle.value + long.value) / 7)
  }
}

/**
 * Ultimate oscillator (Williams): the share of the true range that lies below the close, over three windows at once, so
 * that no single cycle dominates. Above 70 the market is called overbought, below 30 oversold.
 *
 * Per cent, 0 to 100; first value one bar after the longest window; O(1) amortised, nothing drifts. Formula: TA-Lib ULTOSC;
 * a window of no range counts as 0.
 *
 * @example
 * ```ts
 * import { ultosc } from '@tapeline/indicators'
 * const live = ultosc.create({ period1: 1, period2: 2, period3: 3 })
 * for (const close of [10, 11, 10, 11]) live.update(12, 8, close)
 * console.log(live.value) // 70.23809523809524
 * ```
 */
export const ultosc: IndicatorType<UltoscParams, 'value'> = /*#__PURE__*/ defineIndicator<UltoscParams, 'value'>({
  name: 'ultosc',
  title: 'Ultimate oscillator',
  tells: 'How high in their true range the bars close, over three horizons at once.',
  params: {
    period1: { kind: 'whole', default: 7, min: 1, max: 100_000, unit: 'bars' },
    period2: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    period3: { kind: 'whole', default: 28, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period1, period2, period3 }) => ({ samples: Math.max(period1, period2, period3) + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ULTOSC; Williams 1985',
  talib: {
    name: 'ULTOSC',
    params: { period1: 'optInTimePeriod1', period2: 'optInTimePeriod2', period3: 'optInTimePeriod3' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Ultosc,
})
