/** Every kind of average that takes another path than the default. */
const KINDS = ['ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3'] as const

/** Parameters to try beside the defaults, of what TA-Lib computes with averages of any kind, and of the rest of it. */
export const TALIB_VARIANTS: Readonly<Record<string, readonly object[]>> = {
  ma: [{ period: 1 }, { period: 1, type: 'kama' }, ...KINDS.map((type) => ({ period: 9, type }))],
  macdExt: [
    { fast: 1, slow: 2, signal: 1 },
    { fast: 5, fastAverage: 'mama', slow: 20, slowAverage: 'kama', signal: 4, signalAverage: 'tema' },
    { fast: 6, fastAverage: 'ema', slow: 6, slowAverage: 'dema', signal: 3, signalAverage: 'wma' },
  ],
  macdFix: [{ signal: 1 }, { signal: 5 }],
  apo: [
    { fast: 1, slow: 2 },
    { fast: 5, slow: 34, average: 'ema' },
    { fast: 5, slow: 34, average: 'tema' },
  ],
  ppo: [
    { fast: 1, slow: 2 },
    { fast: 5, slow: 34, average: 'ema' },
    { fast: 5, slow: 34, average: 'trima' },
  ],
  bollinger: [
    { period: 2 },
    { period: 7, deviations: 0.5 },
    { period: 9, deviations: 1.5, average: 'dema' },
    { period: 50, average: 'mama' },
  ],
  stoch: [
    { period: 1, smooth: 1, signal: 1 },
    { period: 14, smoothAverage: 'ema', signal: 5, signalAverage: 'ema' },
    { period: 9, smoothAverage: 'kama', signal: 4, signalAverage: 't3' },
    { period: 9, smoothAverage: 'mama', signal: 4, signalAverage: 'trima' },
  ],
  stochFast: [
    { period: 1, signal: 1 },
    { period: 14, signal: 5, signalAverage: 'ema' },
    { period: 14, signal: 5, signalAverage: 'dema' },
  ],
  stochRsi: [
    { period: 1, range: 1, signal: 1 },
    { period: 7, range: 9, signal: 4, signalAverage: 'ema' },
    { period: 7, range: 9, signal: 4, signalAverage: 'tema' },
  ],
  mama: [{ fastLimit: 0.9, slowLimit: 0.01 }],
  linregAngle: [{ period: 2 }, { period: 17 }],
  minMax: [{ period: 1 }, { period: 13 }],
  maxIndex: [{ period: 1 }, { period: 2 }, { period: 13 }],
  minIndex: [{ period: 1 }, { period: 2 }, { period: 13 }],
  minMaxIndex: [{ period: 1 }, { period: 13 }],
  avgDev: [{ period: 1 }, { period: 2 }, { period: 13 }],
  imi: [{ period: 1 }, { period: 5 }],
  accBands: [{ period: 1 }, { period: 5 }],
  mavp: [
    { minPeriod: 1, maxPeriod: 1 },
    { minPeriod: 3, maxPeriod: 12, type: 'ema' },
    { maxPeriod: 9, type: 'kama' },
  ],
  sarExt: [
    { startValue: 3, offsetOnReverse: 0.01 },
    { startValue: -2000, offsetOnReverse: 0.002, accelerationInitShort: 0.5, accelerationMaxShort: 0.3 },
    { accelerationInitLong: 0.1, accelerationLong: 0.05, accelerationMaxLong: 0.3 },
  ],
  add: [{ first: 'open', second: 'volume' }],
  sub: [{ first: 'close', second: 'open' }],
  mult: [{ first: 'close', second: 'volume' }],
  div: [{ first: 'close', second: 'volume' }],
}

/** Defined between -1 and 1 only, or too large for prices of some hundreds. */
export const OF_SMALL_NUMBERS: readonly string[] = ['acos', 'asin', 'cosh', 'exp', 'sinh']
