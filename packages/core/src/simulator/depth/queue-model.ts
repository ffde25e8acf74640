import { demand, demandKnown } from '../../errors/index.js'
import { log, pow } from '../../math/index.js'

/** Where an order is taken to stand among what rests at its price. Quantities are lots, fractions allowed. */
export interface QueueModel {
  /** How it introduces itself in a result's policies. */
  readonly description: string
  /** Do prints at the order's own price fill it, once what is ahead of it is gone? Else only prints beyond it do. */
  readonly fillsAtPrice: boolean
  /** Does it stand on single orders (L3)? Then the lots ahead are counted exactly, and `advance` is not asked. */
  readonly needsOrders?: boolean | undefined
  /**
   * Lots ahead of the order after its level went from `before` to `after` lots. `traded` were printed at the price since
   * the level was last told, and have been taken off `front` already.
   */
  advance(front: number, before: number, after: number, traded: number): number
}

/** Options of {@link probabilityQueue}. */
export interface ProbabilityQueueOptions {
  /** `log`: f(x) = log(1 + x). `power`: f(x) = x^n. */
  readonly f?: 'log' | 'power' | undefined
  /** Exponent of `power`, above 0; 3 unless said. */
  readonly n?: number | undefined
  /**
   * The chance that a decrease happens behind the order: 1: f(back) / (f(back) + f(front)), 2: f(back) / f(back +
   * front), 3: 1 - f(front / (front + back)), of `power` only.
   */
  readonly variant?: 1 | 2 | 3 | undefined
}

/** Fills only when a print goes through the order's price: whoever stood there before is certainly done. */
export const tradeThroughQueue: QueueModel = Object.freeze({
  description: 'tradeThrough: only prints beyond the price fill',
  fillsAtPrice: false,
  advance: (front: number) => front,
})

/** Orders that are canceled stood behind: only prints at the price lead forward, and a level that is smaller than what was ahead. */
export const riskAverseQueue: QueueModel = Object.freeze({
  description: 'riskAverse: cancels happen behind the order',
  fillsAtPrice: true,
  advance: (front: number, _before: number, after: number) => (after < front ? after : front),
})

/**
 * First in, first out, on data of single orders (L3): an order stands behind exactly those that were at its price when it
 * arrived. One of them that is canceled, executed or made smaller leads it forward by so much, one that grows or moves
 * goes behind it. An execution of an order behind it fills it first (as in hftbacktest's L3 FIFO model), at most by what
 * was executed or, with `throughFill: 'whole'`, wholly.
 *
 * @example
 * ```ts
 * import { depthVenue, fifoQueue } from '@tapeline/core/trading'
 * const venue = depthVenue({ queueModel: fifoQueue })
 * console.log(venue.policies?.[1]?.value) // fifo: behind exactly the orders that came before
 * ```
 */
export const fifoQueue: QueueModel = Object.freeze({
  description: 'fifo: behind exactly the orders that came before',
  fillsAtPrice: true,
  needsOrders: true,
  advance: (front: number) => front,
})

/**
 * Cancels happen ahead of and behind the order, by a probability p that depends on how much there is of both (Rigtorp,
 * "Estimating order queue position", 2013; variants as in hftbacktest's documentation).
 *
 * Of a decrease that prints do not explain, 1 - p comes off what is ahead; what there is not behind comes off it too.
 * The front is at least 0 and at most the level.
 *
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER`
 *
 * @example
 * ```ts
 * import { probabilityQueue } from '@tapeline/core/trading'
 * const linear = probabilityQueue({ f: 'power', n: 1 })
 * // 40 ahead and 60 behind; 10 are canceled, of them 4 ahead
 * console.log(linear.advance(40, 100, 90, 0)) // 36
 * ```
 */
export function probabilityQueue(options: ProbabilityQueueOptions = {}): QueueModel {
  demandKnown(OWNER, options, ['f', 'n', 'variant'])
  const { f = 'log', n = 3, variant = 1 } = options
  demand(f === 'log' || f === 'power', OWNER, 'f', f, "'log' or 'power'")
  demand(Number.isFinite(n) && n > 0, OWNER, 'n', n, 'a finite number above 0')
  demand([1, 2, 3].includes(variant), OWNER, 'variant', variant, '1, 2 or 3')
  demand(variant !== 3 || f === 'power', OWNER, 'variant', variant, "1 or 2 where f is 'log'")
  const of = f === 'log' ? (x: number): number => log(1 + x) : (x: number): number => pow(x, n)
  return Object.freeze({
    description: `probability: ${f === 'log' ? 'log(1 + x)' : `x^${n}`}, variant ${variant}`,
    fillsAtPrice: true,
    advance: (front: number, before: number, after: number, traded: number): number => {
      const canceled = before - after - traded
      if (canceled <= 0) return within(front, after)
      const back = before - front
      const p = behind(of, variant, front, back > 0 ? back : 0)
      const missing = back - p * canceled
      return within(front - (1 - p) * canceled + (missing < 0 ? missing : 0), after)
    },
  })
}

const OWNER = 'probabilityQueue'

function behind(of: (x: number) => number, variant: 1 | 2 | 3, front: number, back: number): number {
  const all = front + back
  if (all <= 0) return 1
  if (variant === 3) return 1 - of(front / all)
  const rest = variant === 1 ? of(back) + of(front) : of(all)
  return rest > 0 ? of(back) / rest : 1
}

function within(front: number, level: number): number {
  const most = front < level ? front : level
  return most > 0 ? most : 0
}
