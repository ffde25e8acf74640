import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  surelySamples,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of the exponential moving average; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface EmaParams extends SeriesOptions {
  /** Samples of the seed, and 2 / (period + 1) the weight of the newest, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /** Where it starts: at the `mean` of the first `period` samples, as TA-Lib, unless said; at the `first` sample, as Tulip and Metastock. */
  readonly seed?: 'mean' | 'first' | undefined
}

class Ema extends IndicatorInstance {
  /** Samples of the seed. */
  private readonly period: number
  private readonly weight: number
  /** Mean up to the last permanent sample; while warming up, their sum. */
  private past = NaN
  private current = NaN

  constructor({ period, seed }: Settled<EmaParams>) {
    super()
    this.period = seed === 'first' ? 1 : period
    this.weight = 2 / (period + 1)
    this.past = 0
  }

  static runAll(group: readonly Ema[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const ema = group[at] as Ema
      const input = ema.inputs[0] as Float64Array
      const output = ema.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (ema.committed >= ema.period) i = ema.follow(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          ema.commit()
          output[i] = ema.amend(x)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (!isSample(x)) return this.reject()
    if (this.committed >= this.period) {
      this.committed++
      const past = this.current
      this.past = past
      return (this.main = this.current = past + this.weight * (x - past))
    }
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.current
  }

  override amend(x: number): number {
    const past = this.past
    if (this.committed >= this.period) this.current = past + this.weight * (x - past)
    else this.seed(past + x)
    return this.committed < this.period - 1 ? NaN : this.current
  }

  /** Once warm, runs rows two at a time, the mean held in a register, and stops where one is no sample or none is left. */
  private follow(input: Float64Array, output: Float64Array, from: number, to: number): number {
    const weight = this.weight
    let current = this.current
    let i = from
    for (; i + 1 < to; i += 2) {
      const x = input[i] as number
      const next = input[i + 1] as number
      if (!surelySamples(x, next)) break
      current += weight * (x - current)
      output[i] = current
      current += weight * (next - current)
      output[i + 1] = current
    }
    if (i === from) return i
    this.past = output[i - 2] as number
    this.current = current
    this.committed += i - from
    return i
  }

  /** The first value is the plain mean of the samples of the seed. */
  private seed(sum: number): void {
    this.current = this.committed < this.period - 1 ? sum : sum / this.period
  }
}

/**
 * Exponential moving average: follows the trend, newer samples weighing more.
 *
 * Unit of its input; first value, the mean of the first `period` samples, at sample `period`, or with `seed: 'first'` the
 * first sample itself; O(1). Formula: TA-Lib EMA.
 *
 * @example
 * ```ts
 * import { ema } from '@tapeline/indicators'
 * const { value } = ema.batch({ close: Float64Array.of(1, 2, 3, 7) }, { period: 3 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 2, 4.5 ]
 * ```
 */
export const ema: IndicatorType<EmaParams, 'value'> = /*#__PURE__*/ defineIndicator<EmaParams, 'value'>({
  name: 'ema',
  title: 'Exponential moving average',
  tells: 'The trend, newer samples weighing more.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
    seed: { kind: 'choice', default: 'mean', choices: ['mean', 'first'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period, seed }) => ({ samples: seed === 'first' ? 1 : period }),
  cost: 'O(1)',
  source: 'TA-Lib EMA',
  talib: { name: 'EMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Ema,
})
