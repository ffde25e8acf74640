import { TickStacks } from './tick-stacks.js'
import type { TickStore, TickView } from './tick-store.js'

/**
 * Variance of the price over `(now - t1, now - t2]`, each price weighing as long as it stood, though no longer than
 * `hold`. Two stacks of the stretches from a tick to the next one; those that the window cuts are added at each update.
 */
export class HeldMoments extends TickStacks {
  /** That variance after `update`, NaN when nothing is covered. */
  variance: number = NaN
  private readonly hold: number = NaN
  private readonly begin: number
  /** The price that entries are apart from, one that stood within the window; none yet while all of them weigh nothing. */
  private origin: number = NaN
  private weightless = true
  /** Of each entry the length, the mean and the squared deviations. */
  private lengths: Float64Array = new Float64Array(64)
  private means: Float64Array = new Float64Array(64)
  private deviations: Float64Array = new Float64Array(64)
  /** The same of what was merged so far. */
  private length: number = NaN
  private mean: number = NaN
  private squares: number = NaN
  /** What is merged next: numbers travel in fields, since those that cross a call may be boxed. */
  private price: number = NaN
  private span: number = NaN
  readonly #ticks: TickStore

  /**
   * @param t1 start of the window, ms before now. @param t2 its end, ms before now.
   * @param hold how long a price stands without a new tick, ms.
   */
  constructor(ticks: TickStore, t1: number, t2: number, hold: number = Infinity) {
    super(ticks, t1, t2, 1)
    this.#ticks = ticks
    this.hold = hold
    this.begin = ticks.count
  }

  /** The tick in force at the window's start is needed still. */
  override get oldestTick(): number {
    return Math.max(this.begin, this.start - 1)
  }

  override update(view: TickView): void {
    this.move(view)
    const { start, mid, end, hold, shift, slots } = this
    const { price, ts, mask } = this.#ticks
    const a = view.now - this.t1
    const b = view.now - this.t2
    const newest = view.newestTs
    const edge = newest < b ? newest : b
    const inside = start < view.limit && (ts[start & mask] as number) <= b
    this.length = 0
    this.mean = 0
    this.squares = 0
    if (start === end) this.weightless = true
    if (start < mid) this.take((start - shift) & slots)
    if (mid < end) this.take((end - 1 - shift) & slots)
    if (newest > a) {
      if (start > this.begin) {
        const before = (start - 1) & mask
        this.price = price[before] as number
        this.span = Math.min(inside ? (ts[start & mask] as number) : edge, (ts[before] as number) + hold) - a
        this.add()
      }
      if (inside) {
        this.price = price[end & mask] as number
        this.span = Math.min(edge - (ts[end & mask] as number), hold)
        this.add()
      }
    }
    this.price = view.newestPrice
    this.span = Math.min(b, newest + hold) - (newest > a ? newest : a)
    this.add()
    this.variance = this.squares / this.length
  }

  protected override push(from: number, to: number): void {
    const { mid, shift, slots } = this
    if (from === this.start) {
      this.weightless = true
      this.last = from
    }
    this.length = 0
    this.mean = 0
    this.squares = 0
    if (from > mid) this.take((from - 1 - shift) & slots)
    for (let at = from; at < to; at++) {
      this.whole(at)
      this.keep((at - shift) & slots)
    }
  }

  protected override turn(): void {
    const { start, mid, shift, slots } = this
    this.last = mid - 1
    this.weightless = true
    this.length = 0
    this.mean = 0
    this.squares = 0
    for (let at = mid - 1; at >= start; at--) {
      this.whole(at)
      this.keep((at - shift) & slots)
    }
  }

  protected override grow(slots: number): void {
    this.lengths = this.regrown(this.lengths, slots)
    this.means = this.regrown(this.means, slots)
    this.deviations = this.regrown(this.deviations, slots)
  }

  /** Merges a whole stretch, from a tick to the next. */
  private whole(at: number): void {
    const { price, ts, mask } = this.#ticks
    this.price = price[at & mask] as number
    this.span = Math.min((ts[(at + 1) & mask] as number) - (ts[at & mask] as number), this.hold)
    if (this.weightless && this.span > 0) {
      this.weightless = false
      this.origin = this.price
      this.last = at
    }
    this.add()
  }

  /** Merges `price`, which stood for `span`. */
  private add(): void {
    const { span } = this
    if (!(span > 0)) return
    if (this.weightless && this.length === 0) this.origin = this.price
    const apart = this.price - this.origin - this.mean
    const all = this.length + span
    const share = span / all
    this.squares += apart * apart * share * this.length
    this.mean += apart * share
    this.length = all
  }

  /** Merges an entry. */
  private take(slot: number): void {
    const span = this.lengths[slot] as number
    if (!(span > 0)) return
    const apart = (this.means[slot] as number) - this.mean
    const all = this.length + span
    const share = span / all
    this.squares += (this.deviations[slot] as number) + apart * apart * share * this.length
    this.mean += apart * share
    this.length = all
  }

  private keep(slot: number): void {
    this.lengths[slot] = this.length
    this.means[slot] = this.mean
    this.deviations[slot] = this.squares
  }
}
