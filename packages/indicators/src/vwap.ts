import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/**
 * Parameters of the volume-weighted average price; anything else is `UNKNOWN_PARAMETER`, out of range
 * `BAD_PARAMETER`.
 */
export interface VwapParams extends FeedOptions {
  /** Where the sums begin: at the first sample, or anew every day at 00:00 UTC; `start` unless said. */
  readonly anchor?: 'start' | 'utc_day' | undefined
}

const DAY_MS = 86_400_000

class Vwap extends IndicatorInstance {
  private readonly daily: boolean
  private readonly traded: RunningSum = new RunningSum()
  private readonly volumes: RunningSum = new RunningSum()
  /** Day of the sums, day of the newest sample. */
  private day: number = NaN
  private newestDay: number = NaN
  private price: number = NaN
  private volume: number = NaN

  constructor({ anchor }: { readonly anchor: 'start' | 'utc_day' }) {
    super()
    this.daily = anchor === 'utc_day'
  }

  static runAll(group: readonly Vwap[], from: number, to: number): void {
    for (const vwap of group) {
      const [price, volume, time = price] = vwap.inputs as [Float64Array, Float64Array, Float64Array | undefined]
      const output = vwap.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (!vwap.daily && vwap.committed > 0) i = vwap.follow(price, volume, output, i, to)
        if (i === to) break
        const p = price[i] as number
        const v = volume[i] as number
        const t = time[i] as number
        if (isSample(p) && isSample(v) && isSample(t)) {
          vwap.commit()
          output[i] = vwap.amend(p, v, t)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(price: number, volume: number, time: number = this.daily ? NaN : 0): number {
    // Begun, and without an anchor in time: what `commit` and `amend` do, without asking for the day.
    if (this.committed > 0 && !this.daily) {
      if (!isSample(price) || !isSample(volume)) return this.reject()
      this.committed++
      const { traded, volumes } = this
      traded.add(this.price * this.volume)
      volumes.add(this.volume)
      this.price = price
      this.volume = volume
      const mean = (traded.sum + traded.error + price * volume) / (volumes.sum + volumes.error + volume)
      return (this.main = mean + (mean - mean))
    }
    if (!isSample(price) || !isSample(volume) || !isSample(time)) return this.reject()
    this.commit()
    return (this.main = this.amend(price, volume, time))
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.newestDay !== this.day) {
      this.day = this.newestDay
      this.traded.clear()
      this.volumes.clear()
    }
    this.traded.add(this.price * this.volume)
    this.volumes.add(this.volume)
  }

  override amend(price: number, volume: number, time: number): number {
    this.price = price
    this.volume = volume
    this.newestDay = this.daily ? Math.floor(time / DAY_MS) : 0
    const going = this.newestDay === this.day
    const traded = (going ? this.traded.value : 0) + price * volume
    const volumes = (going ? this.volumes.value : 0) + volume
    const mean = traded / volumes
    // Where nothing was traded the mean is no finite number, and x - x is then NaN, else 0.
    return mean + (mean - mean)
  }

  /** Without an anchor in time, runs the rows up to the next that is no sample, the sums held in registers. */
  private follow(prices: Float64Array, sizes: Float64Array, output: Float64Array, from: number, to: number): number {
    let { sum: traded, error: tradedError } = this.traded
    let { sum: volumes, error: volumesError } = this.volumes
    let { price, volume } = this
    let i = from
    for (; i < to; i++) {
      const p = prices[i] as number
      const v = sizes[i] as number
      if (!isSample(p) || !isSample(v)) break
      const value = price * volume
      const tradedAfter = traded + value
      const tradedTaken = tradedAfter - traded
      tradedError += traded - (tradedAfter - tradedTaken) + (value - tradedTaken)
      traded = tradedAfter
      const volumesAfter = volumes + volume
      const volumesTaken = volumesAfter - volumes
      volumesError += volumes - (volumesAfter - volumesTaken) + (volume - volumesTaken)
      volumes = volumesAfter
      price = p
      volume = v
      const mean = (traded + tradedError + p * v) / (volumes + volumesError + v)
      output[i] = mean + (mean - mean)
    }
    this.traded.sum = traded
    this.traded.error = tradedError
    this.volumes.sum = volumes
    this.volumes.error = volumesError
    this.price = price
    this.volume = volume
    this.committed += i - from
    return i
  }
}

/**
 * Volume-weighted average price: what was paid on average, since the first sample or since 00:00 UTC. Buyers below it
 * did better than the market.
 *
 * Unit of price, of a bar its (high + low + close) / 3; a bar belongs to the day in which it opened. Null while nothing
 * was traded. O(1), sums free of drift.
 *
 * @example
 * ```ts
 * import { vwap } from '@tapeline/indicators'
 * const live = vwap.create()
 * live.update(10, 3) // price, volume
 * console.log(live.update(20, 1)) // 12.5
 * ```
 */
export const vwap: IndicatorType<VwapParams, 'value'> = /*#__PURE__*/ defineIndicator<VwapParams, 'value'>({
  name: 'vwap',
  title: 'Volume-weighted average price',
  tells: 'What was paid on average: buyers below it did better than the market.',
  params: { anchor: { kind: 'choice', default: 'start', choices: ['start', 'utc_day'] } },
  inputs: ({ anchor }) => (anchor === 'start' ? ['hlc3', 'volume'] : ['hlc3', 'volume', 'openTime']),
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Berkowitz, Logue, Noser 1988',
  total: false,
  kernel: Vwap,
})
