import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { percentChange } from './percent-change.js'

/** Parameters of `pmo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PmoParams extends SeriesOptions {
  /** Samples of the first smoothing, 2 to 100000; 35 unless said. */
  readonly first?: number | undefined
  /** Samples of the second smoothing, 2 to 100000; 20 unless said. */
  readonly second?: number | undefined
  /** Samples of the signal line, 1 to 100000; 10 unless said. */
  readonly signal?: number | undefined
}

class Pmo extends IndicatorInstance {
  private readonly start: number
  private readonly pace: number
  private readonly once: ExponentialMean
  private readonly twice: ExponentialMean
  private readonly signal: ExponentialMean
  private previous: number = NaN
  private newest: number = NaN

  constructor({ first, second, signal }: Settled<PmoParams>) {
    super()
    this.start = first
    this.pace = first + second - 1
    this.once = new ExponentialMean(first, 2 / first)
    this.twice = new ExponentialMean(second, 2 / second)
    this.signal = new ExponentialMean(signal, 2 / (signal + 1))
  }

  static runAll(group: readonly Pmo[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [pmo, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.newest = x
          one.look()
          pmo[i] = one.main
          signal[i] = one.second
        } else {
          pmo[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.newest
    this.once.commit()
    if (this.committed >= this.start) this.twice.commit()
    if (this.committed >= this.pace) this.signal.commit()
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest sample; takes none, since it would be boxed on its way. */
  private look(): void {
    const { once, twice, signal, committed } = this
    if (committed < 1) return
    once.newest = percentChange(this.newest, this.previous)
    once.look()
    if (committed < this.start) return
    twice.newest = 10 * once.value
    twice.look()
    if (committed < this.pace) return
    signal.newest = twice.value
    signal.look()
    this.second = signal.value
    this.main = twice.value
  }
}

/**
 * Price momentum oscillator (Swenlin): the change of each sample in per cent, times ten, smoothed twice, with a signal line. Ranked
 * over many instruments it shows which move best.
 *
 * Tenths of a per cent; first value at sample `first + second`, of the signal `signal - 1` later; O(1). Smoothed with weights 2 /
 * `first` and 2 / `second`, as DecisionPoint has it, and seeded by the mean of the first numbers, as Skender; the signal is an
 * ordinary exponential average. A change from a price of 0 counts as 0.
 *
 * @example
 * ```ts
 * import { pmo } from '@tapeline/indicators'
 * const live = pmo.create({ first: 2, second: 2, signal: 1 })
 * for (const price of [100, 101, 103.02, 103.02]) live.update(price)
 * console.log(live.values) // { pmo: 7.500000000000007, signal: 7.500000000000007 }
 * ```
 */
export const pmo: IndicatorType<PmoParams, 'pmo' | 'signal'> = /*#__PURE__*/ defineIndicator<
  PmoParams,
  'pmo' | 'signal'
>({
  name: 'pmo',
  title: 'Price momentum oscillator',
  tells: 'Momentum, smoothed twice: comparable across instruments, and calm enough to read turns from.',
  params: {
    first: { kind: 'whole', default: 35, min: 2, max: 100_000, unit: 'samples' },
    second: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { pmo: 'percent', signal: 'percent' },
  pane: 'own',
  warmup: ({ first, second, signal }) => ({ samples: first + second + signal - 1 }),
  cost: 'O(1)',
  source: 'Swenlin, DecisionPoint',
  total: true,
  kernel: Pmo,
})
