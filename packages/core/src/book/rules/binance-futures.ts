import type { OrderBookDelta } from '../../market/index.js'
import type { BookRule, DeltaVerdict } from '../book-rule.js'

/**
 * Binance USD-M and COIN-M futures: drop `u < lastUpdateId`; the first delta has `U <= lastUpdateId <= u`; then `pu` is
 * the previous `u`. `pu` is `previousSequence`. Source: Binance, "How to manage a local order book correctly" (futures).
 */
export const binanceFutures: BookRule = /* @__PURE__ */ Object.freeze({
  name: 'binance_futures',
  isSequenced: true,
  first(snapshotSequence: number, { firstSequence, sequence }: OrderBookDelta): DeltaVerdict {
    if (sequence < snapshotSequence) return 'old'
    return firstSequence <= snapshotSequence ? 'follows' : 'gap'
  },
  next(lastSequence: number, { sequence, previousSequence }: OrderBookDelta): DeltaVerdict {
    if (sequence <= lastSequence) return 'old'
    return previousSequence === lastSequence ? 'follows' : 'gap'
  },
})
