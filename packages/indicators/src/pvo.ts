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

/** Parameters of `pvo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PvoParams extends SeriesOptions {
  /** Samples of the fast average, below `slow`, 1 to 100000; 12 unless said. */
  readonly fast?: number | undefined
  /** Samples of the slow average, 2 to 100000; 26 unless said. */
  readonly slow?: number | undefined
  /** Samples of the signal line, 1 to 100000; 9 unless said. */
  readonly signal?: number | undefined
}

class Pvo extends IndicatorInstance {
  private readonly fast: ChainedMean
  private readonly slow: ChainedMean
  private readonly signal: ChainedMean

  constructor({ fast, slow, signal }: Settled<PvoParams>) {
    super()
    this.fast = new ChainedMean(fast)
    this.slow = new ChainedMean(slow)
    this.signal = new ChainedMean(signal)
  }

  static runAll(group: readonly Pvo[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [pvo, signal, histogram] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          pvo[i] = one.amend(x)
          signal[i] = one.second
          histogram[i] = one.third
        } else {
          pvo[i] = NaN
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
    const { fast, slow, signal } = this
    fast.newest = x
    fast.step()
    slow.newest = x
    slow.step()
    if (slow.value !== slow.value) return this.main
    const share = ((fast.value - slow.value) / slow.value) * 100
    const line = isSample(share) ? share : 0
    signal.newest = line
    signal.step()
    this.second = signal.value
    this.third = line - signal.value
    this.main = line
    return this.main
  }
}

/**
 * Percentage volume oscillator: by how many per cent the fast average of volume is above the slow one, with a signal line and their
 * difference. A move on rising volume is better supported.
 *
 * Per cent; first value at sample `slow`, of signal and histogram at `slow + signal - 1`; O(1). Every average is exponential and
 * seeded by the mean of its own first numbers, as Skender. 0 where nothing was traded.
 *
 * @example
 * ```ts
 * import { pvo } from '@tapeline/indicators'
 * const live = pvo.create({ fast: 1, slow: 2, signal: 2 })
 * for (const volume of [100, 100, 300]) live.update(volume)
 * console.log(live.values) // { pvo: 28.57142857142858, signal: 14.28571428571429, histogram: 14.28571428571429 }
 * ```
 */
export const pvo: IndicatorType<PvoParams, 'pvo' | 'signal' | 'histogram'> = /*#__PURE__*/ defineIndicator<
  PvoParams,
  'pvo' | 'signal' | 'histogram'
>({
  name: 'pvo',
  title: 'Percentage volume oscillator',
  tells: 'Whether trading grows or dries up: recent volume against its longer average.',
  params: {
    fast: { kind: 'whole', default: 12, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 26, min: 2, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['volume'],
  outputs: { pvo: 'percent', signal: 'percent', histogram: 'percent' },
  pane: 'own',
  warmup: ({ slow, signal }) => ({ samples: slow + signal - 1 }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({ owner: 'pvo', parameter: 'fast', value: fast, expected: `less than slow, which is ${slow}` })
  },
  cost: 'O(1)',
  source: 'Appel; StockCharts',
  total: true,
  kernel: Pvo,
})
