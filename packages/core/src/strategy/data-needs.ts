import { demand, demandKnown } from '../errors/index.js'
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

/** Every change of the best bid and ask (L1). */
export interface QuotesNeed {
  /** Tells it from other needs. */
  readonly kind: 'quotes'
}

/** Every message of a book (L2). */
export interface BookNeed {
  /** Tells it from other needs. */
  readonly kind: 'book'
  /** Levels of each side that the strategy looks at, 1 to 1,000. */
  readonly depth: number
}

/** One thing that a strategy must be fed: bars of a timeframe, every trade, every quote, or every message of a book. */
export type DataNeed = BarsNeed | TradesNeed | QuotesNeed | BookNeed

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

/**
 * Declares a need of every change of the best bid and ask: `onQuote` hears of each.
 *
 * @example
 * ```ts
 * import { quotes } from '@tapeline/core/trading'
 * console.log(quotes()) // { kind: 'quotes' }
 * ```
 */
export function quotes(): QuotesNeed {
  return Object.freeze({ kind: 'quotes' })
}

/**
 * Declares a need of a book: `onBook` hears of each message, once all its levels are in.
 *
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER`
 *
 * @example
 * ```ts
 * import { book } from '@tapeline/core/trading'
 * console.log(book({ depth: 5 })) // { kind: 'book', depth: 5 }
 * ```
 */
export function book(options: { readonly depth?: number | undefined } = {}): BookNeed {
  demandKnown('book', options, ['depth'])
  const { depth = 10 } = options
  const isDepth = Number.isInteger(depth) && depth >= 1 && depth <= 1_000
  demand(isDepth, 'book', 'depth', depth, 'a whole number from 1 to 1000')
  return Object.freeze({ kind: 'book', depth })
}
