import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `ac`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AcParams extends SeriesOptions {
  /** Samples in the fast average, below `slow`, 1 to 100000; 5 unless said. */
  readonly fast?: number | undefined
  /** Samples in the slow average, 2 to 100000; 34 unless said. */
  readonly slow?: number | undefined
  /** Samples in the average of their difference, 1 to 100000; 5 unless said. */
  readonly signal?: number | undefined
}

class Ac extends IndicatorInstance {
  private readonly fast: MovingMean
  private readonly slow: MovingMean
  private readonly signal: MovingMean

  constructor({ fast, slow, signal }: Settled<AcParams>) {
    super()
    this.fast = new MovingMean(fast, 'sma')
    this.slow = new MovingMean(slow, 'sma')
    this.signal = new MovingMean(signal, 'sma')
  }

  static runAll(group: readonly Ac[], from: number, to: number): void {
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
    this.signal.push()
  }

  override amend(x: number): number {
    this.fast.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { fast, slow, signal } = this
    fast.look()
    slow.include(fast.newest)
    const momentum = fast.value - slow.value
    if (momentum === momentum) signal.include(momentum)
    this.main = momentum - signal.value
  }
}

/**
 * Accelerator oscillator (Williams 1995): the awesome oscillator (`ao`) less its own average. It changes direction before momentum
 * does, which does before price.
 *
 * Unit of its input, of a bar its (high + low) / 2; first value at sample `slow + signal - 1`; O(1), free of drift. Simple averages,
 * as MetaTrader.
 *
 * @example
 * ```ts
 * import { ac } from '@tapeline/indicators'
 * const { value } = ac.batch({ high: Float64Array.of(2, 4, 8), low: Float64Array.of(0, 2, 4) }, { fast: 1, slow: 2, signal: 2 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 0.25 ]
 * ```
 */
export const ac: IndicatorType<AcParams, 'value'> = /*#__PURE__*/ defineIndicator<AcParams, 'value'>({
  name: 'ac',
  title: 'Accelerator oscillator',
  tells: 'Whether momentum itself grows or fades, which it does before price turns.',
  params: {
    fast: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    slow: { kind: 'whole', default: 34, min: 2, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['hl2'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ slow, signal }) => ({ samples: slow + signal - 1 }),
  check: ({ fast, slow }) => {
    if (fast >= slow)
      throw badParameter({ owner: 'ac', parameter: 'fast', value: fast, expected: `less than slow, which is ${slow}` })
  },
  cost: 'O(1)',
  source: 'Williams 1995',
  total: true,
  kernel: Ac,
})
