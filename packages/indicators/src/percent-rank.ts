import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  OrderedWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `percentRank`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PercentRankParams extends SeriesOptions {
  /** Samples before the newest that it is compared with, 1 to 100000; 100 unless said. */
  readonly period?: number | undefined
  /** Whether samples equal to the newest count; `count` unless said. */
  readonly ties?: 'count' | 'leave' | undefined
}

class PercentRank extends IndicatorInstance {
  private readonly period: number
  private readonly equal: boolean
  private readonly past: OrderedWindow

  constructor({ period, ties }: Settled<PercentRankParams>) {
    super()
    this.period = period
    this.equal = ties === 'count'
    this.past = new OrderedWindow(period)
  }

  static runAll(group: readonly PercentRank[], from: number, to: number): void {
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
    this.past.push(this.past.newest)
  }

  override amend(x: number): number {
    const { past, period } = this
    past.newest = x
    if (this.committed < period) return NaN
    return (100 * (this.equal ? past.countUpTo(x) : past.countBelow(x))) / period
  }
}

/**
 * Percent rank: the share of the `period` samples before that lie at or below the newest one. 100 is the highest
 * of late, 0 the lowest.
 *
 * Per cent; first value at sample `period + 1`; O(log n): a tree keeps the window in order. `ties: 'count'` as
 * TradingView ta.percentrank, `ties: 'leave'` counts only those below, as the rank in Connors RSI.
 *
 * @example
 * ```ts
 * import { percentRank } from '@tapeline/indicators'
 * const live = percentRank.create({ period: 4 })
 * for (const price of [1, 2, 3, 4]) live.update(price)
 * console.log(live.update(3)) // 75
 * ```
 */
export const percentRank: IndicatorType<PercentRankParams, 'value'> = /*#__PURE__*/ defineIndicator<
  PercentRankParams,
  'value'
>({
  name: 'percentRank',
  title: 'Percent rank',
  tells: 'How much of the recent past lies at or below the newest sample.',
  params: {
    period: { kind: 'whole', default: 100, min: 1, max: 100_000, unit: 'samples' },
    ties: { kind: 'choice', default: 'count', choices: ['count', 'leave'] },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(log n)',
  source: 'TradingView ta.percentrank',
  total: true,
  kernel: PercentRank,
})
