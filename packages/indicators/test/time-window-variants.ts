/** Parameters to try beside the defaults, of indicators over windows in time. */
export const TIME_WINDOW_VARIANTS: Readonly<Record<string, readonly object[]>> = {
  acceleration: [{ span: 60, maxHold: 30, lateness: 10 }],
  exhaustion: [
    { span: 60, count: 2 },
    { span: 30, count: 9, velocityWeight: 0, lateness: 10 },
  ],
  flowImbalance: [{ t1: 600, t2: 300, lateness: 10 }],
  momentumDecay: [{ span: 60, count: 3, lateness: 10 }],
  momentumReversal: [{ span: 60, count: 2 }],
  priceMomentum: [{ fast: 0.5, slow: 20 }],
  velocityCascade: [{ short: 20, medium: 100, long: 50, longWeight: 0 }],
  velocityStability: [{ span: 60, count: 3, lateness: 10 }],
  magnitude: [{ current: [60, 0], baseline: [300, 60], lateness: 30 }],
  twpa: [
    { t1: 60, t2: 0 },
    { t1: 600, t2: 300 },
    { t1: 0.002, t2: 0.001 },
    { t1: 600, t2: 300, maxHold: 10, lateness: 60 },
    { t1: 600, t2: 100, minCoverage: 0.5 },
  ],
  twpaRatio: [{ current: [60, 0], baseline: [300, 60], maxHold: 5 }],
  tradeRateSurge: [{ current: [60, 30], baseline: [300, 60], normal: 'median' }],
  twStd: [
    { t1: 600, t2: 300 },
    { t1: 600, t2: 60, maxHold: 20, lateness: 5 },
  ],
  velocity: [
    { current: [60, 0], baseline: [300, 60] },
    { current: [60, 0], baseline: [300, 60], maxHold: 5, lateness: 30 },
  ],
  volumeSurge: [
    { current: [60, 30], baseline: [300, 60], normal: 'median' },
    { current: [30, 0], baseline: [90, 30], lateness: 10 },
  ],
  windowCount: [{ t1: 600, t2: 300, lateness: 10 }],
  windowMax: [
    { t1: 600, t2: 300 },
    { t1: 120, prices: 'held' },
  ],
  windowMean: [{ t1: 600, t2: 300, lateness: 10 }],
  windowMin: [
    { t1: 600, t2: 300 },
    { t1: 120, prices: 'held', maxHold: 10 },
  ],
  windowSlope: [
    { t1: 120, t2: 30 },
    { t1: 120, t2: 30, maxHold: 30 },
  ],
  windowStats: [
    { t1: 600, t2: 300 },
    { t1: 600, t2: 0, maxHold: 20, lateness: 10, minCoverage: 0.1 },
  ],
  windowStd: [{ t1: 600, t2: 300 }, { divisor: 'n-1' }],
  windowVolume: [{ t1: 600, t2: 300 }],
  windowVwap: [{ t1: 600, t2: 300 }],
}
