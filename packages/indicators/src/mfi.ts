import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `mfi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MfiParams extends FeedOptions {
  /** Changes in the sums, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Money (price x volume) below which the index is 0; 1 unless said, as TA-Lib has it. 0 where prices are tiny. */
  readonly minFlow?: number | undefined
}

class Mfi extends IndicatorInstance {
  private readonly period: number
  private readonly minFlow: number
  /** Money that went in at rising prices, and at falling ones. */
  private readonly ups: BlockSum
  private readonly downs: BlockSum
  private previous: number = NaN
  private newest: number = NaN
  private volume: number = NaN

  constructor({ period, minFlow }: { readonly period: number; readonly minFlow: number }) {
    super()
    this.period = period
    this.minFlow = minFlow
    this.ups = new BlockSum(period - 1)
    this.downs = new BlockSum(period - 1)
  }

  static runAll(group: readonly Mfi[], from: number, to: number): void {
    for (const mfi of group) {
      const [price, volume] = mfi.inputs as [Float64Array, Float64Array]
      const output = mfi.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const p = price[i] as number
        const v = volume[i] as number
        if (isSample(p) && isSample(v)) {
          mfi.commit()
          mfi.newest = p
          mfi.volume = v
          mfi.look()
          output[i] = mfi.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.newest
    // The first sample has no direction, and enters no sum.
    if (this.committed === 1) return
    this.ups.advance()
    this.downs.advance()
  }

  override amend(price: number, volume: number): number {
    this.newest = price
    this.volume = volume
    this.look()
    return this.main
  }

  /** Sets the index for the newest bar; takes no numbers, since those would be boxed on their way. */
  private look(): void {
    const { ups, downs, newest: price, previous } = this
    const flow = price * this.volume
    this.main = NaN
    ups.newest = 0
    downs.newest = 0
    if (price > previous) ups.newest = flow
    else if (price < previous) downs.newest = flow
    if (this.committed < this.period) return
    ups.include()
    downs.include()
    const all = ups.value + downs.value
    const index = 100 * (ups.value / all)
    this.main = 0
    if (all >= this.minFlow && isSample(index)) this.main = index
  }
}

/**
 * Money flow index: the share of the money that changed hands at rising prices, an RSI weighted by volume. Above 80 the
 * market is called overbought, below 20 oversold.
 *
 * Per cent, 0 to 100, of a bar by its (high + low + close) / 3; first value at bar `period + 1`; O(1) amortised, nothing
 * drifts. Formula: TA-Lib MFI. 0 where prices did not move; TA-Lib also gives 0 while less than one unit of money moved
 * in the window, which `minFlow` sets.
 *
 * @example
 * ```ts
 * import { mfi } from '@tapeline/indicators'
 * const live = mfi.create({ period: 2 })
 * live.update(10, 100) // (high + low + close) / 3, volume
 * live.update(12, 100)
 * console.log(live.update(8, 50)) // 75
 * ```
 */
export const mfi: IndicatorType<MfiParams, 'value'> = /*#__PURE__*/ defineIndicator<MfiParams, 'value'>({
  name: 'mfi',
  title: 'Money flow index',
  tells: 'How much of the money changed hands at rising prices.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    minFlow: { kind: 'number', default: 1, min: 0, max: 1_000_000, unit: 'money' },
  },
  inputs: ['hlc3', 'volume'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib MFI; Quong, Soudack 1989',
  talib: { name: 'MFI', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Mfi,
})
