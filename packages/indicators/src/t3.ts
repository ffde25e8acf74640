import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { offerAverage } from './average-kinds.js'

/** Parameters of `t3`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface T3Params extends SeriesOptions {
  /** Samples of each seed, and 2 / (period + 1) the weight of the newest, 2 to 100000; 5 unless said. */
  readonly period?: number | undefined
  /** How much of the lag is taken out, 0 (a chain of three EMAs) to 1 (sharpest); 0.7 unless said. */
  readonly volumeFactor?: number | undefined
  /** Where its averages start: `nested`, each at the mean of `period` values, as TA-Lib, unless said; `first`, all at the first sample, as Skender. */
  readonly seed?: 'nested' | 'first' | undefined
}

class T3 extends IndicatorInstance {
  private newest: number = NaN
  private readonly volumeFactor: number
  /** Six averages, each of the one before it. */
  private readonly stages: readonly ExponentialMean[]

  constructor({ period, volumeFactor, seed }: Settled<T3Params>) {
    super()
    this.volumeFactor = volumeFactor
    this.stages = Array.from({ length: 6 }, () => new ExponentialMean(seed === 'first' ? 1 : period, 2 / (period + 1)))
    for (const stage of this.stages) stage.commit()
  }

  static runAll(group: readonly T3[], from: number, to: number): void {
    for (const t3 of group) {
      const input = t3.inputs[0] as Float64Array
      const output = t3.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          t3.commit()
          t3.amend(x)
          output[i] = t3.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    let fed = true
    for (const stage of this.stages) {
      if (!fed) return
      fed = stage.value === stage.value
      stage.commit()
    }
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    this.chain()
    return this.main
  }

  /** Takes the newest sample through the stages; no number crosses a call, since it would be boxed. */
  private chain(): void {
    const { stages } = this
    const first = stages[0] as ExponentialMean
    first.newest = this.newest
    first.look()
    for (let at = 1; at < 6; at++) {
      const stage = stages[at] as ExponentialMean
      const before = stages[at - 1] as ExponentialMean
      if (before.value !== before.value) return
      stage.newest = before.value
      stage.look()
    }
    this.blend()
  }

  /** The averages of three to six stages, in the weights of ((1 + v) e - v e(e))³. */
  private blend(): void {
    const [, , e3, e4, e5, e6] = this.stages as [
      ExponentialMean,
      ExponentialMean,
      ExponentialMean,
      ExponentialMean,
      ExponentialMean,
      ExponentialMean,
    ]
    const v = this.volumeFactor
    const w = 1 + v
    this.main = w * w * w * e3.value - 3 * w * w * v * e4.value + 3 * w * v * v * e5.value - v * v * v * e6.value
  }
}

/**
 * T3 (Tillson 1998): the generalised double EMA applied three times. Smoother than `tema` at the same lag.
 *
 * Unit of its input; first value at sample `6 period - 5`, each stage seeded by the plain mean of its first `period`
 * numbers; O(1). Formula: TA-Lib T3.
 *
 * @example
 * ```ts
 * import { t3 } from '@tapeline/indicators'
 * const { value } = t3.batch({ close: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) }, { period: 2, volumeFactor: 0.5 })
 * console.log(value.map((x) => Math.round(x * 1e9) / 1e9).slice(6)) // Float64Array(2) [ 6.25, 7.25 ]
 * ```
 */
export const t3: IndicatorType<T3Params, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<T3Params, 'value'>({
    name: 't3',
    title: 'T3 moving average',
    tells: 'The trend, smoothed six times with the lag taken out again.',
    params: {
      period: { kind: 'whole', default: 5, min: 2, max: 100_000, unit: 'samples' },
      volumeFactor: { kind: 'number', default: 0.7, min: 0, max: 1 },
      seed: { kind: 'choice', default: 'nested', choices: ['nested', 'first'], isConvention: true },
    },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period, seed }) => ({ samples: seed === 'first' ? 1 : 6 * period - 5 }),
    cost: 'O(1)',
    source: 'TA-Lib T3; Tillson 1998',
    talib: {
      name: 'T3',
      params: { period: 'optInTimePeriod', volumeFactor: 'optInVFactor' },
      outputs: { value: 'outReal' },
    },
    total: true,
    kernel: T3,
  }),
)
