import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  surelySamples,
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

/**
 * The sums up to the sample before the newest, each with what rounding has lost of it kept apart (Dekker's fast
 * two-sum). That is exact while the sum outweighs what is added, and else off by one rounding of the added: the error
 * of a mean stays at one of its last bits, however many samples there are.
 */
class Vwap extends IndicatorInstance {
  private readonly daily: boolean
  private traded: number = NaN
  private tradedError: number = NaN
  private volumes: number = NaN
  private volumesError: number = NaN
  /** What was paid in the newest sample, and for how much. */
  private paid: number = NaN
  private volume: number = NaN
  /** A sample on its way to become the newest. */
  private price: number = NaN
  private size: number = NaN
  private time: number = NaN
  /** Samples whose price and volume are together below this need no other look: NaN before the second, and where days matter. */
  private plain: number = NaN
  /** Day of the sums, day of the newest sample. */
  private day: number = NaN
  private newestDay: number = NaN

  constructor({ anchor }: { readonly anchor: 'start' | 'utc_day' }) {
    super()
    this.daily = anchor === 'utc_day'
    this.clear()
  }

  static runAll(group: readonly Vwap[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const vwap = group[at] as Vwap
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

  override update(price: number, volume: number, time?: number): number {
    if (typeof price === 'number' && typeof volume === 'number' && Math.abs(price) + Math.abs(volume) < this.plain) {
      this.committed++
      // What `commit` and `amend` do, the sums held in registers.
      const { traded, volumes } = this
      const tradedAfter = traded + this.paid
      const volumesAfter = volumes + this.volume
      const tradedError = this.tradedError + (this.paid - (tradedAfter - traded))
      const volumesError = this.volumesError + (this.volume - (volumesAfter - volumes))
      const paid = price * volume
      this.traded = tradedAfter
      this.tradedError = tradedError
      this.volumes = volumesAfter
      this.volumesError = volumesError
      this.paid = paid
      this.volume = volume
      const mean = (tradedAfter + tradedError + paid) / (volumesAfter + volumesError + volume)
      return (this.main = mean + (mean - mean))
    }
    if (!isSample(price) || !isSample(volume) || (this.daily && !isSample(time))) return this.reject()
    this.price = price
    this.size = volume
    this.time = this.daily ? (time as number) : 0
    this.commit()
    this.look()
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (!this.daily) this.plain = 1e100
    if (this.newestDay !== this.day) {
      this.day = this.newestDay
      this.clear()
    }
    this.add()
  }

  override amend(price: number, volume: number, time: number): number {
    this.price = price
    this.size = volume
    this.time = this.daily ? time : 0
    this.look()
    return this.main
  }

  /** Takes the sample of `price`, `size` and `time` as the newest: nothing crosses the call, so nothing is boxed. */
  private look(): void {
    this.paid = this.price * this.size
    this.volume = this.size
    this.newestDay = this.daily ? Math.floor(this.time / DAY_MS) : 0
    const going = this.newestDay === this.day
    const traded = (going ? this.traded + this.tradedError : 0) + this.paid
    const volumes = (going ? this.volumes + this.volumesError : 0) + this.volume
    const mean = traded / volumes
    // Where nothing was traded the mean is no finite number, and x - x is then NaN, else 0.
    this.main = mean + (mean - mean)
  }

  private clear(): void {
    this.traded = 0
    this.tradedError = 0
    this.volumes = 0
    this.volumesError = 0
  }

  /** Adds the newest sample to the sums. */
  private add(): void {
    const { traded, volumes, paid, volume } = this
    const tradedAfter = traded + paid
    const volumesAfter = volumes + volume
    this.tradedError += paid - (tradedAfter - traded)
    this.volumesError += volume - (volumesAfter - volumes)
    this.traded = tradedAfter
    this.volumes = volumesAfter
  }

  /** Without an anchor in time, runs the rows up to the next that is no sample, the sums held in registers, two at a time while it can. */
  private follow(prices: Float64Array, sizes: Float64Array, output: Float64Array, from: number, to: number): number {
    let { traded, tradedError, volumes, volumesError, paid, volume } = this
    let i = from
    for (; i + 1 < to; i += 2) {
      const p = prices[i] as number
      const v = sizes[i] as number
      const nextPrice = prices[i + 1] as number
      const nextSize = sizes[i + 1] as number
      if (!surelySamples(p, v) || !surelySamples(nextPrice, nextSize)) break
      const tradedBefore = traded + paid
      tradedError += paid - (tradedBefore - traded)
      const volumesBefore = volumes + volume
      volumesError += volume - (volumesBefore - volumes)
      paid = p * v
      const mean = (tradedBefore + tradedError + paid) / (volumesBefore + volumesError + v)
      output[i] = mean + (mean - mean)
      traded = tradedBefore + paid
      tradedError += paid - (traded - tradedBefore)
      volumes = volumesBefore + v
      volumesError += v - (volumes - volumesBefore)
      paid = nextPrice * nextSize
      volume = nextSize
      const next = (traded + tradedError + paid) / (volumes + volumesError + volume)
      output[i + 1] = next + (next - next)
    }
    for (; i < to; i++) {
      const p = prices[i] as number
      const v = sizes[i] as number
      if (!isSample(p) || !isSample(v)) break
      const tradedAfter = traded + paid
      tradedError += paid - (tradedAfter - traded)
      traded = tradedAfter
      const volumesAfter = volumes + volume
      volumesError += volume - (volumesAfter - volumes)
      volumes = volumesAfter
      paid = p * v
      volume = v
      const mean = (traded + tradedError + paid) / (volumes + volumesError + volume)
      output[i] = mean + (mean - mean)
    }
    this.traded = traded
    this.tradedError = tradedError
    this.volumes = volumes
    this.volumesError = volumesError
    this.paid = paid
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
