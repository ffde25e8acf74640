import {
  instrument,
  type BarColumns,
  type Instrument,
  type RecordedBars,
  type RecordedTrades,
  type Timeframe,
  type TradeColumns,
} from '../../src/index.js'

export interface BarRow {
  readonly openTime: number
  readonly closeTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

export interface TradeRow {
  readonly ts: number
  readonly price: number
  readonly size: number
  readonly tsRecv?: number
}

export interface RecordingOptions {
  readonly of?: Instrument
  readonly source?: string
  /** Lengths of the chunks, taken in turn; by default all rows in one. */
  readonly chunks?: readonly number[]
  /** Hand out chunks by promises. */
  readonly isAsync?: boolean
}

export const MINUTE = 60_000

/** Prices on cents, quantities on tenths, money in USD. */
export const COIN: Instrument = instrument({
  symbol: 'COIN/USD',
  venue: 'test',
  quote: 'USD',
  tickSize: 0.01,
  lotSize: 0.1,
})

/** A second instrument, before the first in order of ids. */
export const ALPHA: Instrument = instrument({
  symbol: 'ALPHA/USD',
  venue: 'test',
  quote: 'USD',
  tickSize: 0.01,
  lotSize: 0.1,
})

/** Bars of given prices `[open, high, low, close]`, one after the other without gaps. */
export function barRows(
  prices: readonly (readonly [number, number, number, number])[],
  lengthMs: number = MINUTE,
  start = 0,
): BarRow[] {
  return prices.map(([open, high, low, close], i) => ({
    openTime: start + i * lengthMs,
    closeTime: start + (i + 1) * lengthMs,
    open,
    high,
    low,
    close,
    volume: 1,
  }))
}

/** Bars that never move within themselves: each of one price. */
export function flatBarRows(prices: readonly number[], lengthMs: number = MINUTE, start = 0): BarRow[] {
  return barRows(
    prices.map((price) => [price, price, price, price]),
    lengthMs,
    start,
  )
}

export function recordedBars(
  rows: readonly BarRow[],
  timeframe: Timeframe = '1m',
  options: RecordingOptions = {},
): RecordedBars {
  return {
    kind: 'bars',
    timeframe,
    instrument: options.of ?? COIN,
    source: options.source ?? 'rows',
    priceAdjustment: 'raw',
    rows: rows.length,
    chunks: () => inChunks(rows, options, barColumns),
  }
}

export function recordedTrades(rows: readonly TradeRow[], options: RecordingOptions = {}): RecordedTrades {
  return {
    kind: 'trades',
    instrument: options.of ?? COIN,
    source: options.source ?? 'rows',
    priceAdjustment: 'raw',
    rows: rows.length,
    chunks: () => inChunks(rows, options, tradeColumns),
  }
}

/** A chunk of one bar that never moves. */
export function oneBar(i: number): BarColumns {
  const at = (value: number): Float64Array => Float64Array.of(value)
  return {
    kind: 'bars',
    length: 1,
    openTime: at(i * MINUTE),
    closeTime: at((i + 1) * MINUTE),
    open: at(100),
    high: at(100),
    low: at(100),
    close: at(100),
    volume: at(1),
  }
}

function inChunks<R, C>(
  rows: readonly R[],
  options: RecordingOptions,
  columns: (rows: readonly R[]) => C,
): Iterable<C> | AsyncIterable<C> {
  const lengths = options.chunks ?? [Math.max(1, rows.length)]
  function* cut(): Generator<C> {
    let from = 0
    for (let i = 0; from < rows.length; i++) {
      const length = lengths[i % lengths.length] as number
      yield columns(rows.slice(from, from + length))
      from += length
    }
  }
  return options.isAsync === true ? later(cut()) : cut()
}

async function* later<C>(chunks: Iterable<C>): AsyncGenerator<C> {
  for (const chunk of chunks) {
    await Promise.resolve()
    yield chunk
  }
}

function barColumns(rows: readonly BarRow[]): BarColumns {
  const column = (name: keyof BarRow): Float64Array => Float64Array.from(rows, (row) => row[name])
  return {
    kind: 'bars',
    length: rows.length,
    openTime: column('openTime'),
    closeTime: column('closeTime'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}

function tradeColumns(rows: readonly TradeRow[]): TradeColumns {
  const received = rows.some(({ tsRecv }) => tsRecv !== undefined)
  return {
    kind: 'trades',
    length: rows.length,
    ts: Float64Array.from(rows, ({ ts }) => ts),
    tsRecv: received ? Float64Array.from(rows, ({ ts, tsRecv }) => tsRecv ?? ts) : undefined,
    price: Float64Array.from(rows, ({ price }) => price),
    size: Float64Array.from(rows, ({ size }) => size),
  }
}
