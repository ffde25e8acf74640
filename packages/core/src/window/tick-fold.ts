import { TickStacks } from './tick-stacks.js'
import type { TickStore, TickView } from './tick-store.js'

/** How ticks become one number: what each of them counts as, and how two stretches of ticks are joined, the earlier first. */
export interface Fold {
  /** What one tick counts as. */
  readonly of: (price: number, size: number, ts: number) => number
  /** Joins the numbers of two stretches that follow each other; any grouping must give the same. */
  readonly join: (earlier: number, later: number) => number
}

/** Any number that can be joined from parts, over the ticks in `(now - t1, now - t2]`. Two stacks: O(1) amortised. */
export class TickFold extends TickStacks {
  /** That number after `update`, NaN while there is no tick. */
  value: number = NaN
  private entries: Float64Array = new Float64Array(64)
  readonly #ticks: TickStore
  readonly #fold: Fold

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number, fold: Fold) {
    super(ticks, t1, t2, 0)
    this.#ticks = ticks
    this.#fold = fold
  }

  override update(view: TickView): void {
    this.move(view)
    const { start, mid, end, shift, slots, entries } = this
    const { of, join } = this.#fold
    let value = NaN
    if (start < mid) value = entries[(start - shift) & slots] as number
    if (mid < end) {
      const newer = entries[(end - 1 - shift) & slots] as number
      value = start < mid ? join(value, newer) : newer
    }
    if (view.newestTs > view.now - this.t1 && view.newestTs <= view.now - this.t2) {
      const newest = of(view.newestPrice, view.newestSize, view.newestTs)
      value = start < end ? join(value, newest) : newest
    }
    this.value = value
  }

  protected override push(from: number, to: number): void {
    const { mid, shift, slots, entries } = this
    if (from === this.start) this.last = from
    for (let at = from; at < to; at++) {
      const here = this.at(at)
      entries[(at - shift) & slots] =
        at > mid ? this.#fold.join(entries[(at - 1 - shift) & slots] as number, here) : here
    }
  }

  protected override turn(): void {
    const { start, mid, shift, slots, entries } = this
    this.last = mid - 1
    for (let at = mid - 1; at >= start; at--) {
      const here = this.at(at)
      entries[(at - shift) & slots] =
        at < mid - 1 ? this.#fold.join(here, entries[(at + 1 - shift) & slots] as number) : here
    }
  }

  protected override grow(slots: number): void {
    this.entries = this.regrown(this.entries, slots)
  }

  private at(sequence: number): number {
    const { price, size, ts, mask } = this.#ticks
    return this.#fold.of(
      price[sequence & mask] as number,
      size[sequence & mask] as number,
      ts[sequence & mask] as number,
    )
  }
}
