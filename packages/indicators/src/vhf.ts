import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'
import { finite } from './finite.js'

/** Parameters of `vhf`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VhfParams extends SeriesOptions {
  /** Changes in the way walked, 2 to 100000; 28 unless said. */
  readonly period?: number | undefined
}

class Vhf extends IndicatorInstance {
  private readonly highest: ExtremeWindow
  private readonly lowest: ExtremeWindow
  private readonly way: TermSum
  private previous: number = NaN
  private newest: number = NaN

  constructor({ period }: Settled<VhfParams>) {
    super()
    this.highest = new ExtremeWindow(period - 1, 1)
    this.lowest = new ExtremeWindow(period - 1, -1)
    this.way = new TermSum(period)
  }

  static runAll(group: readonly Vhf[], from: number, to: number): void {
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
    this.highest.push(this.newest)
    this.lowest.push(this.newest)
    this.way.push()
    this.previous = this.newest
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    if (this.committed === 0) return this.main
    this.way.include(Math.abs(x - this.previous))
    const share = (this.highest.including(x) - this.lowest.including(x)) / this.way.value
    this.main = finite(share)
    return this.main
  }
}

/**
 * Vertical horizontal filter (White): the distance between the highest and the lowest of the newest `period`
 * samples, as a share of the way that the market walked. High in a trend, which moving averages follow well; low
 * where oscillators do better.
 *
 * A plain number from 0 to 1; first value at sample `period + 1`, null while nothing moves; O(1) amortised.
 *
 * @example
 * ```ts
 * import { vhf } from '@tapeline/indicators'
 * const { value } = vhf.batch({ close: Float64Array.of(10, 12, 11, 13) }, { period: 3 })
 * console.log(value[3]) // 0.4
 * ```
 */
export const vhf: IndicatorType<VhfParams, 'value'> = /*#__PURE__*/ defineIndicator<VhfParams, 'value'>({
  name: 'vhf',
  title: 'Vertical horizontal filter',
  tells: 'Whether the market trends (high) or goes sideways (low).',
  params: {
    period: { kind: 'whole', default: 28, min: 2, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'White 1991; Tulip vhf',
  total: false,
  kernel: Vhf,
})
