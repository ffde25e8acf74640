import type { IndicatorInstance } from './indicator-instance.js'
import type { IndicatorMetadata } from './indicator-metadata.js'

/** A value that a parameter of an indicator can have; a pair is a window `[t1, t2]` in seconds before now. */
export type ParameterValue = number | string | boolean | readonly [number, number]

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
export interface IndicatorDefinition<Out extends string = string> {
  /** The indicator's name in the catalogue. */
  readonly type: string
  /** Every parameter, defaults filled in. */
  readonly params: Readonly<Record<string, ParameterValue>>
  /** Columns it reads, in the order in which `update` takes them; with `of`, the source stands in for the one input. */
  readonly inputs: readonly string[]
  readonly outputs: readonly Out[]
  /** The data need that feeds it. */
  readonly on: string
  /** The indicator whose output feeds it, in a composition. */
  readonly of?: IndicatorDefinition
  readonly output?: string
  /** Canonical text of all of the above, such as `ema(period=5)<macd(fast=12,signal=9,slow=26).signal`. */
  readonly key: string
  /** A live instance of this definition (not enumerable: it does not travel). */
  readonly create: () => IndicatorInstance<Out>
  /** The metadata of the indicator's type (not enumerable: it does not travel). */
  readonly metadata: IndicatorMetadata
}

/** What a strategy reads: a number where the only output is `value`, else an object with a number for each output. */
export type IndicatorValue<D> =
  D extends IndicatorDefinition<infer Out>
    ? [Out] extends ['value']
      ? number
      : { readonly [K in Out]: number }
    : never
