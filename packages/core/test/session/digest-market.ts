import fc from 'fast-check'
import type { BacktestResult } from '../../src/index.js'
import type { RecordingOptions, TradeRow } from './recorded-rows.js'

export const account: { readonly USD: number } = { USD: 5_000 }
export const fees: { readonly maker: number; readonly taker: number } = { maker: 0.0002, taker: 0.001 }

export const chunkings: fc.Arbitrary<RecordingOptions> = fc.record({
  chunks: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }),
  isAsync: fc.boolean(),
})

/** A wave of prices on cents that comes by several times a minute, with equal times now and then. */
export function prints(): TradeRow[] {
  let ts = 0
  return Array.from({ length: 1_500 }, (_, i) => {
    ts += [0, 1_000, 7_000, 20_000][(i * 7) % 4] as number
    return { ts, price: Math.round(100 * (100 + 15 * wave(i / 97) + wave(i / 7))) / 100, size: 1 + (i % 5) }
  })
}

/** What a result says beside its digest. */
export function plain({
  fills,
  signals,
  orders,
  finalCash,
  inputs,
  equity,
  drawdown,
  skippedCalls,
}: BacktestResult): unknown {
  return {
    fills,
    signals,
    finalCash,
    inputs,
    equity,
    drawdown,
    skippedCalls,
    statuses: orders.map(({ status, reason }) => [status, reason]),
  }
}

/** A triangle between -1 and 1: the same on every runtime. */
function wave(phase: number): number {
  return 4 * Math.abs(phase - Math.floor(phase) - 0.5) - 1
}
