import type { Library } from './compare.js'

/** Where a library gives other numbers than ours, and why. How far and how long is measured. */
export interface Difference {
  readonly indicator: string
  readonly library: Library
  /** What they do, in a few words. */
  readonly what: string
  /** Why ours does not. */
  readonly why: string
  /** Parameters with which ours gives their numbers, from their second value at the latest. */
  readonly like?: object | undefined
}

const TALIB_START = 'starts as TA-Lib'
const WHOLE_START = 'starts from the first `period` movements and ranges, that of the first bar included'
const FIRST_RANGE = 'the first bar has a range, its high less its low'
const NO_SIGNAL_YET = '%K alone before there is a %D'
const BOTH_LINES = 'both lines begin together, as in TA-Lib'
const SHARED_SEED = 'all averages start at the mean of the first `period` samples'
const EXACT = 'ours is exact arithmetic to 1e-9; theirs keeps running sums of squares, which round'

/** Every known difference; what is not listed agrees to 1e-9 from the first value. */
export const DIFFERENCES: readonly Difference[] = [
  { indicator: 'stddev', library: 'TA-Lib', what: 'rounding', why: EXACT },
  { indicator: 'correl', library: 'TA-Lib', what: 'rounding', why: EXACT },

  { indicator: 'bop', library: 'Skender', what: 'a mean over 14 bars', why: 'the plain balance, as TA-Lib' },
  {
    indicator: 'cmo',
    library: 'Skender',
    what: 'sums of gains and losses over the window',
    why: 'smooths them as Wilder, as TA-Lib',
    like: { smoothing: 'none' },
  },
  { indicator: 'dema', library: 'Skender', what: SHARED_SEED, why: TALIB_START, like: { seed: 'shared' } },
  { indicator: 'tema', library: 'Skender', what: SHARED_SEED, why: TALIB_START, like: { seed: 'shared' } },
  { indicator: 'trix', library: 'Skender', what: SHARED_SEED, why: TALIB_START, like: { seed: 'shared' } },
  {
    indicator: 't3',
    library: 'Skender',
    what: 'all averages start at the first sample',
    why: TALIB_START,
    like: { seed: 'first' },
  },
  {
    indicator: 'macd',
    library: 'Skender',
    what: 'each average starts at its own samples, and the line comes before its signal',
    why: 'both start at sample `slow`, as TA-Lib',
    like: { seed: 'apart' },
  },
  { indicator: 'kama', library: 'Skender', what: 'gives its seed, a price, too', why: 'begins after it, as TA-Lib' },
  {
    indicator: 'sar',
    library: 'Skender',
    what: 'another start, nothing before the first turn',
    why: 'start and ties of TA-Lib',
  },
  { indicator: 'stoch', library: 'Skender', what: NO_SIGNAL_YET, why: BOTH_LINES },
  { indicator: 'stochRsi', library: 'Skender', what: NO_SIGNAL_YET, why: BOTH_LINES },

  { indicator: 'adx', library: 'talipp', what: WHOLE_START, why: TALIB_START, like: { start: 'whole' } },
  { indicator: 'plusDi', library: 'talipp', what: WHOLE_START, why: TALIB_START, like: { start: 'whole' } },
  { indicator: 'minusDi', library: 'talipp', what: WHOLE_START, why: TALIB_START, like: { start: 'whole' } },
  { indicator: 'atr', library: 'talipp', what: FIRST_RANGE, why: TALIB_START, like: { firstRange: 'highLow' } },
  { indicator: 'natr', library: 'talipp', what: FIRST_RANGE, why: TALIB_START, like: { firstRange: 'highLow' } },
  {
    indicator: 'keltner',
    library: 'talipp',
    what: FIRST_RANGE,
    why: 'its range starts as `atr`, that is as TA-Lib',
    like: { firstRange: 'highLow' },
  },
  {
    indicator: 'supertrend',
    library: 'talipp',
    what: `${FIRST_RANGE}; its first value is 0`,
    why: 'its range starts as `atr`, that is as TA-Lib',
    like: { firstRange: 'highLow' },
  },
  {
    indicator: 'adosc',
    library: 'talipp',
    what: 'each average starts at the mean of its first samples',
    why: 'both start at the first value of `ad`, as TA-Lib',
  },
  {
    indicator: 'hma',
    library: 'talipp',
    what: 'begins later',
    why: 'begins as soon as all averages are whole, as Tulip',
  },
  { indicator: 'stochFast', library: 'talipp', what: NO_SIGNAL_YET, why: BOTH_LINES },
  { indicator: 'stochRsi', library: 'talipp', what: '%K smoothed over 3 values', why: '%K as it is, as TA-Lib' },

  { indicator: 'adx', library: 'Tulip', what: 'another start, one bar earlier', why: TALIB_START },
  { indicator: 'atr', library: 'Tulip', what: FIRST_RANGE, why: TALIB_START, like: { firstRange: 'highLow' } },
  {
    indicator: 'cci',
    library: 'Tulip',
    what: 'begins `period - 1` bars later',
    why: 'begins with the first whole window, as TA-Lib',
  },
  { indicator: 'kama', library: 'Tulip', what: 'gives its seed, a price, too', why: 'begins after it, as TA-Lib' },
  {
    indicator: 'macd',
    library: 'Tulip',
    what: 'weights 0.15 and 0.075 in place of 2/13 and 2/27 for 12 and 26; averages that start at the first price',
    why: 'weights 2 / (period + 1), as TA-Lib',
  },
  { indicator: 'zlema', library: 'Tulip', what: 'starts at one price', why: 'starts at a mean, as `ema`' },
]
