import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
  GainsLosses,
} from '@tapeline/core/indicator'

/** Parameters of `cmo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CmoParams extends SeriesOptions {
  /** Changes in the first means, and 1 / period the weight of the newest, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** `wilder`, unless said: gains and losses are smoothed, as TA-Lib; `none`: summed over the newest `period` changes, as Chande and Skender. */
  readonly smoothing?: 'wilder' | 'none' | undefined
}

class Cmo extends IndicatorInstance {
  private readonly period: number
  private readonly changes: GainsLosses

  constructor({ period, smoothing }: Settled<CmoParams>) {
    super()
    this.period = period
    this.changes = new GainsLosses(period, smoothing)
  }

  static runAll(group: readonly Cmo[], from: number, to: number): void {
    for (const cmo of group) {
      const input = cmo.inputs[0] as Float64Array
      const output = cmo.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          cmo.commit()
          cmo.amend(x)
          output[i] = cmo.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.changes.push()
  }

  override amend(x: number): number {
    this.main = NaN
    const { changes } = this
    changes.include(x)
    if (this.committed < this.period) return this.main
    const all = changes.gain + changes.loss
    this.main = 0
    if (all > 0) this.main = 100 * ((changes.gain - changes.loss) / all)
    return this.main
  }
}

/**
 * Chande momentum oscillator: gains less losses as a share of all movement. 100 in a market that only rises, -100 in one
 * that only falls.
 *
 * Per cent, -100 to 100; first value at sample `period + 1`; O(1). Formula: TA-Lib CMO, which smooths gains and losses as
 * Wilder's RSI does (so it is 2 rsi - 100); with `smoothing: 'none'` plain sums over the window, as Chande and Skender, which
 * never agree with it. 0 in a market that does not move.
 *
 * @example
 * ```ts
 * import { cmo } from '@tapeline/indicators'
 * const live = cmo.create({ period: 2 })
 * for (const price of [10, 13, 12]) live.update(price)
 * console.log(live.value) // 50
 * ```
 */
export const cmo: IndicatorType<CmoParams, 'value'> = /*#__PURE__*/ defineIndicator<CmoParams, 'value'>({
  name: 'cmo',
  title: 'Chande momentum oscillator',
  tells: 'Whether gains or losses make up most of the movement.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    smoothing: { kind: 'choice', default: 'wilder', choices: ['wilder', 'none'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib CMO; Chande 1994',
  talib: { name: 'CMO', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Cmo,
})
