import { latePlace } from './late-place.js'
import { RunningSum } from './running-sum.js'
import type { TickStore, TickView } from './tick-store.js'
import type { TimeWindow } from './time-window.js'

/**
 * Size traded in `(now - t1, now - t2]`, and number of ticks. Two cursors that only move forward, and the sum between
 * them, which is exactly 0 while nothing but zeros is in the window: O(1) amortised.
 */
export class TradedSizeWindow implements TimeWindow {
  /** That size after `update`. */
  total: number = NaN
  /** Number of ticks after `update`. */
  count = 0
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  /** First tick after the window's start, first tick after its end. */
  private start: number
  private end: number
  /** Ticks between them whose size is not 0. */
  private sized = 0
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

  get oldestTick(): number {
    return this.start
  }

  update(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const limit = view.limit
    const { size, ts, mask } = this.#ticks
    let { start, end, sized } = this
    let { sum, error } = this.sum
    // As `RunningSum.add` does, in registers: a number that crosses a call which is not inlined would be boxed.
    for (;;) {
      const enters = end < limit && (ts[end & mask] as number) <= b
      if (!enters && !(start < end && (ts[start & mask] as number) <= a)) break
      let number = size[(enters ? end++ : start++) & mask] as number
      if (number !== 0) sized += enters ? 1 : -1
      if (!enters) number = -number
      const after = sum + number
      const taken = after - sum
      error += sum - (after - taken) + (number - taken)
      sum = after
    }
    if (sized === 0) {
      sum = 0
      error = 0
    }
    this.sum.sum = sum
    this.sum.error = error
    this.start = start
    this.end = end
    this.sized = sized
    this.total = sum + error
    this.count = end - start
    if (view.newestTs > a && view.newestTs <= b) {
      this.total += view.newestSize
      this.count++
    }
  }

  insert(sequence: number, view: TickView): void {
    const place = latePlace(this.#ticks, sequence, this.start, this.end, view.now - this.t1)
    if (place === 'after') return
    this.end++
    if (place === 'before') {
      this.start++
      return
    }
    const size = this.#ticks.size[sequence & this.#ticks.mask] as number
    this.sum.add(size)
    if (size !== 0) this.sized++
  }
}
