import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { DirectionalMovement, MOVEMENT_START, type MovementStart } from './directional-movement.js'

/** Parameters of `dx`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DxParams extends FeedOptions {
  /** Bars of the smoothing, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** What its sums start with: `short`, the bars 2 to `period`, as TA-Lib, unless said; `whole`, the first `period` of each, as talipp. */
  readonly start?: MovementStart | undefined
}

class Dx extends IndicatorInstance {
  private readonly period: number
  private readonly movement: DirectionalMovement
  private past: number = NaN
  private current: number = NaN

  constructor({ period, start }: { readonly period: number; readonly start: MovementStart }) {
    super()
    this.period = period
    this.movement = new DirectionalMovement(period, start)
    this.past = 0
    this.current = 0
  }

  static runAll(group: readonly Dx[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.movement.commit()
    this.past = this.current
  }

  override amend(high: number, low: number, close: number): number {
    this.main = NaN
    this.movement.amend(high, low, close, this.committed)
    if (this.committed < this.period) return this.main
    const index = this.movement.index()
    this.current = isSample(index) ? index : this.past
    this.main = this.current
    return this.main
  }
}

/**
 * Directional movement index (Wilder 1978): the difference of +DI and -DI in per cent of their sum; 100 where all movement goes
 * one way. Its mean is the ADX.
 *
 * Per cent; first value at bar `period + 1`; keeps its last value, at first 0, while nothing moves; O(1). Formula: TA-Lib DX.
 *
 * @example
 * ```ts
 * import { dx } from '@tapeline/indicators'
 * const live = dx.create({ period: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 10, 12)
 * console.log(live.update(12, 9, 10)) // 0
 * ```
 */
export const dx: IndicatorType<DxParams, 'value'> = /*#__PURE__*/ defineIndicator<DxParams, 'value'>({
  name: 'dx',
  title: 'Directional movement index',
  tells: 'How one-sided the market moves, whichever way.',
  params: {
    period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'bars' },
    start: MOVEMENT_START,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib DX; Wilder 1978',
  talib: { name: 'DX', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Dx,
})
