import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `forceIndex`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ForceIndexParams extends FeedOptions {
  /** Changes in the exponential mean, 1 to 100000; 13 unless said. */
  readonly period?: number | undefined
}

class ForceIndex extends IndicatorInstance {
  private readonly mean: ExponentialMean
  private previous: number = NaN
  private newest: number = NaN

  constructor({ period }: Settled<ForceIndexParams>) {
    super()
    this.mean = new ExponentialMean(period, 2 / (period + 1))
  }

  static runAll(group: readonly ForceIndex[], from: number, to: number): void {
    for (const one of group) {
      const [close, volume] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(c, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.commit()
    this.previous = this.newest
  }

  override amend(close: number, volume: number): number {
    this.newest = close
    if (this.committed > 0) this.mean.include((close - this.previous) * volume)
    return this.mean.value
  }
}

/**
 * Force index (Elder): the exponential mean of change x volume. Its sign is the direction, its size says how hard
 * the market was pushed; a new high of the price with less force is weak.
 *
 * Price x volume; first value at bar `period + 1`; O(1). The mean is seeded by the mean of the first `period`
 * forces, as Skender and talipp.
 *
 * @example
 * ```ts
 * import { forceIndex } from '@tapeline/indicators'
 * const live = forceIndex.create({ period: 1 })
 * live.update(10, 100) // close, volume
 * console.log(live.update(12, 300)) // 600
 * ```
 */
export const forceIndex: IndicatorType<ForceIndexParams, 'value'> = /*#__PURE__*/ defineIndicator<
  ForceIndexParams,
  'value'
>({
  name: 'forceIndex',
  title: 'Force index',
  tells: 'How much money stands behind the moves of the price.',
  params: {
    period: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['close', 'volume'],
  outputs: { value: 'money' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Elder 1993; Skender, talipp',
  total: true,
  kernel: ForceIndex,
})
