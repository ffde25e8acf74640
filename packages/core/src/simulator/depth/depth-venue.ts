import type { VenueModel } from '../venue.js'
import { DepthMarket } from './depth-market.js'
import { depthOptions, depthPolicies, type DepthVenueOptions } from './depth-options.js'

/**
 * A venue that keeps the recorded book (L2, or the best bid and ask alone), walks it level by level for orders that take,
 * and gives orders that rest a place in the queue. Orders, cancels and answers are on their way as long as the latency
 * model says.
 *
 * Needs a stream of `book()` or `quotes()`, and `trades()` for queues that prints move. Your orders do not move the
 * recorded market. Cost: some 50 ns a book row while no order rests, and as much again for each that does.
 *
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER`
 *
 * @example
 * ```ts
 * import { constantLatency, depthVenue, probabilityQueue } from '@tapeline/core/trading'
 * const venue = depthVenue({
 *   queueModel: probabilityQueue({ f: 'power', n: 3 }),
 *   latencyModel: constantLatency({ entryMs: 4, responseMs: 3 }),
 * })
 * console.log(venue.policies?.[1]?.value) // probability: x^3, variant 1
 * ```
 */
export function depthVenue(options: DepthVenueOptions = {}): VenueModel {
  const full = depthOptions(options)
  return Object.freeze({
    policies: depthPolicies(full),
    needsDepth: true,
    create: (...[instrument, sink, timers]: Parameters<VenueModel['create']>) =>
      new DepthMarket(instrument, full, sink, timers),
  })
}
