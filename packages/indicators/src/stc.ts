import { badParameter } from '@tapeline/core'
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
import { PlaceInRange } from './place-in-range.js'

/** Parameters of `stc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StcParams extends SeriesOptions {
  /** Samples of the fast average, below `slow`, 1 to 100000; 23 unless said. */
  readonly fast?: number | undefined
  /** Samples of the slow average, 2 to 100000; 50 unless said. */
  readonly slow?: number | undefined
  /** Samples in the range of both stochastics, 1 to 100000; 10 unless said. */
  readonly cycle?: number | undefined
  /** Samples of the average after each of them, 1 to 100000; 3 unless said. */
  readonly smooth?: number | undefined
  /** Kind of that average; `ema` of 3 is Schaff's factor of one half; `ema` unless said. */
  readonly average?: 'sma' | 'ema' | undefined
}

class Stc extends IndicatorInstance {
  private readonly fast: ChainedMean
  private readonly slow: ChainedMean
  private readonly place: PlaceInRange
  private readonly once: MovingMean
  private readonly placeAgain: PlaceInRange
  private readonly twice: MovingMean

  constructor({ fast, slow, cycle, smooth, average }: Settled<StcParams>) {
    super()
    this.fast = new ChainedMean(fast)
    this.slow = new ChainedMean(slow)
    this.place = new PlaceInRange(cycle)
    this.once = new MovingMean(smooth, average)
    this.placeAgain = new PlaceInRange(cycle)
    this.twice = new MovingMean(smooth, average)
  }

  static runAll(group: readonly Stc[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.fast.newest = x
          one.look()
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.fast.push()
    this.slow.push()
    this.place.push()
    this.once.push()
    this.placeAgain.push()
    this.twice.push()
  }

  override amend(x: number): number {
    this.fast.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { fast, slow, place, once, placeAgain, twice } = this
    fast.step()
    slow.newest = fast.newest
    slow.step()
    if (slow.value !== slow.value) return
    place.newest = fast.value - slow.value
    place.look()
    if (place.value !== place.value) return
    once.include(place.value)
    if (once.value !== once.value) return
    placeAgain.newest = once.value
    placeAgain.look()
    if (placeAgain.value !== placeAgain.value) return
    twice.include(placeAgain.value)
    this.main = Math.min(100, Math.max(0, twice.value))
  }
}

/**
 * Schaff trend cycle (1999): where the MACD line stands in its recent range, smoothed, and where that stands in its own, smoothed
 * again. It turns earlier than the MACD and stays at 0 or 100 while a trend lasts.
 *
 * Per cent, 0 to 100; first value at sample `slow + 2 cycle + 2 smooth - 4`; O(1) amortised. While a range has no width its
 * stochastic holds its value, as Schaff has it (talipp: 100); 0 if it never had one. Skender stops after the first stochastic.
 *
 * @example
 * ```ts
 * import { stc } from '@tapeline/indicators'
 * const live = stc.create({ fast: 1, slow: 2, cycle: 3, smooth: 1 })
 * for (const price of [10, 12, 11, 13, 16, 14, 16, 16]) live.update(price)
 * console.log(live.value) // 95.15570934256066
 * ```
 */
export const stc: IndicatorType<StcParams, 'value'> = /*#__PURE__*/ defineIndicator<StcParams, 'value'>({
  name: 'stc',
  title: 'Schaff trend cycle',
  tells: 'Where in its cycle the trend is: turning up below 25, turning down above 75.',
  params: {
    fast: { kind: 'whole', default: 23, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 50, min: 2, max: 100_000, unit: 'samples' },
    cycle: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
    smooth: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
    average: { kind: 'choice', default: 'ema', choices: ['sma', 'ema'] },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ slow, cycle, smooth }) => ({ samples: slow + 2 * (cycle + smooth) - 4 }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({ owner: 'stc', parameter: 'fast', value: fast, expected: `less than slow, which is ${slow}` })
  },
  cost: 'O(1)',
  source: 'Schaff 1999',
  total: true,
  kernel: Stc,
})
