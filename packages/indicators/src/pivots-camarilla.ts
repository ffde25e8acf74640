import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { SessionBars } from './session-bars.js'

class PivotsCamarilla extends IndicatorInstance {
  private readonly days: SessionBars = new SessionBars()
  private readonly levels: Float64Array = new Float64Array(9).fill(NaN)

  static runAll(group: readonly PivotsCamarilla[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close, openTime] = one.inputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      const [pivot, r1, r2, r3, r4, s1, s2, s3, s4] = one.outputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const t = openTime[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c) || !isSample(t)) {
          pivot[i] = NaN
          r1[i] = NaN
          r2[i] = NaN
          r3[i] = NaN
          r4[i] = NaN
          s1[i] = NaN
          s2[i] = NaN
          s3[i] = NaN
          s4[i] = NaN
          continue
        }
        one.commit()
        pivot[i] = one.amend(o, h, l, c, t)
        r1[i] = one.levels[1] as number
        r2[i] = one.levels[2] as number
        r3[i] = one.levels[3] as number
        r4[i] = one.levels[4] as number
        s1[i] = one.levels[5] as number
        s2[i] = one.levels[6] as number
        s3[i] = one.levels[7] as number
        s4[i] = one.levels[8] as number
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.days.commit()
  }

  override amend(open: number, high: number, low: number, close: number, openTime: number): number {
    const { days, levels } = this
    days.amend(open, high, low, close, openTime)
    const reach = 1.1 * (days.high - days.low)
    levels[0] = (days.high + days.low + days.close) / 3
    levels[1] = days.close + reach / 12
    levels[2] = days.close + reach / 6
    levels[3] = days.close + reach / 4
    levels[4] = days.close + reach / 2
    levels[5] = days.close - reach / 12
    levels[6] = days.close - reach / 6
    levels[7] = days.close - reach / 4
    levels[8] = days.close - reach / 2
    return levels[0] as number
  }

  protected override outputAt(at: number): number {
    return this.levels[at] as number
  }
}

/**
 * Camarilla pivot points: levels around yesterday's close at 1/12, 1/6, 1/4 and 1/2 of 1.1 times its range. The
 * market is said to turn at the third ones, and to break out where it passes the fourth.
 *
 * Unit of price; a bar belongs to the UTC day in which it opened; first values at the first bar of the second day,
 * from as much of the first day as was seen; O(1).
 *
 * @example
 * ```ts
 * import { pivotsCamarilla } from '@tapeline/indicators'
 * const live = pivotsCamarilla.create()
 * live.update(10, 12, 9, 11, 0) // open, high, low, close, opening time
 * live.update(11, 13, 10, 12, 43_200_000)
 * live.update(12, 13, 11, 12, 86_400_000)
 * console.log(live.values.r4?.toFixed(2), live.values.s4?.toFixed(2)) // 14.20 9.80
 * ```
 */
export const pivotsCamarilla: IndicatorType<
  FeedOptions,
  'pivot' | 'r1' | 'r2' | 'r3' | 'r4' | 's1' | 's2' | 's3' | 's4'
> = /*#__PURE__*/ defineIndicator<FeedOptions, 'pivot' | 'r1' | 'r2' | 'r3' | 'r4' | 's1' | 's2' | 's3' | 's4'>({
  name: 'pivotsCamarilla',
  title: 'Camarilla pivot points',
  tells: 'Levels of the day around the last close: turns at the third, breakouts at the fourth.',
  params: {},
  inputs: ['open', 'high', 'low', 'close', 'openTime'],
  outputs: {
    pivot: 'price',
    r1: 'price',
    r2: 'price',
    r3: 'price',
    r4: 'price',
    s1: 'price',
    s2: 'price',
    s3: 'price',
    s4: 'price',
  },
  pane: 'price',
  warmup: () => ({ atLeast: 2 }),
  cost: 'O(1)',
  source: 'Stott 1989; TradingView',
  total: true,
  kernel: PivotsCamarilla,
})
