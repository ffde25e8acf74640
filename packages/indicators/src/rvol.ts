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

/** Parameters of `rvol`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RvolParams extends SeriesOptions {
  /** Bars before the newest in the mean, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Rvol extends IndicatorInstance {
  private readonly period: number
  private readonly past: TermSum
  private newest: number = NaN

  constructor({ period }: Settled<RvolParams>) {
    super()
    this.period = period
    this.past = new TermSum(period)
  }

  static runAll(group: readonly Rvol[], from: number, to: number): void {
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
    this.past.push()
    this.past.include(this.newest)
  }

  override amend(x: number): number {
    this.newest = x
    const share = (x * this.period) / this.past.value
    return finite(share)
  }
}

/**
 * Relative volume: the volume of the bar by the mean volume of the `period` bars before. 1 is usual, 3 says that
 * something is going on.
 *
 * A plain number; first value at bar `period + 1`, null while nothing was traded in the bars before; O(1)
 * amortised. The newest bar is not in the mean, so a forming bar is compared with whole ones.
 *
 * @example
 * ```ts
 * import { rvol } from '@tapeline/indicators'
 * const live = rvol.create({ period: 2 })
 * live.update(10)
 * live.update(30)
 * console.log(live.update(60)) // 3
 * ```
 */
export const rvol: IndicatorType<RvolParams, 'value'> = /*#__PURE__*/ defineIndicator<RvolParams, 'value'>({
  name: 'rvol',
  title: 'Relative volume',
  tells: 'How busy the market is, against the bars before.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Volume / mean volume of the bars before',
  total: false,
  kernel: Rvol,
})
