import { countedUpdates, type BookRule } from '../book-rule.js'

/**
 * MEXC spot: drop `toVersion <= version` of the snapshot; the first delta holds the version after it; then
 * `fromVersion` is the previous `toVersion` + 1. Source: MEXC, "How to properly maintain a local copy of the order book".
 */
export const mexcSpot: BookRule = /* @__PURE__ */ countedUpdates('mexc_spot')
