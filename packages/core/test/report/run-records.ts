import type { EquityCurve, RoundTrip, RunRecord } from '../../src/report/index.js'

export const DAY = 86_400_000
/** Monday 2024-01-01 00:00 UTC. */
export const MONDAY = 1_704_067_200_000

/** A run whose equity is sampled at the end of each day; the first entry is the initial equity. */
export function dailyRun(equity: readonly number[], overrides: Partial<RunRecord> = {}): RunRecord {
  const curve = equityCurve(
    equity.slice(1).map((_, i) => MONDAY + (i + 1) * DAY),
    equity.slice(1),
    equity[0] as number,
  )
  return runRecord(curve, equity[0] as number, { startTs: MONDAY, ...overrides })
}

export function runRecord(curve: EquityCurve, initialEquity: number, overrides: Partial<RunRecord> = {}): RunRecord {
  return {
    name: 'trend',
    currency: 'USD',
    startTs: curve.ts[0] ?? MONDAY,
    endTs: curve.ts[curve.length - 1] ?? MONDAY,
    initialEquity,
    finalEquity: curve.equity[curve.length - 1] ?? initialEquity,
    equity: curve,
    drawdown: drawdownOf(curve, initialEquity),
    fills: [],
    trades: [],
    exposedMs: 0,
    tradedNotional: 0,
    feesPaid: 0,
    daysPerYear: 365,
    policies: [],
    warnings: [],
    ...overrides,
  }
}

export function equityCurve(
  ts: readonly number[],
  equity: readonly number[],
  initialEquity: number,
  prices: EquityCurve['prices'] = {},
): EquityCurve {
  let peak = initialEquity
  const drawdown = equity.map((value) => {
    peak = Math.max(peak, value)
    return Math.min(1, (peak - value) / peak)
  })
  return {
    length: ts.length,
    ts: Float64Array.from(ts),
    equity: Float64Array.from(equity),
    drawdown: Float64Array.from(drawdown),
    prices,
  }
}

export function trade(pnl: number, overrides: Partial<RoundTrip> = {}): RoundTrip {
  return {
    instrumentId: 'AAPL@XNAS',
    side: 'long',
    entryTs: MONDAY,
    exitTs: MONDAY + DAY,
    quantity: 10,
    entryPrice: 100,
    exitPrice: 100 + (pnl + 1) / 10,
    pnl,
    fees: 1,
    returnOnCost: pnl / 1000,
    ...overrides,
  }
}

function drawdownOf(curve: EquityCurve, initialEquity: number): RunRecord['drawdown'] {
  let peak = initialEquity
  let since = curve.ts[0] ?? 0
  let worst = { depth: 0, peakTs: since, troughTs: since }
  let longestMs = 0
  for (let i = 0; i < curve.length; i++) {
    const ts = curve.ts[i] as number
    const equity = curve.equity[i] as number
    if (equity >= peak) {
      peak = equity
      since = ts
    } else {
      longestMs = Math.max(longestMs, ts - since)
      if ((peak - equity) / peak > worst.depth) worst = { depth: (peak - equity) / peak, peakTs: since, troughTs: ts }
    }
  }
  return { ...worst, longestMs }
}
