import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'
import { finite } from './finite.js'

/** Parameters of `vosc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VoscParams extends SeriesOptions {
  /** Bars in the shorter mean, 1 to 100000; 14 unless said. */
  readonly fast?: number | undefined
  /** Bars in the longer mean, 1 to 100000; 28 unless said. */
  readonly slow?: number | undefined
}

class Vosc extends IndicatorInstance {
  private readonly ratio: number
  private readonly fast: TermSum
  private readonly slow: TermSum

  constructor({ fast, slow }: Settled<VoscParams>) {
    super()
    this.ratio = slow / fast
    this.fast = new TermSum(fast)
    this.slow = new TermSum(slow)
  }

  static runAll(group: readonly Vosc[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(x)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.fast.push()
    this.slow.push()
  }

  override amend(x: number): number {
    this.fast.include(x)
    this.slow.include(x)
    const lead = 100 * ((this.fast.value / this.slow.value) * this.ratio - 1)
    return finite(lead)
  }
}

/**
 * Volume oscillator: by how many per cent the mean volume of the newest `fast` bars is above that of the newest
 * `slow`. Above 0 interest grows.
 *
 * Per cent; first value at bar `max(fast, slow)`, null while nothing was traded in the longer window; O(1)
 * amortised. Simple means, as Tulip (TradingView: exponential ones of 5 and 10 bars).
 *
 * @example
 * ```ts
 * import { vosc } from '@tapeline/indicators'
 * const live = vosc.create({ fast: 1, slow: 2 })
 * live.update(10)
 * console.log(live.update(30)) // 50
 * ```
 */
export const vosc: IndicatorType<VoscParams, 'value'> = /*#__PURE__*/ defineIndicator<VoscParams, 'value'>({
  name: 'vosc',
  title: 'Volume oscillator',
  tells: 'Whether volume grows or dries up.',
  params: {
    fast: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    slow: { kind: 'whole', default: 28, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['volume'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ fast, slow }) => ({ samples: Math.max(fast, slow) }),
  cost: 'O(1)',
  source: 'Tulip vosc',
  total: false,
  kernel: Vosc,
})
