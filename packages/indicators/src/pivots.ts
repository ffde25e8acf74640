import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { SessionBars } from './session-bars.js'

/** Parameters of `pivots`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PivotsParams extends FeedOptions {
  /** How the levels are made; `floor` unless said. */
  readonly kind?: 'floor' | 'woodie' | 'fibonacci' | undefined
}

class Pivots extends IndicatorInstance {
  private readonly woodie: boolean
  private readonly fibonacci: boolean
  private readonly days: SessionBars = new SessionBars()
  private readonly levels: Float64Array = new Float64Array(7).fill(NaN)

  constructor({ kind }: Settled<PivotsParams>) {
    super()
    this.woodie = kind === 'woodie'
    this.fibonacci = kind === 'fibonacci'
  }

  static runAll(group: readonly Pivots[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close, openTime] = one.inputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      const [pivot, r1, r2, r3, s1, s2, s3] = one.outputs as [
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
          s1[i] = NaN
          s2[i] = NaN
          s3[i] = NaN
          continue
        }
        one.commit()
        pivot[i] = one.amend(o, h, l, c, t)
        r1[i] = one.levels[1] as number
        r2[i] = one.levels[2] as number
        r3[i] = one.levels[3] as number
        s1[i] = one.levels[4] as number
        s2[i] = one.levels[5] as number
        s3[i] = one.levels[6] as number
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
    const pivot = this.woodie ? (days.high + days.low + 2 * days.dayOpen) / 4 : (days.high + days.low + days.close) / 3
    levels[0] = pivot
    if (this.fibonacci) this.spread(pivot, days.high - days.low)
    else this.mirror(pivot, days.high, days.low)
    return levels[0] as number
  }

  protected override outputAt(at: number): number {
    return this.levels[at] as number
  }

  private mirror(pivot: number, high: number, low: number): void {
    const { levels } = this
    levels[1] = 2 * pivot - low
    levels[2] = pivot + (high - low)
    levels[3] = high + 2 * (pivot - low)
    levels[4] = 2 * pivot - high
    levels[5] = pivot - (high - low)
    levels[6] = low - 2 * (high - pivot)
  }

  private spread(pivot: number, range: number): void {
    const { levels } = this
    levels[1] = pivot + 0.382 * range
    levels[2] = pivot + 0.618 * range
    levels[3] = pivot + range
    levels[4] = pivot - 0.382 * range
    levels[5] = pivot - 0.618 * range
    levels[6] = pivot - range
  }
}

/**
 * Pivot points of floor traders: a level made from the day before, resistances above, supports below. Many look at
 * them, and markets halt there.
 *
 * `floor`: pivot (h + l + c) / 3, mirrored at high and low. `woodie`: the same from (h + l + 2 o) / 4, o today's
 * open. `fibonacci`: the floor's pivot and 0.382, 0.618, 1 times the range.
 *
 * Unit of price; a bar belongs to the UTC day in which it opened; first values at the first bar of the second day,
 * from as much of the first day as was seen; O(1). Others: `pivotsCamarilla`, `pivotsDemark`.
 *
 * @example
 * ```ts
 * import { pivots } from '@tapeline/indicators'
 * const live = pivots.create()
 * live.update(10, 12, 9, 11, 0) // open, high, low, close, opening time
 * live.update(11, 13, 10, 12, 43_200_000)
 * live.update(12, 13, 11, 12, 86_400_000)
 * console.log(live.values.pivot, live.values.r1, live.values.s1) // 11.333333333333334 13.666666666666668 9.666666666666668
 * ```
 */
export const pivots: IndicatorType<PivotsParams, 'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> =
  /*#__PURE__*/ defineIndicator<PivotsParams, 'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'>({
    name: 'pivots',
    title: 'Pivot points',
    tells: 'Levels of the day, made from the day before, at which the market may turn.',
    params: {
      kind: { kind: 'choice', default: 'floor', choices: ['floor', 'woodie', 'fibonacci'] },
    },
    inputs: ['open', 'high', 'low', 'close', 'openTime'],
    outputs: { pivot: 'price', r1: 'price', r2: 'price', r3: 'price', s1: 'price', s2: 'price', s3: 'price' },
    pane: 'price',
    warmup: () => ({ atLeast: 2 }),
    cost: 'O(1)',
    source: 'Person 2004; Skender, TradingView',
    total: true,
    kernel: Pivots,
  })
