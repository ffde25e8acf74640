import {
  streamKey,
  type BarColumns,
  type ColumnChunk,
  type MarketEvent,
  type RecordedTape,
  type TradeColumns,
} from '../market/index.js'
import { StreamReader } from '../replay/index.js'

/** One recorded stream, read row by row as events. */
class RowReader {
  readonly #stream: RecordedTape
  readonly #reader: StreamReader<ColumnChunk>
  #block: ColumnChunk | null = null
  #row = 0

  constructor(stream: RecordedTape) {
    this.#stream = stream
    this.#reader = new StreamReader<ColumnChunk>(stream as never)
  }

  /** Time of the next row; Infinity at the end. */
  key = -Infinity

  /** Makes sure that `key` is the next row's; a promise only where the source needs one. */
  look(): void | Promise<void> {
    if (this.#block !== null && this.#row < this.#block.length) return
    if (this.key === Infinity) return
    const block = this.#reader.next()
    return block instanceof Promise ? block.then((one) => this.#begin(one)) : this.#begin(block)
  }

  next(): MarketEvent {
    const block = this.#block as ColumnChunk
    const row = this.#row++
    if (this.#row < block.length) this.key = keyAt(block, this.#row)
    return block.kind === 'bars' ? barAt(this.#stream, block, row) : tradeAt(this.#stream, block as TradeColumns, row)
  }

  /** Is a block to be read before `key` is known? */
  get isHungry(): boolean {
    return this.key < Infinity && (this.#block === null || this.#row >= this.#block.length)
  }

  close(): Promise<void> {
    return this.#reader.close()
  }

  #begin(block: ColumnChunk | null): void {
    this.#block = block
    this.#row = 0
    this.key = block === null ? Infinity : keyAt(block, 0)
  }
}

/** RecordedTape streams as events in the order of a replay: by time, trades before bars, then by the streams' names. */
export class ReplayRows {
  readonly #readers: readonly RowReader[]

  constructor(streams: readonly RecordedTape[]) {
    this.#readers = [...streams].sort(byRank).map((stream) => new RowReader(stream))
  }

  /** Time of the next event; Infinity at the end. Only after `look`. */
  get key(): number {
    return this.#readers.reduce((least, { key }) => Math.min(least, key), Infinity)
  }

  /** Reads what must be known before `key` and `next`; a promise only where a source needs one. */
  look(): void | Promise<void> {
    for (const reader of this.#readers) {
      if (!reader.isHungry) continue
      const looking = reader.look()
      if (looking instanceof Promise) return looking.then(() => this.look())
    }
  }

  next(): MarketEvent {
    const { key } = this
    return (this.#readers.find((reader) => reader.key === key) as RowReader).next()
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()))
  }
}

function byRank(a: RecordedTape, b: RecordedTape): number {
  if (a.kind !== b.kind) return a.kind === 'trades' ? -1 : 1
  const [one, other] = [streamKey(a), streamKey(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

function keyAt(block: ColumnChunk, row: number): number {
  return (block.kind === 'bars' ? block.closeTime : (block.tsRecv ?? block.ts))[row]!
}

function tradeAt({ instrument }: RecordedTape, block: TradeColumns, row: number): MarketEvent {
  const side = block.side?.[row] ?? 0
  return {
    type: 'TradeTick',
    instrumentId: instrument.id,
    ts: block.ts[row]!,
    ...(block.tsRecv && { tsRecv: block.tsRecv[row]! }),
    price: block.price[row]!,
    size: block.size[row]!,
    aggressorSide: side === 0 ? null : side > 0 ? 'buy' : 'sell',
    tradeId: null,
  }
}

function barAt(stream: RecordedTape, block: BarColumns, row: number): MarketEvent {
  return {
    type: 'Bar',
    instrumentId: stream.instrument.id,
    ts: block.closeTime[row]!,
    timeframe: stream.kind === 'bars' ? stream.timeframe : null,
    openTime: block.openTime[row]!,
    closeTime: block.closeTime[row]!,
    open: block.open[row]!,
    high: block.high[row]!,
    low: block.low[row]!,
    close: block.close[row]!,
    volume: block.volume[row]!,
    isFinal: true,
  }
}
