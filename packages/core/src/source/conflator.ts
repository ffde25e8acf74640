import { demand, demandKnown } from '../errors/index.js'

/** How events are conflated. */
export interface ConflateOptions {
  /** Keys that wait at the same time; when one more comes, the one that has waited longest is given early; 10000 unless said. */
  readonly maxKeys?: number | undefined
}

interface Waiting<T> {
  event: T
  ts: number
}

/**
 * The last event of each key in each interval of event time `[n x ms, (n + 1) x ms)`: what a screen needs of a
 * stream that is too fast for it. Given when the first event of a later interval comes, or `advance` says so, in the
 * order in which keys came; of a key the newest time wins. No clock of ours is asked, so a replay gives what live gave.
 *
 * @throws `BAD_PARAMETER` for an interval that cannot be.
 *
 * @example
 * ```ts
 * import { Conflator } from '@tapeline/core/source'
 * const given: string[] = []
 * const conflator = new Conflator<string>(1_000)
 * const feed = [['a1', 0], ['b1', 100], ['a2', 900], ['a3', 1_000]] as const
 * for (const [text, ts] of feed) conflator.update(text, text.slice(0, 1), ts, (event) => given.push(event))
 * console.log(given.join(), conflator.conflated) // a2,b1 1
 * ```
 */
export class Conflator<T> {
  /** Events that another of their key and interval stands for. */
  conflated = 0
  private readonly ms: number
  private readonly maxKeys: number
  private interval: number = -Infinity
  // bound: options.maxKeys; the one that has waited longest is given early.
  private readonly waiting: Map<string, Waiting<T>> = new Map()

  constructor(ms: number, options: ConflateOptions = {}) {
    demandKnown('conflate', options, ['maxKeys'])
    const { maxKeys = 10_000 } = options
    const isLength = Number.isFinite(ms) && ms > 0 && ms <= 86_400_000
    demand(isLength, 'conflate', 'ms', ms, 'milliseconds above 0, at most a day')
    const fits = Number.isInteger(maxKeys) && maxKeys >= 1 && maxKeys <= 1e6
    demand(fits, 'conflate', 'maxKeys', maxKeys, 'a whole number from 1 to 1000000')
    this.ms = ms
    this.maxKeys = maxKeys
  }

  /** Takes the next event; what has waited for the end of its interval is given first. */
  update(event: T, key: string, ts: number, emit: (event: T) => void): void {
    this.advance(ts, emit)
    const known = this.waiting.get(key)
    if (known !== undefined) {
      this.conflated++
      if (ts < known.ts) return
      known.event = event
      known.ts = ts
      return
    }
    if (this.waiting.size >= this.maxKeys) {
      const [[oldest, { event: early }]] = this.waiting as unknown as [[string, Waiting<T>]]
      this.waiting.delete(oldest)
      emit(early)
    }
    this.waiting.set(key, { event, ts })
  }

  /** Says what time it is: gives what waits for the end of an interval that is over. */
  advance(now: number, emit: (event: T) => void): void {
    const interval = Math.floor(now / this.ms)
    if (!(interval > this.interval)) return
    this.interval = interval
    this.flush(emit)
  }

  /** Gives all that waits. */
  flush(emit: (event: T) => void): void {
    const due = [...this.waiting.values()]
    this.waiting.clear()
    for (const { event } of due) emit(event)
  }
}
