import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { SessionBars } from './session-bars.js'

class PivotsDemark extends IndicatorInstance {
  private readonly days: SessionBars = new SessionBars()
  private readonly levels: Float64Array = new Float64Array(3).fill(NaN)

  static runAll(group: readonly PivotsDemark[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close, openTime] = one.inputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      const [pivot, r1, s1] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const t = openTime[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c) || !isSample(t)) {
          pivot[i] = NaN
          r1[i] = NaN
          s1[i] = NaN
          continue
        }
        one.commit()
        pivot[i] = one.amend(o, h, l, c, t)
        r1[i] = one.levels[1] as number
        s1[i] = one.levels[2] as number
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
    const { high: top, low: bottom, close: last } = days
    const weighed = last < days.open ? bottom : last > days.open ? top : last
    const sum = top + bottom + last + weighed
    levels[0] = sum / 4
    levels[1] = sum / 2 - bottom
    levels[2] = sum / 2 - top
    return levels[0] as number
  }

  protected override outputAt(at: number): number {
    return this.levels[at] as number
  }
}

/**
 * DeMark pivot points: the high and the low that the day is expected to have. Of the prices of the day before one
 * counts twice: its low where it fell, its high where it rose, else its close.
 *
 * Unit of price; a bar belongs to the UTC day in which it opened; first values at the first bar of the second day,
 * from as much of the first day as was seen; O(1).
 *
 * @example
 * ```ts
 * import { pivotsDemark } from '@tapeline/indicators'
 * const live = pivotsDemark.create()
 * live.update(10, 12, 9, 11, 0) // open, high, low, close, opening time
 * live.update(11, 13, 10, 12, 43_200_000)
 * live.update(12, 13, 11, 12, 86_400_000)
 * console.log(live.values) // { pivot: 11.75, r1: 14.5, s1: 10.5 }
 * ```
 */
export const pivotsDemark: IndicatorType<FeedOptions, 'pivot' | 'r1' | 's1'> = /*#__PURE__*/ defineIndicator<
  FeedOptions,
  'pivot' | 'r1' | 's1'
>({
  name: 'pivotsDemark',
  title: 'DeMark pivot points',
  tells: 'The range that the day is expected to have, made from the day before.',
  params: {},
  inputs: ['open', 'high', 'low', 'close', 'openTime'],
  outputs: { pivot: 'price', r1: 'price', s1: 'price' },
  pane: 'price',
  warmup: () => ({ atLeast: 2 }),
  cost: 'O(1)',
  source: 'DeMark 1994; TradingView',
  total: true,
  kernel: PivotsDemark,
})
