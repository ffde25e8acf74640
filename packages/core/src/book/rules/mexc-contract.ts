import type { OrderBookDelta } from '../../market/index.js'
import type { BookRule, DeltaVerdict } from '../book-rule.js'

/** MEXC contracts: versions rise by one a delta, also from the snapshot to the first; a larger step is a gap. */
export const mexcContract: BookRule = /* @__PURE__ */ Object.freeze({
  name: 'mexc_contract',
  isSequenced: true,
  first: oneStep,
  next: oneStep,
})

function oneStep(last: number, { sequence }: OrderBookDelta): DeltaVerdict {
  if (sequence <= last) return 'old'
  return sequence === last + 1 ? 'follows' : 'gap'
}
