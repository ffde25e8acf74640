import type { IndicatorMetadata } from './indicator-metadata.js'
import type { ParameterValue } from './parameter-value.js'

/** What makes one indicator differ from another: everything of a definition but the way to a live instance. */
export interface IndicatorIdentity<Out extends string = string> {
  /** The indicator's name in the catalogue. */
  readonly type: string
  /** Every parameter, defaults filled in. */
  readonly params: Readonly<Record<string, ParameterValue>>
  /** Columns it reads, in the order in which `update` takes them; with `of`, the source stands in for the one input. */
  readonly inputs: readonly string[]
  /** Names of what it gives, the main one first. */
  readonly outputs: readonly Out[]
  /** The data need that feeds it. */
  readonly on: string
  /** The indicator whose output feeds it, in a composition. */
  readonly of?: IndicatorIdentity
  /** Which output of `of` it reads. */
  readonly output?: string
  /** Canonical text of all of the above, such as `ema(period=5)<macd(fast=12,signal=9,slow=26).signal`. */
  readonly key: string
  /** The metadata of the indicator's type (not enumerable: it does not travel). */
  readonly metadata: IndicatorMetadata
}
