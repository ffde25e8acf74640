import { TapelineError } from '../errors/index.js'
import { isSample } from './sample.js'
import { captureState, restoreState, type State } from './state.js'

/** Who still needs ticks of a store: none before this sequence number will be read again. */
export interface TickReader {
  /** Sequence number of the oldest tick that it still needs. */
  readonly oldestTick: number
}

/** What a time window is told: the time, and the newest tick, which may still be replaced and is not in the store yet. */
export interface TickView {
  /** The moment that windows are as of, UTC epoch ms. */
  readonly now: number
  /** Time of the first tick ever. */
  readonly firstTs: number
  /** Time of the newest tick, permanent or not. */
  readonly newestTs: number
  /** Price of the newest tick. */
  readonly newestPrice: number
  /** Size of the newest tick, base units. */
  readonly newestSize: number
  /** Sequence number after the last permanent tick. */
  readonly limit: number
}

/** 16.8 million ticks, 400 MB: past that a window is a mistake, or wants bars. */
const MOST_TICKS = 16_777_216

/**
 * The ticks that some time windows still look at, in order of time: one ring for all windows of a series.
 * Ticks are known by sequence numbers that never repeat, so readers may lag behind as far as they like.
 */
export class TickStore {
  /** Times, at `sequence & mask`; replaced when the store grows, as are the two below. */
  ts: Float64Array
  /** Prices. */
  price: Float64Array
  /** Sizes, base units. */
  size: Float64Array
  /** Sequence number of the next tick. */
  count = 0
  /** The sequence number to `and` with for an index. */
  mask: number
  private oldest = 0
  private lastTs: number = NaN
  readonly #readers = new Set<TickReader>() // bound: the windows that look at it, each once

  private readonly most: number

  /** @param capacity ticks to begin with, a power of two. @param most where it stops to grow. */
  constructor(capacity = 64, most: number = MOST_TICKS) {
    this.most = most
    this.ts = new Float64Array(capacity)
    this.price = new Float64Array(capacity)
    this.size = new Float64Array(capacity)
    this.mask = capacity - 1
    this.lastTs = -Infinity
  }

  /** Appends a tick; false, and nothing done, when its time is before that of the tick before it. */
  append(ts: number, price: number, size: number): boolean {
    if (ts < this.lastTs) return false
    const at = this.place()
    this.ts[at] = ts
    this.price[at] = price
    this.size[at] = size
    this.lastTs = ts
    return true
  }

  /** Appends the newest tick of a view: fields carry its numbers, since those that cross a call may be boxed. */
  appendNewest(view: TickView): void {
    const at = this.place()
    this.ts[at] = view.newestTs
    this.price[at] = view.newestPrice
    this.size[at] = view.newestSize
    this.lastTs = view.newestTs
  }

  /** Appends those of the rows `[from, to)` that are ticks (three samples) and not too late. */
  appendAll(ts: Float64Array, price: Float64Array, size: Float64Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const time = ts[i] as number
      if (!isSample(time) || !isSample(price[i]) || !isSample(size[i]) || time < this.lastTs) continue
      const at = this.place()
      this.ts[at] = time
      this.price[at] = price[i] as number
      this.size[at] = size[i] as number
      this.lastTs = time
    }
  }

  /** Sets the newest tick anew; false, and nothing done, when its time is before that of the tick before it. */
  replaceNewest(ts: number, price: number, size: number): boolean {
    const at = (this.count - 1) & this.mask
    const before = this.count > 1 ? (this.ts[(this.count - 2) & this.mask] as number) : -Infinity
    if (this.count === 0 || ts < before) return false
    this.ts[at] = ts
    this.price[at] = price
    this.size[at] = size
    this.lastTs = ts
    return true
  }

  /**
   * Puts a tick in its place in time, behind those of the same time, and returns its sequence number: those behind it
   * move up by one, O(their number). It looks no further back than `floor`; what lies before that nobody needs.
   */
  insert(ts: number, price: number, size: number, floor: number): number {
    const last = this.place()
    let sequence = this.count - 1
    for (; sequence > floor; sequence--) {
      const before = (sequence - 1) & this.mask
      const time = this.ts[before] as number
      if (time <= ts) break
      const at = sequence & this.mask
      this.ts[at] = time
      this.price[at] = this.price[before] as number
      this.size[at] = this.size[before] as number
    }
    const at = sequence & this.mask
    this.ts[at] = ts
    this.price[at] = price
    this.size[at] = size
    this.lastTs = this.ts[last] as number
    return sequence
  }

  /** From now on, keeps what this reader needs. */
  join(reader: TickReader): void {
    this.#readers.add(reader)
  }

  /** A reader that is gone needs nothing any more. */
  leave(reader: TickReader): void {
    this.#readers.delete(reader)
  }

  /** The ticks it holds, as plain data. */
  snapshot(): State {
    return captureState(this)
  }

  /** Takes over the ticks of a snapshot. */
  restore(state: State): void {
    restoreState(this, state)
  }

  /** Where the next tick goes. */
  private place(): number {
    if (this.count - this.oldest > this.mask) this.makeRoom()
    return this.count++ & this.mask
  }

  /** Forgets what nobody needs; doubles when that frees less than half, so appending stays O(1) amortised. */
  private makeRoom(): void {
    let oldest = this.count
    for (const reader of this.#readers) oldest = Math.min(oldest, reader.oldestTick)
    this.oldest = Math.max(this.oldest, oldest)
    const capacity = this.mask + 1
    if (this.count - this.oldest <= capacity >> 1) return
    if (capacity >= this.most) {
      throw new TapelineError(`A time window holds ${this.count - this.oldest} ticks, more than ${this.most >> 1}.`, {
        code: 'LIMIT_EXCEEDED',
        hint: 'Use a shorter window, or feed it bars.',
        details: { limit: this.most >> 1 },
      })
    }
    this.ts = this.doubled(this.ts)
    this.price = this.doubled(this.price)
    this.size = this.doubled(this.size)
    this.mask = capacity * 2 - 1
  }

  private doubled(column: Float64Array): Float64Array {
    const larger = new Float64Array(column.length * 2)
    const mask = larger.length - 1
    for (let sequence = this.oldest; sequence < this.count; sequence++)
      larger[sequence & mask] = column[sequence & this.mask] as number
    return larger
  }
}
