/** Parameters to try beside the defaults, of indicators of trend, volatility and volume. */
export const TREND_VARIANTS: Readonly<Record<string, readonly object[]>> = {
  natr: [{ period: 1 }, { period: 5 }],
  adosc: [{ fast: 1, slow: 2 }],
  stddev: [{ period: 2 }, { period: 7, deviations: 0.5 }],
  variance: [{ period: 1 }, { period: 9 }],
  donchian: [{ period: 1 }, { period: 13 }],
  plusDm: [{ period: 1 }, { period: 2 }, { period: 5 }],
  minusDm: [{ period: 1 }, { period: 2 }, { period: 5 }],
  plusDi: [{ period: 1 }, { period: 2 }, { period: 5 }],
  minusDi: [{ period: 1 }, { period: 2 }, { period: 5 }],
  dx: [{ period: 2 }, { period: 5 }],
  adx: [{ period: 2 }, { period: 5 }],
  adxr: [{ period: 2 }, { period: 5 }],
  aroon: [{ period: 1 }, { period: 5 }],
  aroonOsc: [{ period: 1 }, { period: 5 }],
  sar: [
    { acceleration: 0.1, maximum: 0.1 },
    { acceleration: 1, maximum: 1 },
  ],
  keltner: [
    { period: 1, atrPeriod: 1 },
    { period: 5, atrPeriod: 12 },
  ],
  supertrend: [{ period: 1 }, { period: 5, multiplier: 0.5 }],
  chandelier: [{ period: 1 }, { period: 5 }],
  correl: [{ period: 2 }, { period: 7, first: 'close', second: 'volume' }],
  beta: [{ period: 2 }, { period: 7, first: 'close', second: 'hlc3' }],
}
