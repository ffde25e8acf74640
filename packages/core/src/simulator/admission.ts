import type { OrderRecord } from '../orders/index.js'
import type { ExecutionSink } from './execution-sink.js'
import { reducibleLots } from './reduce-only.js'
import { startTrail } from './trailing-stop.js'

/**
 * An order reaches a venue, which takes it or rejects it. `wouldTake`: could it be filled at once against what is there?
 * An order that only reduces is cut to the position; a trailing stop follows from the last price on.
 */
export function admit(
  order: OrderRecord,
  wouldTake: boolean,
  tickSize: number,
  sink: ExecutionSink,
  now: number,
): boolean {
  if (order.postOnly && wouldTake) {
    sink.rejected(order, 'would_take', now)
    return false
  }
  const most = order.reduceOnly ? reducibleLots(order, sink.heldLots(order.positionSide)) : Infinity
  const lots = Math.min(order.leavesLots, most)
  if (lots === 0) {
    sink.rejected(order, 'reduce_only', now)
    return false
  }
  startTrail(order, sink.lastPrice(), tickSize)
  order.acceptedTs = now
  // Whoever never takes has nothing to do with the first price that it meets.
  order.hasMetMarket = order.postOnly
  sink.accepted(order, now)
  if (lots < order.leavesLots) {
    order.resize(order.filledLots + lots)
    sink.updated(order, now)
  }
  return true
}
