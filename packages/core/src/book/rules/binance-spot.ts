import { countedUpdates, type BookRule } from '../book-rule.js'

/**
 * Binance spot: drop `u <= lastUpdateId`; the first delta has `U <= lastUpdateId + 1 <= u`; then `U` is the previous
 * `u` + 1. `U` is `firstSequence`, `u` is `sequence`. Source: Binance, "How to manage a local order book correctly".
 */
export const binanceSpot: BookRule = /* @__PURE__ */ countedUpdates('binance_spot')
