import {
  badParameter,
  timeframeMs,
  type BarColumns,
  type Instrument,
  type PriceAdjustment,
  type RecordedBars,
  type Timeframe,
} from '@tapeline/core'
import { BarInspector } from './bar-inspector.js'
import { byteSourceName, type ByteSource } from './byte-source.js'
import { BAR_ROLES, BarSink, type BarRole } from './csv-bar-sink.js'
import type { CsvColumns } from './csv-header.js'
import { CSV_CHUNK_ROWS, readCsv, type CsvChunk, type CsvOptions } from './csv-reader.js'
import type { DataWarning } from './data-warning.js'
import { inferTimeframe } from './infer-timeframe.js'
import { keepLast } from './keep-last.js'
import { duplicated, unsorted } from './order-faults.js'
import { sortChunks } from './sort-chunks.js'

/** What a file of bars holds, and how strictly it is taken. */
export interface CsvBarsOptions extends CsvOptions {
  /** What the bars are of. */
  readonly instrument: Instrument
  /** Without it, the median distance of the first rows says it. */
  readonly timeframe?: Timeframe | undefined
  /** Whether a row's time is the bar's beginning (usual) or its end. */
  readonly stamp?: 'open' | 'close' | undefined
  /** Which column is what, by header name or 0-based position, where the usual names do not say it. */
  readonly columns?: CsvColumns<BarRole> | undefined
  /** `adjClose` scales open, high and low by `Adj Close / Close` and takes Adj Close as the close; volume stays. */
  readonly adjust?: 'none' | 'adjClose' | undefined
  /** What the vendor did to the prices, if you know; `adjClose` implies splits and dividends. */
  readonly priceAdjustment?: PriceAdjustment | undefined
  /** Two bars of one time: refuse (default) or keep the last and warn. */
  readonly duplicates?: 'error' | 'last' | undefined
  /** Called at the end of the first complete pass, once for each kind of oddity. */
  readonly onWarning?: ((warning: DataWarning) => void) | undefined
}

/** Bars in a file, and what looked odd about them. */
export interface CsvBars extends RecordedBars {
  /** What the last complete pass over `chunks()` found suspicious; empty before one. */
  readonly warnings: readonly DataWarning[]
}

/**
 * Bars from a CSV file, strictly: a row is read as it stands or refused with its line, column and character, never
 * dropped or repaired in silence. Column names and delimiter are recognised, gzip too. Chunks of 65,536 rows are
 * streamed, so the memory does not grow with the file (except with `sort`).
 *
 * @throws `BAD_CSV` for malformed, impossible, unsorted or duplicate rows; `TIMEFRAME_UNKNOWN`; `SOURCE_UNREADABLE`.
 *
 * @example
 * ```ts
 * import { csvBars } from '@tapeline/adapters'
 * import { instrument } from '@tapeline/core'
 * const aapl = await csvBars('aapl.csv', {
 *   instrument: instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' }),
 *   adjust: 'adjClose',
 * })
 * console.log(aapl.timeframe, aapl.rows) // 1d 1260
 * ```
 */
export async function csvBars(source: ByteSource, options: CsvBarsOptions): Promise<CsvBars> {
  const { instrument, adjust = 'none', stamp = 'open' } = options
  oneOf('adjust', adjust, ['none', 'adjClose'])
  oneOf('stamp', stamp, ['open', 'close'])
  oneOf('duplicates', options.duplicates ?? 'error', ['error', 'last'])
  const name = options.name ?? byteSourceName(source)
  const roles =
    adjust === 'adjClose' ? { ...BAR_ROLES, required: [...BAR_ROLES.required, 'adjClose' as const] } : BAR_ROLES
  const rows = (inspector?: BarInspector): AsyncGenerator<CsvChunk<BarColumns>, void, undefined> =>
    readCsv(source, { ...options, name }, roles, options.columns ?? {}, (layout) => {
      if (layout.volume < 0) inspector?.note('noVolume', 1)
      return new BarSink(layout, options)
    })

  const head = await firstChunk(rows())
  const timeframe = options.timeframe ?? inferTimeframe(head?.columns.openTime ?? new Float64Array(0), name)
  const stampBar = barStamp(timeframe, stamp)
  let warnings: readonly DataWarning[] = [] // bound: one for each code
  let told = false

  const chunks = async function* (): AsyncGenerator<BarColumns, void, undefined> {
    const inspector = new BarInspector(timeframeMs(timeframe) ?? 31 * 86_400_000, 'line')
    let stream: AsyncIterable<CsvChunk<BarColumns>> = rows(inspector)
    if (options.sort === true)
      stream = sortChunks(
        stream,
        (columns) => columns.openTime,
        name,
        (line) => inspector.note('unsortedRows', line),
      )
    if (options.duplicates === 'last') stream = keepLast(stream, (line) => inspector.note('duplicateTimes', line))
    yield* inOrder(stream, { name, stampBar, inspector })
    warnings = inspector.warnings()
    if (!told) for (const warning of warnings) options.onWarning?.(warning)
    told = true
  }

  return {
    kind: 'bars',
    instrument,
    source: name,
    timeframe,
    priceAdjustment: options.priceAdjustment ?? (adjust === 'adjClose' ? 'splits_and_dividends' : 'unknown'),
    rows:
      head !== null && head.columns.length < CSV_CHUNK_ROWS && options.duplicates !== 'last'
        ? head.columns.length
        : null,
    chunks,
    get warnings() {
      return warnings
    },
  }
}

interface Ordering {
  readonly name: string
  readonly stampBar: StampBar
  readonly inspector: BarInspector
}

/** Stamps the bars with both their ends, holds them to ascending order and shows each to the inspector. */
async function* inOrder(
  chunks: AsyncIterable<CsvChunk<BarColumns>>,
  { name, stampBar, inspector }: Ordering,
): AsyncGenerator<BarColumns, void, undefined> {
  let previous = -Infinity
  for await (const { columns, lines } of chunks) {
    const { length, openTime, closeTime, open, high, low, close, volume } = columns
    for (let i = 0; i < length; i++) {
      const line = lines[i] as number
      const time = openTime[i] as number
      if (time < previous) throw unsorted(name, line, time, previous)
      if (time === previous) throw duplicated(name, line, time)
      previous = time
      stampBar(openTime, closeTime, i)
      inspector.push(
        openTime[i] as number,
        open[i] as number,
        high[i] as number,
        low[i] as number,
        close[i] as number,
        volume[i] as number,
        line,
      )
    }
    yield columns
  }
}

/** Turns the stamp in `openTime[i]` into the bar's two ends. */
type StampBar = (openTime: Float64Array, closeTime: Float64Array, i: number) => void

function barStamp(timeframe: Timeframe, stamp: 'open' | 'close'): StampBar {
  const ms = timeframeMs(timeframe)
  const months = Number.parseInt(timeframe, 10) * (stamp === 'open' ? 1 : -1)
  const otherEnd = (time: number): number =>
    ms === null ? monthsAfter(time, months) : time + (stamp === 'open' ? ms : -ms)
  if (stamp === 'open') {
    return (openTime, closeTime, i) => {
      closeTime[i] = otherEnd(openTime[i] as number)
    }
  }
  return (openTime, closeTime, i) => {
    const end = openTime[i] as number
    closeTime[i] = end
    openTime[i] = otherEnd(end)
  }
}

function monthsAfter(time: number, months: number): number {
  const date = new Date(time)
  return date.setUTCMonth(date.getUTCMonth() + months)
}

async function firstChunk(
  chunks: AsyncGenerator<CsvChunk<BarColumns>, void, undefined>,
): Promise<CsvChunk<BarColumns> | null> {
  for await (const chunk of chunks) return chunk
  return null
}

function oneOf(parameter: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw badParameter({ owner: 'csvBars', parameter, value, expected: allowed.join(' or ') })
}
