import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  isSample,
  TickIndicator,
  windowMs,
  type FeedOptions,
  type IndicatorType,
  type Settled,
  type TimeWindow,
} from '@tapeline/core/indicator'
import { expAt } from '@tapeline/core/math'

/** Parameters of the momentum of price; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PriceMomentumParams extends FeedOptions {
  /** Seconds in which the fast mean forgets all but 1/e (37 %); 30 unless said. */
  readonly fast?: number | undefined
  /** The same of the slow mean, more than `fast`; 300 unless said. */
  readonly slow?: number | undefined
}

class PriceMomentum extends TickIndicator {
  private readonly fast: number = NaN
  private readonly slow: number = NaN
  /** The means as of the last permanent tick, and its price. */
  private fastMean: number = NaN
  private slowMean: number = NaN
  private lastPrice: number = NaN
  /** The means as of the newest tick. */
  private newestFast: number = NaN
  private newestSlow: number = NaN

  constructor({ fast, slow }: Settled<PriceMomentumParams>) {
    super()
    this.fast = windowMs(fast)
    this.slow = windowMs(slow)
  }

  override commit(): void {
    super.commit()
    this.fastMean = this.newestFast
    this.slowMean = this.newestSlow
    this.lastPrice = this.newestPrice
  }

  protected override open(): readonly TimeWindow[] {
    return []
  }

  protected override read(): void {
    const { newestPrice, lastPrice } = this
    let fast = newestPrice
    let slow = newestPrice
    if (this.committed > 0) {
      const passed = this.newestTs - this.lastTs
      weights[0] = -passed / this.fast
      weights[1] = -passed / this.slow
      expAt(weights, 0)
      expAt(weights, 1)
      fast = lastPrice + (this.fastMean - lastPrice) * (weights[0] as number)
      slow = lastPrice + (this.slowMean - lastPrice) * (weights[1] as number)
    }
    this.newestFast = fast
    this.newestSlow = slow
    const since = this.now - this.newestTs
    if (since > 0) {
      weights[0] = -since / this.fast
      weights[1] = -since / this.slow
      expAt(weights, 0)
      expAt(weights, 1)
      fast = newestPrice + (fast - newestPrice) * (weights[0] as number)
      slow = newestPrice + (slow - newestPrice) * (weights[1] as number)
    }
    const momentum = (100 * (fast - slow)) / slow
    this.main = NaN
    if (isSample(momentum)) this.main = momentum
  }
}

/** Numbers on their way into e to their power and out of it: those that cross a call may be boxed. */
const weights: Float64Array = /*#__PURE__*/ new Float64Array(2)

/**
 * Momentum of price: a fast exponential mean against a slow one, in per cent of the slow one, both forgetting with time and not with the
 * number of ticks. Above 0 price has been rising.
 *
 * Per cent; comes with the first tick, as 0; null while the slow mean is 0. A new price tells as time passes: a tick alone changes nothing.
 * Late ticks are left out. O(1).
 *
 * @example
 * ```ts
 * import { priceMomentum } from '@tapeline/indicators'
 * const live = priceMomentum.create({ fast: 10, slow: 60 })
 * live.update(0, 100) // ms, price
 * live.update(10_000, 110)
 * console.log(live.advance(20_000).toFixed(4)) // 4.7137
 * ```
 */
export const priceMomentum: IndicatorType<
  PriceMomentumParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<PriceMomentumParams, 'value', TickIndicator<'value'>>({
  name: 'priceMomentum',
  title: 'Momentum of price',
  tells: 'Whether price has been rising or falling of late.',
  params: {
    fast: { kind: 'number', default: 30, min: 0.001, max: 86_400, unit: 's' },
    slow: { kind: 'number', default: 300, min: 0.001, max: 31_622_400, unit: 's' },
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  check: ({ fast, slow }) => {
    if (slow > fast) return
    throw badParameter({
      owner: 'priceMomentum',
      parameter: 'slow',
      value: slow,
      expected: `more seconds than fast, which is ${fast}`,
    })
  },
  cost: 'O(1)',
  source:
    '100 (m(fast) - m(slow)) / m(slow), m the mean of the held price with weights exp(-age / seconds), begun at the first price',
  total: false,
  kernel: PriceMomentum,
})
