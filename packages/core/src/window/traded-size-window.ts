import { RunningSum } from './running-sum.js'
import type { TickStore, TickView } from './tick-store.js'

/** Size traded in `(now - t1, now - t2]`. Two cursors that only move forward, and the sum between them: O(1) amortised. */
export class TradedSizeWindow {
  /** That size after `update`. */
  total: number = NaN
  private readonly t1: number
  private readonly t2: number
  /** First tick after the window's start, first tick after its end. */
  private start: number
  private end: number
  private readonly sum: RunningSum = new RunningSum()
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number) {
    this.#ticks = ticks
    this.t1 = t1
    this.t2 = t2
    this.start = ticks.count
    this.end = ticks.count
  }

  /** Sequence number of the oldest tick that it still needs. */
  get oldestTick(): number {
    return this.start
  }

  /** Moves the window to `now`, which must not go back. */
  update(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const limit = view.limit
    const { size, ts, mask } = this.#ticks
    let { start, end } = this
    for (; end < limit && (ts[end & mask] as number) <= b; end++) this.sum.add(size[end & mask] as number)
    for (; start < end && (ts[start & mask] as number) <= a; start++) this.sum.add(-(size[start & mask] as number))
    if (start === end) this.sum.clear()
    this.start = start
    this.end = end
    this.total = this.sum.value
    if (view.newestTs > a && view.newestTs <= b) this.total += view.newestSize
  }
}
