import fc from 'fast-check'
import {
  instrument,
  type BarColumns,
  type ColumnChunk,
  type RecordedBars,
  type RecordedTrades,
  type TradeColumns,
} from '../../src/market/index.js'

const common = {
  instrument: instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' }),
  source: 'a.csv',
  priceAdjustment: 'raw',
  rows: null,
} as const

export function recordedBars(chunks: () => AsyncIterable<BarColumns> | Iterable<BarColumns>): RecordedBars {
  return { ...common, kind: 'bars', timeframe: '1m', chunks }
}

export function recordedTrades(chunks: () => AsyncIterable<TradeColumns> | Iterable<TradeColumns>): RecordedTrades {
  return { ...common, kind: 'trades', chunks }
}

/** Sound minute bars, oldest first. */
export function soundBars(length: number): BarColumns {
  const column = (value: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => value(i))
  return {
    kind: 'bars',
    length,
    openTime: column((i) => i * 60_000),
    closeTime: column((i) => (i + 1) * 60_000),
    open: column((i) => 100 + (i % 7)),
    high: column((i) => 110 + (i % 5)),
    low: column((i) => 90 - (i % 3)),
    close: column((i) => 101 + (i % 4)),
    volume: column((i) => i % 11),
  }
}

/** Sound trades, two at each of their instants. */
export function soundTrades(length: number, with_: { readonly tsRecv: boolean; readonly side: boolean }): TradeColumns {
  const column = (value: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => value(i))
  const ts = column((i) => Math.floor(i / 2) * 1_000)
  return {
    kind: 'trades',
    length,
    ts,
    tsRecv: with_.tsRecv ? ts.map((t) => t + 0.5) : undefined,
    price: column((i) => 100 + (i % 9) / 8),
    size: column((i) => i % 5),
    side: with_.side ? Int8Array.from({ length }, (_, i) => (i % 3) - 1) : undefined,
  }
}

/** The same rows in pieces that end at the cuts; empty pieces where two cuts are equal. */
export function cutAt<C extends ColumnChunk>(whole: C, cuts: readonly number[]): C[] {
  const edges = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
  return edges.slice(1).map((to, i) => {
    const from = edges[i] as number
    const columns = Object.entries(whole).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? (column as Float64Array).slice(from, to) : column,
    ])
    return { ...Object.fromEntries(columns), length: to - from } as C
  })
}

export async function* asAsync<C>(chunks: readonly C[]): AsyncGenerator<C> {
  for (const chunk of chunks) {
    await Promise.resolve()
    yield chunk
  }
}

export const cuts = (length: number): fc.Arbitrary<number[]> => fc.array(fc.nat(length), { maxLength: 12 })
