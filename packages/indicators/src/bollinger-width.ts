import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `bollingerWidth`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface BollingerWidthParams extends SeriesOptions {
  /** Samples in the mean and the deviation, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Standard deviations from the middle to each band, 0 to 100; 2 unless said. */
  readonly deviations?: number | undefined
}

class BollingerWidth extends IndicatorInstance {
  private readonly period: number
  private readonly deviations: number
  private readonly past: MomentsWindow

  constructor({ period, deviations }: Settled<BollingerWidthParams>) {
    super()
    this.period = period
    this.deviations = deviations
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly BollingerWidth[], from: number, to: number): void {
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
        one.amend(x)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.main = NaN
    const { past, period } = this
    past.include(x)
    if (this.committed < period - 1) return this.main
    const width = (2 * this.deviations * Math.sqrt(past.squares / period)) / past.mean
    this.main = finite(width)
    return this.main
  }
}

/**
 * Bollinger band width: the distance between the bands as a share of the middle one. Lower than for months, it is
 * a squeeze, out of which markets tend to break.
 *
 * A plain number (TradingView: per cent); first value at sample `period`, null where the mean is 0; O(1), exactly
 * 0 in a flat market.
 *
 * @example
 * ```ts
 * import { bollingerWidth } from '@tapeline/indicators'
 * const { value } = bollingerWidth.batch({ close: Float64Array.of(8, 12) }, { period: 2 })
 * console.log(value[1]) // 0.8
 * ```
 */
export const bollingerWidth: IndicatorType<BollingerWidthParams, 'value'> = /*#__PURE__*/ defineIndicator<
  BollingerWidthParams,
  'value'
>({
  name: 'bollingerWidth',
  title: 'Bollinger band width',
  tells: 'How wide the Bollinger Bands are: a squeeze where it is lower than for long.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' },
    deviations: { kind: 'number', default: 2, min: 0, max: 100 },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Bollinger 2001: (upper - lower) / middle',
  total: false,
  kernel: BollingerWidth,
})
