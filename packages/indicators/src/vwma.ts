import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `vwma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VwmaParams extends FeedOptions {
  /** Bars in the average, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Vwma extends IndicatorInstance {
  private readonly period: number
  private readonly traded: SlidingSum
  private readonly volumes: SlidingSum
  /** How many bars of the window had a volume: whole numbers, so that a window without trades is known exactly. */
  private readonly active: SlidingSum

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.traded = new SlidingSum(period - 1)
    this.volumes = new SlidingSum(period - 1)
    this.active = new SlidingSum(period - 1)
  }

  static runAll(group: readonly Vwma[], from: number, to: number): void {
    for (const vwma of group) {
      const [price, volume] = vwma.inputs as [Float64Array, Float64Array]
      const output = vwma.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const p = price[i] as number
        const v = volume[i] as number
        if (!isSample(p) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        vwma.commit()
        vwma.amend(p, v)
        output[i] = vwma.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.traded.shift()
    this.volumes.shift()
    this.active.shift()
  }

  override amend(price: number, volume: number): number {
    this.main = NaN
    const { traded, volumes, active } = this
    traded.newest = price * volume
    volumes.newest = volume
    active.newest = volume === 0 ? 0 : 1
    if (this.committed < this.period - 1 || active.value + active.newest === 0) return this.main
    const mean = (traded.value + traded.newest) / (volumes.value + volume)
    this.main = mean
    if (!isSample(mean)) this.main = NaN
    return this.main
  }
}

/**
 * Volume-weighted moving average: what was paid on average in the newest `period` bars. Above the plain mean where the
 * volume came at the higher prices.
 *
 * Unit of price; first value at bar `period`, null while nothing was traded in the window; O(1), free of drift.
 * Formula: sum of close x volume / sum of volume.
 *
 * @example
 * ```ts
 * import { vwma } from '@tapeline/indicators'
 * const live = vwma.create({ period: 2 })
 * live.update(10, 3) // close, volume
 * console.log(live.update(20, 1)) // 12.5
 * ```
 */
export const vwma: IndicatorType<VwmaParams, 'value'> = /*#__PURE__*/ defineIndicator<VwmaParams, 'value'>({
  name: 'vwma',
  title: 'Volume-weighted moving average',
  tells: 'What was paid on average in the newest bars: the trend, bars with much volume weighing more.',
  params: { period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['close', 'volume'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Sum of close x volume / sum of volume',
  total: false,
  kernel: Vwma,
})
