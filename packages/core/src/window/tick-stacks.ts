import type { TickStore, TickView } from './tick-store.js'
import type { TimeWindow } from './time-window.js'

/**
 * What all windows of two stacks have in common: where they stand, and when a stack turns over.
 *
 * Elements are ticks, or (`ahead` 1) the stretches from a tick to the next one. The older stack, up to `mid`, holds for
 * each of its elements the aggregate from there to `mid`; the newer one for each the aggregate from `mid` to there. So the
 * window is always one entry of either, nothing is ever taken out of an aggregate, and a late tick only pops the entries
 * behind its place. An element turns over once: O(1) amortised. A late tick costs O(ticks behind it), and O(ticks of the
 * window) where it falls into the older stack, as it may once between two turns.
 */
export abstract class TickStacks implements TimeWindow {
  protected readonly t1: number = NaN
  protected readonly t2: number = NaN
  /** First element after the window's start, first of the newer stack, first that has not entered. */
  protected start: number
  protected mid: number
  protected end: number
  /** The element that has to leave for the older stack to be used up. */
  protected last: number
  /** Entries stand at `(sequence - shift) & slots`. */
  protected shift = 0
  protected slots = 63
  private readonly ahead: number
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number, ahead: 0 | 1) {
    this.#ticks = ticks
    this.t1 = t1
    this.t2 = t2
    this.ahead = ahead
    this.start = ticks.count
    this.mid = ticks.count
    this.end = ticks.count
    this.last = ticks.count
  }

  get oldestTick(): number {
    return this.start
  }

  abstract update(view: TickView): void

  /** Makes the entries of the elements `[from, to)`, next ones of the newer stack. */
  protected abstract push(from: number, to: number): void

  /** Makes the entries of the older stack anew, for elements `[start, mid)`, and sets `last`. */
  protected abstract turn(): void

  /** Replaces the columns of entries by `regrown` ones. */
  protected abstract grow(slots: number): void

  insert(sequence: number, view: TickView): void {
    const { ts, mask } = this.#ticks
    if (sequence < this.start || (ts[sequence & mask] as number) <= view.now - this.t1) {
      this.start++
      this.mid++
      this.end++
      this.last++
      this.shift++
      return
    }
    const changed = Math.max(sequence - this.ahead, this.start)
    if (changed >= this.end) return
    this.end = changed
    if (changed <= this.last || changed < this.mid) {
      this.mid = changed
      if (changed > this.start) this.turn()
    }
  }

  /** Moves to the view's now: what has left leaves, a stack that is used up turns over, what has come enters. */
  protected move(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const limit = view.limit
    const { ts, mask } = this.#ticks
    let { start, end } = this
    if (start < limit && (ts[start & mask] as number) <= a) {
      do start++
      while (start < limit && (ts[start & mask] as number) <= a)
      this.start = start
      if (start >= end) {
        end = start
        this.mid = start
        this.end = start
      } else if (start > this.last) {
        this.mid = end
        this.turn()
      }
    }
    const ahead = this.ahead
    const from = end
    while (end + ahead < limit && (ts[(end + ahead) & mask] as number) <= b) end++
    if (end === from) return
    if (end - start > this.slots) this.enlarge(end - start)
    this.end = end
    this.push(from, end)
  }

  /** A longer column with the same entries. */
  protected regrown(column: Float64Array, slots: number): Float64Array {
    const longer = new Float64Array(slots + 1)
    for (let at = this.start - this.shift; at < this.end - this.shift; at++)
      longer[at & slots] = column[at & this.slots] as number
    return longer
  }

  private enlarge(elements: number): void {
    let slots = this.slots
    while (slots < elements) slots = slots * 2 + 1
    this.grow(slots)
    this.slots = slots
  }
}
