import { countedUpdates, type BookRule } from '../book-rule.js'

/**
 * Gate.io: drop `u < id + 1`; the first delta has `U <= id + 1 <= u`, `id` being that of the snapshot; then `U` is the
 * previous `u` + 1. Source: Gate.io, "How to maintain local order book".
 */
export const gate: BookRule = /* @__PURE__ */ countedUpdates('gate')
