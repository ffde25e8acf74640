import type { OrderBookDelta } from '../market/index.js'

/**
 * Deltas that wait for a snapshot, in order of their sequence, each once. Full, it loses the oldest: a snapshot that
 * comes later holds them.
 */
export class DeltaBuffer {
  /** Most deltas kept. */
  readonly capacity: number
  private kept: OrderBookDelta[] = [] // bound: capacity, the oldest is lost

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** Deltas kept. */
  get size(): number {
    return this.kept.length
  }

  /** Keeps a delta; returns how many were lost by it (itself where it is there already). */
  add(delta: OrderBookDelta): number {
    const { kept } = this
    let at = kept.length
    while (at > 0 && (kept[at - 1] as OrderBookDelta).sequence > delta.sequence) at--
    if (at > 0 && (kept[at - 1] as OrderBookDelta).sequence === delta.sequence) return 1
    kept.splice(at, 0, delta)
    if (kept.length <= this.capacity) return 0
    kept.shift()
    return 1
  }

  /** The delta at a place, oldest first. */
  at(index: number): OrderBookDelta {
    return this.kept[index] as OrderBookDelta
  }

  /** Forgets the oldest so many; all of them unless said. */
  drop(count: number = this.kept.length): void {
    this.kept.splice(0, count)
  }

  /** What is kept, for a snapshot of the state. */
  list(): readonly OrderBookDelta[] {
    return this.kept.slice()
  }

  /** Puts back what `list` gave. */
  fill(deltas: readonly OrderBookDelta[]): void {
    this.kept = deltas.slice(-this.capacity)
  }
}
