import { latePlace } from './late-place.js'
import { RunningSum } from './running-sum.js'
import { TradedSizeWindow } from './traded-size-window.js'
import type { TickStore, TickView } from './tick-store.js'
import type { TimeWindow } from './time-window.js'

/**
 * Mean price of what was traded in `(now - t1, now - t2]`, each trade weighing by its size. Products enter and leave as
 * the same number, so that nothing is left of a bad print: O(1) amortised.
 */
export class TradedValueWindow implements TimeWindow {
  /** That mean after `update`, NaN while nothing was traded in the window. */
  average: number = NaN
  /** The sizes alone. */
  readonly traded: TradedSizeWindow
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private start: number
  private end: number
  private readonly sum: RunningSum = new RunningSum()
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number) {
    this.#ticks = ticks
    this.traded = new TradedSizeWindow(ticks, t1, t2)
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
    const { price, size, ts, mask } = this.#ticks
    let { start, end } = this
    let { sum, error } = this.sum
    // As `RunningSum.add` does, in registers: a number that crosses a call which is not inlined would be boxed.
    for (;;) {
      const enters = end < limit && (ts[end & mask] as number) <= b
      if (!enters && !(start < end && (ts[start & mask] as number) <= a)) break
      const at = (enters ? end++ : start++) & mask
      let number = (price[at] as number) * (size[at] as number)
      if (!enters) number = -number
      const after = sum + number
      const taken = after - sum
      error += sum - (after - taken) + (number - taken)
      sum = after
    }
    if (start === end) {
      sum = 0
      error = 0
    }
    this.sum.sum = sum
    this.sum.error = error
    this.start = start
    this.end = end
    this.traded.update(view)
    let value = sum + error
    if (view.newestTs > a && view.newestTs <= b) value += view.newestPrice * view.newestSize
    this.average = NaN
    if (this.traded.total > 0) this.average = value / this.traded.total
  }

  insert(sequence: number, view: TickView): void {
    this.traded.insert(sequence, view)
    const { price, size, mask } = this.#ticks
    const place = latePlace(this.#ticks, sequence, this.start, this.end, view.now - this.t1)
    if (place === 'after') return
    this.end++
    if (place === 'before') this.start++
    else this.sum.add((price[sequence & mask] as number) * (size[sequence & mask] as number))
  }
}
