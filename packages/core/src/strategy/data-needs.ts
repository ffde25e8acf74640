import { timeframeMs, type Timeframe } from '../time/index.js'

/** Final bars of one timeframe: recorded ones, or built from recorded trades. */
export interface BarsNeed {
  /** Tells it from a need of trades. */
  readonly kind: 'bars'
  /** Length of each bar, as ccxt writes it: `1m`, `1h`, `1d`. */
  readonly timeframe: Timeframe
}

/** Every trade print. */
export interface TradesNeed {
  /** Tells it from a need of bars. */
  readonly kind: 'trades'
}

/** One thing that a strategy must be fed: bars of a timeframe, or every trade. */
export type DataNeed = BarsNeed | TradesNeed

/** What a strategy must be fed, by names of its own choice; `main` feeds indicators that do not say otherwise. */
export type DataNeeds = Readonly<Record<string, DataNeed>>

/**
 * Declares a need of final bars.
 *
 * @example
 * ```ts
 * import { bars } from '@tapeline/core'
 * console.log(bars('1h')) // { kind: 'bars', timeframe: '1h' }
 * ```
 */
export function bars(timeframe: Timeframe): BarsNeed {
  timeframeMs(timeframe)
  return Object.freeze({ kind: 'bars', timeframe })
}

/**
 * Declares a need of every trade print.
 *
 * @example
 * ```ts
 * import { trades } from '@tapeline/core'
 * console.log(trades()) // { kind: 'trades' }
 * ```
 */
export function trades(): TradesNeed {
  return Object.freeze({ kind: 'trades' })
}
