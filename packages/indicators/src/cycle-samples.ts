/** Index of the first sample analysed, and samples to the first value, of the cycle's plain measures in TA-Lib. */
export const CYCLE_START = 12
export const CYCLE_SAMPLES = 33
/** The same of those that look back over a whole cycle. */
export const WHOLE_CYCLE_START = 37
export const WHOLE_CYCLE_SAMPLES = 64
