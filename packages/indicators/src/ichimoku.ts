import {
  RangeWindow,
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `ichimoku`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface IchimokuParams extends FeedOptions {
  /** Bars of the conversion line, 1 to 100000; 9 unless said. */
  readonly tenkan?: number | undefined
  /** Bars of the base line, 1 to 100000; 26 unless said. */
  readonly kijun?: number | undefined
  /** Bars of the cloud's slow edge, 1 to 100000; 52 unless said. */
  readonly senkou?: number | undefined
  /** Bars by which the cloud is drawn later, 1 to 100000; 26 unless said. */
  readonly displacement?: number | undefined
}

class Ichimoku extends IndicatorInstance {
  private readonly tenkanBars: number
  private readonly kijunBars: number
  private readonly senkouBars: number
  private readonly displacement: number
  private readonly tenkan: RangeWindow
  private readonly kijun: RangeWindow
  private readonly senkou: RangeWindow
  private readonly fastEdge: DelayLine
  private readonly slowEdge: DelayLine
  /** Edges of the cloud that the newest bar will cast `displacement` bars later. */
  private futureFast: number = NaN
  private futureSlow: number = NaN
  private fourth: number = NaN
  private fifth: number = NaN

  constructor({ tenkan, kijun, senkou, displacement }: Settled<IchimokuParams>) {
    super()
    this.tenkanBars = tenkan
    this.kijunBars = kijun
    this.senkouBars = senkou
    this.displacement = displacement
    this.tenkan = new RangeWindow(tenkan)
    this.kijun = new RangeWindow(kijun)
    this.senkou = new RangeWindow(senkou)
    this.fastEdge = new DelayLine(displacement)
    this.slowEdge = new DelayLine(displacement)
  }

  static runAll(group: readonly Ichimoku[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [tenkan, kijun, senkouA, senkouB, chikou] = one.outputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          tenkan[i] = one.amend(h, l, c)
          kijun[i] = one.second
          senkouA[i] = one.third
          senkouB[i] = one.fourth
          chikou[i] = one.fifth
        } else {
          tenkan[i] = NaN
          kijun[i] = NaN
          senkouA[i] = NaN
          senkouB[i] = NaN
          chikou[i] = NaN
        }
      }
    }
  }

  override get(output: string): number | null {
    if (output !== 'senkouB' && output !== 'chikou') return super.get(output)
    const value = output === 'chikou' ? this.fifth : this.fourth
    return value === value ? value : null
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.fastEdge.push(this.futureFast)
    this.slowEdge.push(this.futureSlow)
    this.tenkan.push()
    this.kijun.push()
    this.senkou.push()
  }

  override amend(high: number, low: number, close: number): number {
    const { tenkan, kijun, senkou, committed } = this
    tenkan.high = high
    tenkan.low = low
    tenkan.look()
    kijun.high = high
    kijun.low = low
    kijun.look()
    senkou.high = high
    senkou.low = low
    senkou.look()
    if (committed >= this.tenkanBars - 1) this.main = (tenkan.highest + tenkan.lowest) / 2
    if (committed >= this.kijunBars - 1) this.second = (kijun.highest + kijun.lowest) / 2
    this.futureFast = (this.main + this.second) / 2
    if (committed >= this.senkouBars - 1) this.futureSlow = (senkou.highest + senkou.lowest) / 2
    this.third = this.fastEdge.oldest
    this.fourth = this.slowEdge.oldest
    if (committed >= this.displacement) this.fifth = close
    return this.main
  }
}

/**
 * Ichimoku Kinko Hyo (Hosoda 1969): the middles of three ranges. Conversion line (tenkan) over base line (kijun) speaks for a rise;
 * the cloud between senkou A and B, drawn `displacement` bars later, is support and resistance.
 *
 * Unit of price; O(1) amortised. Every value at a bar is known at that bar: `senkouA` and `senkouB` are the cloud that is drawn at
 * this bar, computed `displacement` bars ago; today's edge of the future cloud is (tenkan + kijun) / 2. `chikou` is the newest
 * close, which a chart draws `displacement` bars to the left: compare it with the price there. First values at bars `tenkan`,
 * `kijun`, max(tenkan, kijun) + displacement, senkou + displacement, displacement + 1. As Hosoda and Skender; talipp has senkou B
 * one bar later, TradingView the cloud one bar earlier.
 *
 * @example
 * ```ts
 * import { ichimoku } from '@tapeline/indicators'
 * const live = ichimoku.create({ tenkan: 1, kijun: 2, senkou: 3, displacement: 1 })
 * live.update(12, 10, 11) // high, low, close
 * live.update(14, 10, 13)
 * live.update(16, 14, 15)
 * live.update(18, 16, 17)
 * console.log(live.values) // { tenkan: 17, kijun: 16, senkouA: 14, senkouB: 13, chikou: 17 }
 * ```
 */
export const ichimoku: IndicatorType<IchimokuParams, 'tenkan' | 'kijun' | 'senkouA' | 'senkouB' | 'chikou'> =
  /*#__PURE__*/ defineIndicator<IchimokuParams, 'tenkan' | 'kijun' | 'senkouA' | 'senkouB' | 'chikou'>({
    name: 'ichimoku',
    title: 'Ichimoku cloud',
    tells: 'Trend, support and momentum at one glance: price against the cloud, and two middles against each other.',
    params: {
      tenkan: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'bars' },
      kijun: { kind: 'whole', default: 26, min: 1, max: 100_000, unit: 'bars' },
      senkou: { kind: 'whole', default: 52, min: 1, max: 100_000, unit: 'bars' },
      displacement: { kind: 'whole', default: 26, min: 1, max: 100_000, unit: 'bars' },
    },
    inputs: ['high', 'low', 'close'],
    outputs: { tenkan: 'price', kijun: 'price', senkouA: 'price', senkouB: 'price', chikou: 'price' },
    pane: 'price',
    warmup: ({ tenkan, kijun, senkou, displacement }) => ({ samples: Math.max(tenkan, kijun, senkou) + displacement }),
    cost: 'O(1)',
    source: 'Hosoda 1969',
    total: true,
    kernel: Ichimoku,
  })
