import { demand } from '../errors/index.js'

/** How long, and how many, keys are remembered. */
export interface RecentKeysOptions {
  /** How long a key is remembered after its first event, ms of event time. */
  readonly ttlMs: number
  /** Most keys remembered, the oldest are forgotten first; 1 to 10000000. */
  readonly max: number
}

/**
 * Tells events that were seen before from new ones, by a key, in event time: what a venue sends twice after a reconnect, or
 * two feeds send once each. O(1) an event; memory is bounded by `max`.
 *
 * @example
 * ```ts
 * import { RecentKeys } from '@tapeline/core/series'
 * const seen = new RecentKeys({ ttlMs: 1_000, max: 100 })
 * console.log(seen.isNew('a', 0), seen.isNew('a', 500), seen.isNew('a', 1_000)) // true false true
 * ```
 */
export class RecentKeys {
  private readonly ttlMs: number
  private readonly max: number
  private readonly times = new Map<string | number, number>() // bound: `max` keys, the oldest leave
  private clock: number = -Infinity

  constructor({ ttlMs, max }: RecentKeysOptions) {
    demand(ttlMs > 0, 'dedupe', 'ttlMs', ttlMs, 'above 0 ms')
    demand(Number.isInteger(max) && max >= 1 && max <= 1e7, 'dedupe', 'max', max, 'a whole number from 1 to 10000000')
    this.ttlMs = ttlMs
    this.max = max
  }

  /** Keys remembered. */
  get size(): number {
    return this.times.size
  }

  /** Is this key remembered? */
  has(key: string | number): boolean {
    return this.times.has(key)
  }

  /** Is this key not remembered? It is from now on. */
  isNew(key: string | number, ts: number): boolean {
    if (ts > this.clock) this.clock = ts
    for (const [oldest, since] of this.times) {
      if (since > this.clock - this.ttlMs) break
      this.times.delete(oldest)
    }
    if (this.times.has(key)) return false
    this.times.set(key, this.clock)
    if (this.times.size > this.max) for (const oldest of this.times.keys()) return this.times.delete(oldest)
    return true
  }
}
