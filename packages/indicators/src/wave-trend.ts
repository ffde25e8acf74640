import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { ChainedMean } from './chained-mean.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `waveTrend`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WaveTrendParams extends SeriesOptions {
  /** Samples of the average of price and of its distances, 1 to 100000; 10 unless said. */
  readonly channel?: number | undefined
  /** Samples of the smoothing, 1 to 100000; 21 unless said. */
  readonly average?: number | undefined
  /** Samples of the signal line, 1 to 100000; 4 unless said. */
  readonly signal?: number | undefined
}

class WaveTrend extends IndicatorInstance {
  private readonly middle: ChainedMean
  private readonly distance: ChainedMean
  private readonly wave: ChainedMean
  private readonly signal: MovingMean

  constructor({ channel, average, signal }: Settled<WaveTrendParams>) {
    super()
    this.middle = new ChainedMean(channel)
    this.distance = new ChainedMean(channel)
    this.wave = new ChainedMean(average)
    this.signal = new MovingMean(signal, 'sma')
  }

  static runAll(group: readonly WaveTrend[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [wave, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.middle.newest = x
          one.step()
          wave[i] = one.main
          signal[i] = one.second
        } else {
          wave[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.middle.push()
    this.distance.push()
    this.wave.push()
    this.signal.push()
  }

  override amend(x: number): number {
    this.middle.newest = x
    this.step()
    return this.main
  }

  /** Counts the newest sample, `middle.newest`; takes none, since it would be boxed on its way. */
  private step(): void {
    const { middle, distance, wave, signal } = this
    middle.step()
    if (middle.value !== middle.value) return
    const apart = middle.newest - middle.value
    distance.newest = Math.abs(apart)
    distance.step()
    if (distance.value !== distance.value) return
    const index = apart / (0.015 * distance.value)
    wave.newest = index
    if (!isSample(index)) wave.newest = 0
    wave.step()
    if (wave.value !== wave.value) return
    signal.newest = wave.value
    signal.look()
    this.second = signal.value
    this.main = wave.value
  }
}

/**
 * Wave trend (LazyBear 2014, TradingView): how many mean distances price is away from its exponential average, times 66.7, smoothed,
 * with a simple average as signal. Beyond 60 or -60 a crossing of the two hints at a turn.
 *
 * A plain number; first value at sample `2 channel + average - 2`, of the signal `signal - 1` later; O(1). Every exponential average is
 * seeded by the mean of its first numbers. 0 where nothing moves.
 *
 * @example
 * ```ts
 * import { waveTrend } from '@tapeline/indicators'
 * const live = waveTrend.create({ channel: 2, average: 1, signal: 1 })
 * for (const price of [10, 12, 13]) live.update(price)
 * console.log(live.values) // { wave: 53.33333333333331, signal: 53.33333333333331 }
 * ```
 */
export const waveTrend: IndicatorType<WaveTrendParams, 'wave' | 'signal'> = /*#__PURE__*/ defineIndicator<
  WaveTrendParams,
  'wave' | 'signal'
>({
  name: 'waveTrend',
  title: 'Wave trend',
  tells: 'Overbought and oversold by how far price is from its average, in its own usual distances.',
  params: {
    channel: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    average: { kind: 'whole', default: 21, min: 1, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 4, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['hlc3'],
  outputs: { wave: 'ratio', signal: 'ratio' },
  pane: 'own',
  warmup: ({ channel, average, signal }) => ({ samples: 2 * channel + average + signal - 3 }),
  cost: 'O(1)',
  source: 'LazyBear 2014',
  total: true,
  kernel: WaveTrend,
})
