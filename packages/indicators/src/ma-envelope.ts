import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `maEnvelope`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MaEnvelopeParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Per cent of the average from the middle to each band, 0 to 100; 2.5 unless said. */
  readonly percent?: number | undefined
  /** Kind of the average; `sma` unless said. */
  readonly average?: 'sma' | 'ema' | undefined
}

class MaEnvelope extends IndicatorInstance {
  private readonly mean: MovingMean
  private readonly share: number

  constructor({ period, percent, average }: Settled<MaEnvelopeParams>) {
    super()
    this.mean = new MovingMean(period, average)
    this.share = percent / 100
  }

  static runAll(group: readonly MaEnvelope[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [upper, middle, lower] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
          upper[i] = one.main
          middle[i] = one.second
          lower[i] = one.third
        } else {
          upper[i] = NaN
          middle[i] = NaN
          lower[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.push()
  }

  override amend(x: number): number {
    this.mean.include(x)
    const middle = this.mean.value
    const reach = middle * this.share
    this.second = middle
    this.third = middle - reach
    this.main = middle + reach
    return this.main
  }
}

/**
 * Moving average envelope: an average, and a fixed share of it above and below. Unlike Bollinger's bands these keep their
 * relative width, whatever the market does.
 *
 * Unit of its input; first values at sample `period`; O(1). Middle x (1 ± percent / 100), as Skender.
 *
 * @example
 * ```ts
 * import { maEnvelope } from '@tapeline/indicators'
 * const live = maEnvelope.create({ period: 2, percent: 10 })
 * for (const price of [90, 110]) live.update(price)
 * console.log(live.values) // { upper: 110, middle: 100, lower: 90 }
 * ```
 */
export const maEnvelope: IndicatorType<MaEnvelopeParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  MaEnvelopeParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'maEnvelope',
  title: 'Moving average envelope',
  tells: 'Whether price is stretched away from its average by more than a fixed share.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'samples' },
    percent: { kind: 'number', default: 2.5, min: 0, max: 100, unit: 'percent' },
    average: { kind: 'choice', default: 'sma', choices: ['sma', 'ema'] },
  },
  inputs: ['close'],
  outputs: { upper: 'input', middle: 'input', lower: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Skender MaEnvelopes',
  total: true,
  kernel: MaEnvelope,
})
