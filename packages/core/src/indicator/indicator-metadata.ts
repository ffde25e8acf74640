import type { ParameterValue } from './parameter-value.js'

/** What a parameter accepts, as data: checks, docs and pickers are made from it. */
export type ParameterSpec =
  | {
      readonly kind: 'whole' | 'number'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly unit?: string
    }
  /** A time before now, in seconds; whole microseconds. */
  | { readonly kind: 'seconds'; readonly default: number }
  | {
      readonly kind: 'choice'
      readonly default: string
      readonly choices: readonly string[]
      /** It says which library's habits to follow where they differ: left out of definitions and keys while it is the default. */
      readonly isConvention?: boolean
    }
  /** `[t1, t2]` in seconds before now, t1 > t2 >= 0; whole microseconds. */
  | { readonly kind: 'window'; readonly default: readonly [number, number] }

/** Unit of an output: a price, a plain ratio, per cent, per cent a second, money (price x volume)... */
export type OutputUnit =
  | 'price'
  | 'price/s'
  | 'ratio'
  | 'percent'
  | 'percent/s'
  | 'percent/s²'
  | 'volume'
  | 'money'
  | 'price/volume'
  | 'count'
  | 'input'
  | 'input squared'
  | 'samples'
  | 'degrees'

/**
 * How much must have arrived before the first value: a number of samples, or milliseconds of time; or the samples before
 * which there is none at least, where the data decide when the first one comes.
 */
export type Warmup = { readonly samples: number } | { readonly ms: number } | { readonly atLeast: number }

/** Which TA-Lib function computes the same, and how its names map. */
export interface TalibName {
  /** Their function's name, such as `SMA`. */
  readonly name: string
  /** Our parameter -> theirs. Of a choice their number is its place in `choices`, from 0 on. */
  readonly params: Readonly<Record<string, string>>
  /** Our output -> theirs. */
  readonly outputs: Readonly<Record<string, string>>
}

/** What there is to know about an indicator without running it. */
export interface IndicatorMetadata {
  /** Name in the catalogue, such as `ema`. */
  readonly name: string
  /** Heading for people. */
  readonly title: string
  /** What it tells a trader, in one sentence. */
  readonly tells: string
  /** What each parameter accepts, and its default. */
  readonly params: Readonly<Record<string, ParameterSpec>>
  /** Columns it reads unless told otherwise; some depend on a parameter. */
  readonly inputs: readonly string[] | ((params: Readonly<Record<string, ParameterValue>>) => readonly string[])
  /** Outputs with their units, the main one first. `input` means: whatever unit went in. */
  readonly outputs: Readonly<Record<string, OutputUnit>>
  /** Drawn over prices or in a pane of its own. */
  readonly pane: 'price' | 'own'
  /** What must arrive before the first value, for these parameters. */
  readonly warmup: (params: Readonly<Record<string, ParameterValue>>) => Warmup
  /** Cost of an update; amortised where a window turns over. */
  readonly cost: 'O(1)' | 'O(log n)' | 'O(log² n)' | 'O(n)'
  /** Where the formula comes from. */
  readonly source: string
  /** The same in TA-Lib, where it has it. */
  readonly talib?: TalibName
  /** True when no output is ever undefined again once it has been defined. */
  readonly total: boolean
}
