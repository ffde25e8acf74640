import type { IndicatorIdentity } from './indicator-identity.js'
import type { IndicatorInstance } from './indicator-instance.js'

/** Where an indicator with several inputs gets its data from. */
export interface FeedOptions {
  /** Which of the strategy's data needs feeds it; `main` unless said. */
  readonly on?: string | undefined
}

/** Where an indicator of one series gets its numbers from. */
export interface SeriesOptions extends FeedOptions {
  /** The column it reads, `close` unless said. */
  readonly input?: PriceInput | undefined
  /** Another indicator whose output it reads instead of a column. */
  readonly of?: IndicatorDefinition | undefined
  /** Which output of `of` it reads; the first unless said. */
  readonly output?: string | undefined
}

/** A column of bars or trades, or a mean of a bar's prices: `hl2` is (high + low) / 2, and so on. On trades a price is the price, `volume` the size. */
export type PriceInput = 'open' | 'high' | 'low' | 'close' | 'volume' | 'hl2' | 'hlc3' | 'ohlc4'

/**
 * What to compute, as data: frozen, serialisable, comparable by `key`. Two equal keys mean the same numbers, so whoever
 * asks twice shares one live instance.
 */
export interface IndicatorDefinition<Out extends string = string> extends IndicatorIdentity<Out> {
  /** The indicator whose output feeds it, in a composition. */
  readonly of?: IndicatorDefinition
  /** A live instance of this definition (not enumerable: it does not travel). */
  readonly create: () => IndicatorInstance<Out>
}

/** What a strategy reads: a number where the only output is `value`, else an object with a number for each output. */
export type IndicatorValue<D> =
  D extends IndicatorDefinition<infer Out>
    ? [Out] extends ['value']
      ? number
      : { readonly [K in Out]: number }
    : never
