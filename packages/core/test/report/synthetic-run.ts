import type { RoundTrip, RunRecord } from '../../src/report/index.js'
import { DAY, equityCurve, runRecord } from './run-records.js'

export interface SyntheticOptions {
  readonly seed: number
  readonly startTs: number
  readonly stepMs: number
  readonly steps: number
  /** Mean growth of the price a step. */
  readonly drift: number
  /** Width of a step's random part, as a fraction. */
  readonly width: number
  /** Mean number of steps that a position or a pause lasts; 0 for no trades. */
  readonly hold: number
  readonly instruments: readonly string[]
}

/** A run of a strategy that enters and leaves at random on random walks: consistent in itself, the same for a seed. */
export function syntheticRun(options: SyntheticOptions, overrides: Partial<RunRecord> = {}): RunRecord {
  const { startTs, stepMs, steps, drift, width, hold, instruments } = options
  const next = lehmer(options.seed)
  const prices = instruments.map(() => new Float64Array(steps))
  const last = instruments.map((_, i) => 100 * (i + 1))
  const ts = Array.from({ length: steps }, (_, i) => startTs + (i + 1) * stepMs)
  const equity: number[] = []
  const trades: RoundTrip[] = []
  let cash = 10_000
  let open: { i: number; side: 1 | -1; quantity: number; price: number; ts: number } | null = null
  let tradedNotional = 0
  let exposedMs = 0
  for (let step = 0; step < steps; step++) {
    const now = ts[step] as number
    for (let i = 0; i < last.length; i++) {
      last[i] = (last[i] as number) * (1 + drift + (next() + next() + next() - 1.5) * width)
      ;(prices[i] as Float64Array)[step] = last[i] as number
    }
    if (hold > 0 && next() < 1 / hold) {
      if (open === null) {
        const i = Math.floor(next() * last.length)
        const price = last[i] as number
        open = { i, side: next() < 0.75 ? 1 : -1, quantity: (0.9 * cash) / price, price, ts: now }
      } else {
        const trade = roundTrip(open, last[open.i] as number, now, instruments)
        trades.push(trade)
        cash += trade.pnl
        tradedNotional += trade.quantity * (trade.entryPrice + trade.exitPrice)
        exposedMs += now - trade.entryTs
        open = null
      }
    }
    equity.push(cash + (open === null ? 0 : open.side * open.quantity * ((last[open.i] as number) - open.price)))
  }
  if (open !== null) {
    trades.push({ ...roundTrip(open, last[open.i] as number, ts[steps - 1] as number, instruments), exitTs: null })
    exposedMs += (ts[steps - 1] as number) - open.ts
  }
  const curve = equityCurve(
    ts,
    equity,
    10_000,
    Object.fromEntries(instruments.map((id, i) => [id, prices[i] as Float64Array])),
  )
  return runRecord(curve, 10_000, {
    startTs,
    trades,
    tradedNotional,
    exposedMs,
    feesPaid: trades.reduce((sum, trade) => sum + trade.fees, 0),
    policies: [
      {
        name: 'fillModel',
        value: 'nextOpen',
        meaning: 'Orders decided on a bar are filled at the open of the next one.',
      },
      {
        name: 'fees',
        value: 'taker 0.1 %, maker 0.1 %',
        meaning: 'Charged on price x quantity of every fill, in the currency of the account.',
      },
      { name: 'slippage', value: 'none', meaning: 'Fills do not pay more than the price of their bar: real ones do.' },
    ],
    ...overrides,
  })
}

export const AAPL_LIKE: SyntheticOptions = {
  seed: 7,
  startTs: Date.UTC(2019, 0, 2),
  stepMs: DAY,
  steps: 1826,
  drift: 0.0006,
  width: 0.03,
  hold: 25,
  instruments: ['AAPL@XNAS'],
}

function roundTrip(
  open: { i: number; side: 1 | -1; quantity: number; price: number; ts: number },
  exitPrice: number,
  exitTs: number,
  instruments: readonly string[],
): RoundTrip {
  const fees = 0.001 * open.quantity * (open.price + exitPrice)
  const pnl = open.side * open.quantity * (exitPrice - open.price) - fees
  return {
    instrumentId: instruments[open.i] as string,
    side: open.side === 1 ? 'long' : 'short',
    entryTs: open.ts,
    exitTs,
    quantity: open.quantity,
    entryPrice: open.price,
    exitPrice,
    pnl,
    fees,
    returnOnCost: pnl / (open.quantity * open.price),
  }
}

/** Park and Miller's generator: small, and the same everywhere. */
function lehmer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
