import type { Instrument, PriceAdjustment, RecordedTrades, TradeColumns } from '@tapeline/core'
import { byteSourceName, type ByteSource } from './byte-source.js'
import type { CsvColumns } from './csv-header.js'
import { readCsv, type CsvChunk, type CsvOptions } from './csv-reader.js'
import { TRADE_ROLES, TradeSink, type TradeRole } from './csv-trade-sink.js'
import type { DataWarning } from './data-warning.js'
import { unsorted } from './order-faults.js'
import { sortChunks } from './sort-chunks.js'

/** What a file of trades holds. */
export interface CsvTradesOptions extends CsvOptions {
  /** What the trades are of. */
  readonly instrument: Instrument
  /** Which column is what, by header name or 0-based position, where the usual names do not say it. */
  readonly columns?: CsvColumns<TradeRole> | undefined
  /** What the vendor did to the prices, by default `raw`: prints are seldom adjusted. */
  readonly priceAdjustment?: PriceAdjustment | undefined
  /** Called at the end of the first complete pass, once for each kind of oddity. */
  readonly onWarning?: ((warning: DataWarning) => void) | undefined
}

/** Trades in a file, and what looked odd about them. */
export interface CsvTrades extends RecordedTrades {
  /** What the last complete pass over `chunks()` found suspicious; empty before one. */
  readonly warnings: readonly DataWarning[]
}

/**
 * Trade prints from a CSV file, as strictly as {@link csvBars}: refused with line, column and character, never dropped in
 * silence. Reads the exports of exchanges as they are (Binance's `is_buyer_maker`, Tardis' `local_timestamp`).
 * Trades of one time keep the file's order. With a column of receive times, the order of these counts.
 *
 * @throws `BAD_CSV` for malformed, impossible or unsorted rows; `SOURCE_UNREADABLE`.
 *
 * @example
 * ```ts
 * import { csvTrades } from '@tapeline/adapters'
 * import { instrument } from '@tapeline/core'
 * const btc = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
 * const trades = await csvTrades({ text: 'time,price,qty\n1723161255000,61700.01,0.5\n' }, { instrument: btc })
 * for await (const { length, price, size } of trades.chunks()) {
 *   console.log(length, price[0], size[0]) // 1 61700.01 0.5
 * }
 * ```
 */
export async function csvTrades(source: ByteSource, options: CsvTradesOptions): Promise<CsvTrades> {
  const name = options.name ?? byteSourceName(source)
  const rows = (): AsyncGenerator<CsvChunk<TradeColumns>, void, undefined> =>
    readCsv(
      source,
      { ...options, name },
      TRADE_ROLES,
      options.columns ?? {},
      (layout) => new TradeSink(layout, options),
    )
  await refuseEarly(rows())

  let warnings: readonly DataWarning[] = [] // bound: one for each code
  let told = false
  const chunks = async function* (): AsyncGenerator<TradeColumns, void, undefined> {
    const moved = { count: 0, first: 0 }
    const noteUnsorted = (line: number): void => {
      if (moved.count++ === 0) moved.first = line
    }
    let previous = -Infinity
    let total = 0
    let withSide = true
    for await (const { columns, lines } of options.sort === true
      ? sortChunks(rows(), orderTimes, name, noteUnsorted)
      : rows()) {
      const times = orderTimes(columns)
      for (let i = 0; i < columns.length; i++) {
        const time = times[i] as number
        if (time < previous) throw unsorted(name, lines[i] as number, time, previous)
        previous = time
      }
      total += columns.length
      withSide &&= columns.side !== undefined
      yield columns
    }
    warnings = oddities(moved, total, withSide)
    if (!told) for (const warning of warnings) options.onWarning?.(warning)
    told = true
  }

  return {
    kind: 'trades',
    instrument: options.instrument,
    source: name,
    priceAdjustment: options.priceAdjustment ?? 'raw',
    rows: null,
    chunks,
    get warnings() {
      return warnings
    },
  }
}

/** Reads the first rows, so that a wrong file is known when it is opened and not in the middle of a run. */
async function refuseEarly(chunks: AsyncGenerator<unknown, void, undefined>): Promise<void> {
  await chunks.next()
  await chunks.return()
}

/** A replay runs in the order in which things were received, where that is known. */
function orderTimes({ ts, tsRecv }: TradeColumns): Float64Array {
  return tsRecv ?? ts
}

function oddities(
  moved: { readonly count: number; readonly first: number },
  rows: number,
  withSide: boolean,
): DataWarning[] {
  const warnings: DataWarning[] = []
  if (moved.count > 0) {
    const message = `${moved.count} of ${rows} rows older than the row before, now sorted (first at line ${moved.first}).`
    warnings.push({ code: 'unsortedRows', ...moved, unit: 'line', message })
  }
  if (!withSide)
    warnings.push({
      code: 'noSide',
      count: rows,
      first: 1,
      unit: 'line',
      message: 'The file does not say which side was the aggressor.',
    })
  return warnings
}
