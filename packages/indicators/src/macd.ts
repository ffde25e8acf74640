import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of MACD; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MacdParams extends SeriesOptions {
  /** Period of the fast average, 1 to 100000, below `slow`; 12 unless said. */
  readonly fast?: number | undefined
  /** Period of the slow average, 2 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Period of the signal line, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
  /**
   * Where its averages start: `together`, both at sample `slow`, and nothing is said before the signal line is there, as TA-Lib,
   * unless said; `apart`, each at its own samples, and the line comes before its signal, as Skender.
   */
  readonly seed?: 'together' | 'apart' | undefined
}

class Macd extends IndicatorInstance {
  private readonly fast: number
  private readonly slow: number
  private readonly signal: number
  private readonly fastWeight: number
  private readonly slowWeight: number
  private readonly signalWeight: number
  private readonly isApart: boolean
  /** Means up to the last permanent sample; while warming up, sums. */
  private pastFast: number = NaN
  private pastSlow: number = NaN
  private pastSignal: number = NaN
  private fastMean: number = NaN
  private slowMean: number = NaN
  private signalMean: number = NaN
  /** Once warm, samples below this need no other look; until then NaN. */
  private plain: number = NaN

  constructor({ fast, slow, signal, seed }: Settled<MacdParams>) {
    super()
    this.isApart = seed === 'apart'
    this.fast = fast
    this.slow = slow
    this.signal = signal
    this.fastWeight = 2 / (fast + 1)
    this.slowWeight = 2 / (slow + 1)
    this.signalWeight = 2 / (signal + 1)
    this.fastMean = 0
    this.slowMean = 0
    this.signalMean = 0
  }

  static runAll(group: readonly Macd[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const macd = group[at] as Macd
      const input = macd.inputs[0] as Float64Array
      const [line, signal, histogram] = macd.outputs as [Float64Array, Float64Array, Float64Array]
      let i = from
      while (i < to) {
        if (macd.committed >= macd.slow + macd.signal - 1) i = macd.follow(i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          macd.commit()
          line[i] = macd.amend(x)
          signal[i] = macd.second
          histogram[i] = macd.third
        } else {
          line[i] = NaN
          signal[i] = NaN
          histogram[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) {
      // What `commit` and `amend` do, without asking again.
      this.committed++
      const { fastMean: pastFast, slowMean: pastSlow, signalMean: pastSignal } = this
      this.pastFast = pastFast
      this.pastSlow = pastSlow
      this.pastSignal = pastSignal
      const fast = pastFast + this.fastWeight * (x - pastFast)
      const slow = pastSlow + this.slowWeight * (x - pastSlow)
      const line = fast - slow
      const signal = pastSignal + this.signalWeight * (line - pastSignal)
      this.fastMean = fast
      this.slowMean = slow
      this.signalMean = signal
      this.second = signal
      this.third = line - signal
      return (this.main = line)
    }
    if (!isSample(x)) return this.reject()
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.pastFast = this.fastMean
    this.pastSlow = this.slowMean
    this.pastSignal = this.signalMean
  }

  override amend(x: number): number {
    const warm = this.slow + this.signal - 1
    if (this.committed >= warm) {
      this.plain = 1e100
      this.fastMean = this.pastFast + this.fastWeight * (x - this.pastFast)
      this.slowMean = this.pastSlow + this.slowWeight * (x - this.pastSlow)
      this.signalMean = this.pastSignal + this.signalWeight * (this.fastMean - this.slowMean - this.pastSignal)
    } else {
      this.seed(x)
    }
    const line = this.fastMean - this.slowMean
    if (this.committed < warm - 1) return this.isApart && this.committed >= this.slow - 1 ? line : NaN
    this.second = this.signalMean
    this.third = line - this.signalMean
    return line
  }

  /** Once warm, runs the rows up to the next that is no sample, the means held in registers. */
  private follow(from: number, to: number): number {
    const input = this.inputs[0] as Float64Array
    const lines = this.outputs[0] as Float64Array
    const signals = this.outputs[1] as Float64Array
    const histogram = this.outputs[2] as Float64Array
    const { fastWeight, slowWeight, signalWeight } = this
    let { pastFast, pastSlow, pastSignal, fastMean, slowMean, signalMean } = this
    let i = from
    for (; i < to; i++) {
      const x = input[i] as number
      if (!isSample(x)) break
      pastFast = fastMean
      pastSlow = slowMean
      pastSignal = signalMean
      fastMean = pastFast + fastWeight * (x - pastFast)
      slowMean = pastSlow + slowWeight * (x - pastSlow)
      const line = fastMean - slowMean
      signalMean = pastSignal + signalWeight * (line - pastSignal)
      lines[i] = line
      signals[i] = signalMean
      histogram[i] = line - signalMean
    }
    this.pastFast = pastFast
    this.pastSlow = pastSlow
    this.pastSignal = pastSignal
    this.fastMean = fastMean
    this.slowMean = slowMean
    this.signalMean = signalMean
    this.committed += i - from
    return i
  }

  /** Both averages start at the last of the first `slow` samples, or each at its own; the signal is the mean of the first `signal` lines. */
  private seed(x: number): void {
    const at = this.committed === 0 ? this.restart() : this.committed
    const { fast, slow, signal } = this
    const fastStart = this.isApart ? fast - 1 : slow - 1
    if (at > fastStart) this.fastMean = this.pastFast + this.fastWeight * (x - this.pastFast)
    else this.fastMean = at > fastStart - fast ? this.pastFast + x : 0
    if (at === fastStart) this.fastMean /= fast
    this.slowMean = at < slow ? this.pastSlow + x : this.pastSlow + this.slowWeight * (x - this.pastSlow)
    if (at < slow - 1) return
    if (at === slow - 1) this.slowMean /= slow
    this.signalMean = this.pastSignal + (this.fastMean - this.slowMean)
    if (at === slow + signal - 2) this.signalMean /= signal
  }

  private restart(): number {
    this.pastFast = 0
    this.pastSlow = 0
    this.pastSignal = 0
    return 0
  }
}

/**
 * Moving average convergence divergence (Appel): the fast exponential average less the slow one, with a signal line, the
 * average of that, and their difference as histogram. A crossing of line and signal hints at a turn of the trend.
 *
 * Unit of its input; first values at sample `slow + signal - 1`; O(1). Formula: TA-Lib MACD, whose two averages are seeded at
 * the same sample; with `seed: 'apart'` each at its own, as Skender, which differs for some 140 samples. TA-Lib swaps the two
 * where `fast` is the longer; here that is an error.
 *
 * @example
 * ```ts
 * import { macd } from '@tapeline/indicators'
 * const live = macd.create({ fast: 2, slow: 3, signal: 2 })
 * for (const price of [1, 2, 4, 8]) live.update(price)
 * console.log(live.values) // { macd: 1.166666666666667, signal: 0.9166666666666667, histogram: 0.2500000000000002 }
 * ```
 */
export const macd: IndicatorType<MacdParams, 'macd' | 'signal' | 'histogram'> = /*#__PURE__*/ defineIndicator<
  MacdParams,
  'macd' | 'signal' | 'histogram'
>({
  name: 'macd',
  title: 'Moving average convergence divergence',
  tells: 'How far a fast average runs from a slow one, and whether that is about to turn.',
  params: {
    fast: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 26, min: 2, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' },
    seed: { kind: 'choice', default: 'together', choices: ['together', 'apart'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { macd: 'input', signal: 'input', histogram: 'input' },
  pane: 'own',
  warmup: ({ slow, signal }) => ({ samples: slow + signal - 1 }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({
        owner: 'macd',
        parameter: 'fast',
        value: fast,
        expected: `less than slow, which is ${slow}`,
      })
  },
  cost: 'O(1)',
  source: 'TA-Lib MACD; Appel 1979',
  talib: {
    name: 'MACD',
    params: { fast: 'optInFastPeriod', slow: 'optInSlowPeriod', signal: 'optInSignalPeriod' },
    outputs: { macd: 'outMACD', signal: 'outMACDSignal', histogram: 'outMACDHist' },
  },
  total: true,
  kernel: Macd,
})
