import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { ALL_AVERAGES } from './all-averages.js'
import { averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `macdExt`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MacdExtParams extends SeriesOptions {
  /** Samples in the fast average, 1 to 100000, at most `slow`; 12 unless said. */
  readonly fast?: number | undefined
  /** Kind of the fast average; `sma` unless said. */
  readonly fastAverage?: Average | undefined
  /** Samples in the slow average, 2 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Kind of the slow average; `sma` unless said. */
  readonly slowAverage?: Average | undefined
  /** Samples in the signal line, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
  /** Kind of the signal line; `sma` unless said. */
  readonly signalAverage?: Average | undefined
}

class MacdExt extends IndicatorInstance {
  private readonly fast: MovingMean
  private readonly slow: MovingMean
  private readonly signal: MovingMean
  /** Index of the first sample that each average takes: both have their first value at the same. */
  private readonly fastFrom: number
  private readonly slowFrom: number

  constructor({ fast, fastAverage, slow, slowAverage, signal, signalAverage }: Settled<MacdExtParams>) {
    super()
    this.fast = new MovingMean(fast, fastAverage)
    this.slow = new MovingMean(slow, slowAverage)
    this.signal = new MovingMean(signal, signalAverage)
    const ahead = averageSamples(slow, slowAverage) - averageSamples(fast, fastAverage)
    this.fastFrom = Math.max(ahead, 0)
    this.slowFrom = Math.max(-ahead, 0)
  }

  static runAll(group: readonly MacdExt[], from: number, to: number): void {
    for (const macd of group) {
      const input = macd.inputs[0] as Float64Array
      const [line, signal, histogram] = macd.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          macd.commit()
          macd.amend(x)
          line[i] = macd.main
          signal[i] = macd.second
          histogram[i] = macd.third
        } else {
          line[i] = NaN
          signal[i] = NaN
          histogram[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.fast.push()
    this.slow.push()
    this.signal.push()
  }

  override amend(x: number): number {
    this.main = NaN
    if (this.committed >= this.fastFrom) this.fast.include(x)
    if (this.committed >= this.slowFrom) this.slow.include(x)
    const line = this.fast.value - this.slow.value
    if (line !== line) return this.main
    this.signal.include(line)
    const signal = this.signal.value
    this.second = signal
    this.third = line - signal
    this.main = NaN
    if (signal === signal) this.main = line
    return this.main
  }
}

/**
 * Moving average convergence divergence with averages of any kind: the fast average less the slow one, with a signal line,
 * the average of that, and their difference as histogram. With `ema` for all three it is `macd`.
 *
 * Unit of its input; with plain means first values at sample `slow + signal - 1`; O(1). Formula: TA-Lib MACDEXT, whose fast
 * average starts so late that both have their first value at the same sample. TA-Lib swaps the two where `fast` is the
 * longer; here that is an error.
 *
 * @example
 * ```ts
 * import { macdExt } from '@tapeline/indicators'
 * const live = macdExt.create({ fast: 1, slow: 2, signal: 2 })
 * for (const price of [1, 2, 6]) live.update(price)
 * console.log(live.values) // { macd: 2, signal: 1.25, histogram: 0.75 }
 * ```
 */
export const macdExt: IndicatorType<MacdExtParams, 'macd' | 'signal' | 'histogram'> = /*#__PURE__*/ defineIndicator<
  MacdExtParams,
  'macd' | 'signal' | 'histogram'
>({
  name: 'macdExt',
  title: 'Moving average convergence divergence of chosen averages',
  tells: 'How far a fast average of any kind runs from a slow one, and whether that is about to turn.',
  params: {
    fast: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
    fastAverage: { kind: 'choice', default: 'sma', choices: ALL_AVERAGES },
    slow: { kind: 'whole', default: 26, min: 2, max: 100_000, unit: 'samples' },
    slowAverage: { kind: 'choice', default: 'sma', choices: ALL_AVERAGES },
    signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' },
    signalAverage: { kind: 'choice', default: 'sma', choices: ALL_AVERAGES },
  },
  inputs: ['close'],
  outputs: { macd: 'input', signal: 'input', histogram: 'input' },
  pane: 'own',
  warmup: ({ fast, fastAverage, slow, slowAverage, signal, signalAverage }) => ({
    samples:
      Math.max(averageSamples(fast, fastAverage), averageSamples(slow, slowAverage)) +
      averageSamples(signal, signalAverage) -
      1,
  }),
  check: ({ fast, slow }) => {
    if (fast > slow)
      throw badParameter({
        owner: 'macdExt',
        parameter: 'fast',
        value: fast,
        expected: `at most slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'TA-Lib MACDEXT; Appel 1979',
  talib: {
    name: 'MACDEXT',
    params: {
      fast: 'optInFastPeriod',
      fastAverage: 'optInFastMAType',
      slow: 'optInSlowPeriod',
      slowAverage: 'optInSlowMAType',
      signal: 'optInSignalPeriod',
      signalAverage: 'optInSignalMAType',
    },
    outputs: { macd: 'outMACD', signal: 'outMACDSignal', histogram: 'outMACDHist' },
  },
  total: true,
  kernel: MacdExt,
})
