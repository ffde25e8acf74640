import type { SideSign } from './bar-draft.js'
import type { SettledBarSpec } from './bar-spec.js'

/**
 * When an imbalance bar is complete: when the sum of signed ticks, sizes or values since it began exceeds, up or down, the
 * number of trades expected in a bar times the imbalance expected of one trade.
 *
 * Both expectations are exponential means, of the lengths of bars and of the signed trades; they are taken as they stand
 * when the bar begins. Source: Lopez de Prado, Advances in Financial Machine Learning (2018), 2.3.2.1 and 2.3.2.2. The
 * bounds of a bar's length are ours: without them the expectation of length runs away, a known flaw of the method.
 */
export class ImbalanceRule {
  private readonly spec: Extract<SettledBarSpec, { readonly kind: 'imbalance' }>
  private readonly barWeight: number
  private readonly tickWeight: number
  private sign = 0
  private price: number = NaN
  private sum: number = 0
  private ticks = 0
  private seen = 0
  private expectedTicks: number
  private expectedImbalance: number = NaN
  /** |sum| that ends the bar; NaN until the first bar has seen enough trades to expect anything. */
  private threshold: number = NaN

  constructor(spec: Extract<SettledBarSpec, { readonly kind: 'imbalance' }>) {
    this.spec = spec
    this.expectedTicks = spec.expectedTicks
    this.barWeight = 2 / (spec.barSpan + 1)
    this.tickWeight = 2 / (spec.tickSpan + 1)
  }

  /** Takes a trade of the forming bar; true where it completes the bar. */
  take(price: number, size: number, side: SideSign): boolean {
    const { of, sign, ticks } = this.spec
    if (this.price === this.price && price !== this.price) this.sign = price > this.price ? 1 : -1
    this.price = price
    if (sign === 'aggressor' && side !== 0) this.sign = side
    const flow = this.sign * (of === 'tick' ? 1 : of === 'volume' ? size : price * size)
    this.expectedImbalance =
      this.seen === 0 ? flow : this.expectedImbalance + this.tickWeight * (flow - this.expectedImbalance)
    this.sum += flow
    this.ticks++
    if (++this.seen === this.spec.expectedTicks && this.threshold !== this.threshold) this.expect()
    const isExceeded = this.sum !== 0 && Math.abs(this.sum) >= this.threshold
    return this.ticks >= ticks[1] || (isExceeded && this.ticks >= ticks[0])
  }

  /** The bar is complete: the next begins. */
  next(): void {
    this.expectedTicks += this.barWeight * (this.ticks - this.expectedTicks)
    this.sum = 0
    this.ticks = 0
    this.expect()
  }

  private expect(): void {
    this.threshold = this.expectedTicks * Math.abs(this.expectedImbalance)
  }
}
