import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `macdFix`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MacdFixParams extends SeriesOptions {
  /** Period of the signal line, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
}

class MacdFix extends IndicatorInstance {
  private readonly fast: ExponentialMean = new ExponentialMean(FAST, 0.15)
  private readonly slow: ExponentialMean = new ExponentialMean(SLOW, 0.075)
  private readonly signal: ExponentialMean

  constructor({ signal }: { readonly signal: number }) {
    super()
    this.signal = new ExponentialMean(signal, 2 / (signal + 1))
    this.fast.commit()
    this.slow.commit()
    this.signal.commit()
  }

  static runAll(group: readonly MacdFix[], from: number, to: number): void {
    for (const macd of group) {
      const input = macd.inputs[0] as Float64Array
      const [line, signal, histogram] = macd.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          macd.commit()
          macd.slow.newest = x
          macd.look()
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
    this.slow.commit()
    if (this.committed > SLOW - FAST) this.fast.commit()
    if (this.committed > SLOW - 1) this.signal.commit()
  }

  /** The fast average starts so late that both are seeded at the same sample. */
  override amend(x: number): number {
    this.slow.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { fast, slow, signal, committed } = this
    this.main = NaN
    slow.look()
    if (committed >= SLOW - FAST) fast.include(slow.newest)
    if (committed < SLOW - 1) return
    const line = fast.value - slow.value
    signal.include(line)
    this.second = signal.value
    this.third = line - signal.value
    if (signal.value === signal.value) this.main = line
  }
}

const FAST = 12
const SLOW = 26

/**
 * Moving average convergence divergence with Appel's own weights: 0.15 for the newest sample in the fast average, 0.075 in the
 * slow one, where `macd` has 2 / 13 and 2 / 27. For comparisons with charts of that time.
 *
 * Unit of its input; first values at sample `25 + signal`; O(1). Formula: TA-Lib MACDFIX.
 *
 * @example
 * ```ts
 * import { macdFix } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 40 }, (_, i) => i)
 * console.log(macdFix.batch({ close }).macd.at(-1)?.toFixed(3)) // 6.740
 * ```
 */
export const macdFix: IndicatorType<MacdFixParams, 'macd' | 'signal' | 'histogram'> = /*#__PURE__*/ defineIndicator<
  MacdFixParams,
  'macd' | 'signal' | 'histogram'
>({
  name: 'macdFix',
  title: 'Moving average convergence divergence, fixed 12/26',
  tells: 'How far the average of 12 samples runs from that of 26, with the weights of its inventor.',
  params: { signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { macd: 'input', signal: 'input', histogram: 'input' },
  pane: 'own',
  warmup: ({ signal }) => ({ samples: SLOW + signal - 1 }),
  cost: 'O(1)',
  source: 'TA-Lib MACDFIX; Appel 1979',
  talib: {
    name: 'MACDFIX',
    params: { signal: 'optInSignalPeriod' },
    outputs: { macd: 'outMACD', signal: 'outMACDSignal', histogram: 'outMACDHist' },
  },
  total: true,
  kernel: MacdFix,
})
