import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'
import { moneyFlow } from './money-flow.js'
import { finite } from './finite.js'

/** Parameters of `cmf`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CmfParams extends FeedOptions {
  /** Bars in the sums, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Cmf extends IndicatorInstance {
  private readonly flows: TermSum
  private readonly volumes: TermSum

  constructor({ period }: Settled<CmfParams>) {
    super()
    this.flows = new TermSum(period)
    this.volumes = new TermSum(period)
  }

  static runAll(group: readonly Cmf[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close, volume] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, c, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.flows.push()
    this.volumes.push()
  }

  override amend(high: number, low: number, close: number, volume: number): number {
    this.flows.include(moneyFlow(high, low, close, volume))
    this.volumes.include(volume)
    const share = this.flows.value / this.volumes.value
    return finite(share)
  }
}

/**
 * Chaikin money flow: volume weighted by where each bar closed, from -1 at its low to 1 at its high, as a share of
 * all volume of the newest `period` bars. Above 0 buyers push closes up.
 *
 * A plain number from -1 to 1; first value at bar `period`, null while nothing was traded in the window; a bar
 * without a range adds nothing to the flow; O(1) amortised, free of drift.
 *
 * @example
 * ```ts
 * import { cmf } from '@tapeline/indicators'
 * const live = cmf.create({ period: 2 })
 * live.update(12, 8, 12, 30) // high, low, close, volume
 * console.log(live.update(12, 8, 8, 10)) // 0.5
 * ```
 */
export const cmf: IndicatorType<CmfParams, 'value'> = /*#__PURE__*/ defineIndicator<CmfParams, 'value'>({
  name: 'cmf',
  title: 'Chaikin money flow',
  tells: 'Whether volume comes in when bars close near their high or near their low.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Chaikin; Skender, TradingView',
  total: false,
  kernel: Cmf,
})
