/** Parameters to try beside the defaults, of averages and oscillators that TA-Lib lacks. */
export const SWING_VARIANTS: Readonly<Record<string, readonly object[]>> = {
  ac: [
    { fast: 1, slow: 2, signal: 1 },
    { fast: 3, slow: 9, signal: 7 },
  ],
  alligator: [
    { jaw: 1, jawOffset: 1, teeth: 1, teethOffset: 1, lips: 1, lipsOffset: 1 },
    { jaw: 5, jawOffset: 2, teeth: 9, teethOffset: 7, lips: 30, lipsOffset: 4 },
  ],
  alma: [{ period: 2 }, { period: 17, offset: 0, sigma: 1 }, { period: 10, offset: 0.5, sigma: 100 }],
  bias: [{ period: 1 }, { period: 9, average: 'ema' }],
  cfo: [{ period: 2 }, { period: 9 }],
  connorsRsi: [
    { period: 1, streak: 1, rank: 1 },
    { period: 5, streak: 9, rank: 20 },
  ],
  entropy: [{ period: 2 }, { period: 31 }],
  hurst: [{ period: 16 }, { period: 50 }],
  superSmoother: [{ period: 2 }, { period: 47 }],
  zigzag: [{ percent: 0.5 }, { percent: 1 }],
  cg: [{ period: 1 }, { period: 17 }],
  coppock: [
    { long: 1, short: 1, period: 1 },
    { long: 3, short: 7, period: 5 },
  ],
  deMarker: [{ period: 1 }, { period: 5 }],
  derivativeOsc: [
    { period: 1, first: 1, second: 1, signal: 1 },
    { period: 5, first: 2, second: 9, signal: 3 },
  ],
  dpo: [{ period: 1 }, { period: 2 }, { period: 3 }, { period: 17 }],
  efficiencyRatio: [{ period: 1 }, { period: 17 }],
  elderRay: [{ period: 1 }, { period: 9 }],
  fisher: [{ period: 1 }, { period: 2 }, { period: 13 }],
  frama: [{ half: 1 }, { half: 2 }, { half: 13 }],
  gator: [
    { jaw: 1, jawOffset: 1, teeth: 1, teethOffset: 1, lips: 1, lipsOffset: 1 },
    { jaw: 5, jawOffset: 2, teeth: 9, teethOffset: 7, lips: 30, lipsOffset: 4 },
  ],
  ichimoku: [
    { tenkan: 1, kijun: 1, senkou: 1, displacement: 1 },
    { tenkan: 20, kijun: 7, senkou: 5, displacement: 3 },
  ],
  kdj: [
    { period: 1, smooth: 1, signal: 1 },
    { period: 14, smooth: 5, signal: 2 },
  ],
  kst: [
    { roc1: 1, roc2: 1, roc3: 1, roc4: 1, mean1: 1, mean2: 1, mean3: 1, mean4: 1, signal: 1 },
    { roc1: 20, roc2: 3, mean1: 30, signal: 4 },
  ],
  maEnvelope: [{ period: 1 }, { period: 9, percent: 0, average: 'ema' }],
  mcginley: [{ period: 1 }, { period: 9, factor: 0.6 }],
  pgo: [{ period: 1 }, { period: 9 }],
  pmo: [
    { first: 2, second: 2, signal: 1 },
    { first: 9, second: 5, signal: 4 },
  ],
  psl: [{ period: 1 }, { period: 5 }],
  pvo: [
    { fast: 1, slow: 2, signal: 1 },
    { fast: 5, slow: 7, signal: 4 },
  ],
  qstick: [{ period: 1 }, { period: 9, average: 'ema' }],
  rvgi: [{ period: 1 }, { period: 5 }],
  smi: [
    { period: 1, first: 1, second: 1, signal: 1 },
    { period: 9, first: 3, second: 5, signal: 7 },
  ],
  squeeze: [{ period: 2 }, { period: 9, deviations: 1, multiplier: 3 }],
  stc: [
    { fast: 1, slow: 2, cycle: 1, smooth: 1 },
    { fast: 5, slow: 13, cycle: 7, smooth: 4, average: 'sma' },
  ],
  tsi: [
    { slow: 1, fast: 1, signal: 1 },
    { slow: 5, fast: 9, signal: 3 },
  ],
  vidya: [
    { fast: 2, slow: 3, weight: 1 },
    { fast: 9, slow: 30, weight: 0 },
  ],
  waveTrend: [
    { channel: 1, average: 1, signal: 1 },
    { channel: 5, average: 9, signal: 3 },
  ],
}
