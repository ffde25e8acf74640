/** Parameters of oscillators to try beside the defaults: the least, other averages, odd ones. */
export const OSCILLATOR_VARIANTS: Readonly<Record<string, readonly object[]>> = {
  ao: [{ fast: 1, slow: 2 }],
  cci: [{ period: 1 }, { period: 2 }, { period: 13 }],
  cmo: [{ period: 1 }, { period: 4 }],
  mfi: [{ period: 1, minFlow: 0 }, { period: 5 }],
  mom: [{ period: 1 }, { period: 7 }],
  roc: [{ period: 1 }],
  rocp: [{ period: 1 }],
  rocr: [{ period: 1 }],
  rocr100: [{ period: 1 }],
  trix: [{ period: 1 }, { period: 5 }],
  ultosc: [
    { period1: 1, period2: 1, period3: 1 },
    { period1: 9, period2: 3, period3: 5 },
  ],
  willr: [{ period: 1 }, { period: 2 }, { period: 13 }],
}
