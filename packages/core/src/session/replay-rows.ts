import {
  streamKey,
  type BarColumns,
  type ColumnChunk,
  type FundingRate,
  type MarketEvent,
  type QuoteColumns,
  type RecordedBook,
  type RecordedBookOrders,
  type RecordedQuotes,
  type RecordedTape,
  type TradeColumns,
} from '../market/index.js'
import { checkQuotes } from '../replay/check-depth.js'
import { StreamReader } from '../replay/index.js'
import { BookPlayer } from './replay-book.js'
import { FundingPlayer } from './replay-funding.js'
import type { PlayedNumbers } from './replay-messages.js'
import { OrderPlayer } from './replay-orders.js'

/** What can be played as events. */
export type PlayedStream = RecordedTape | RecordedQuotes | RecordedBook | RecordedBookOrders

type Player = RowPlayer | BookPlayer | OrderPlayer | FundingPlayer

/** One recorded stream of which each row is an event. */
class RowPlayer {
  readonly #stream: PlayedStream
  readonly #reader: StreamReader<ColumnChunk>
  #block: ColumnChunk | null = null
  #row = 0

  constructor(stream: PlayedStream) {
    this.#stream = stream
    this.#reader = new StreamReader<ColumnChunk>(
      stream as never,
      stream.kind === 'quotes' ? (checkQuotes as never) : undefined,
    )
  }

  /** Time of the next row; Infinity at the end. */
  key: number = -Infinity

  /** Makes sure that `key` is the next row's; a promise only where the source needs one. */
  look(): void | Promise<void> {
    if (!this.isHungry) return
    const block = this.#reader.next()
    return block instanceof Promise ? block.then((one) => this.#begin(one)) : this.#begin(block)
  }

  next(): MarketEvent {
    const block = this.#block as ColumnChunk
    const row = this.#row
    this.skip()
    if (block.kind === 'bars') return barAt(this.#stream, block, row)
    return block.kind === 'quotes'
      ? quoteAt(this.#stream, block, row)
      : tradeAt(this.#stream, block as TradeColumns, row)
  }

  skip(): void {
    const block = this.#block as ColumnChunk
    this.#row++
    if (this.#row < block.length) this.key = keyAt(block, this.#row)
  }

  /** Rows that were passed over leave nothing to be told. */
  rebuilt(): null {
    return null
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

/** Recorded streams as events in the order of a replay: by time, then funding rates, trades, quotes, orders, book, bars, then by the streams' names. */
export class ReplayRows {
  readonly #streams: readonly Player[]
  readonly #funding: FundingPlayer
  readonly #players: readonly Player[]

  /** `numbers` are those of the streams' books, in the order of the streams. */
  constructor(streams: readonly PlayedStream[], numbers: readonly PlayedNumbers[], funding: readonly FundingRate[]) {
    const ranked = streams.map((stream, i) => ({ stream, numbers: numbers[i] as PlayedNumbers }))
    ranked.sort((a, b) => byRank(a.stream, b.stream))
    this.#streams = ranked.map(({ stream, numbers }) => {
      if (stream.kind === 'orders') return new OrderPlayer(stream, numbers)
      return stream.kind === 'book' ? new BookPlayer(stream, numbers) : new RowPlayer(stream)
    })
    this.#funding = new FundingPlayer(funding)
    this.#players = [this.#funding, ...this.#streams]
  }

  /** Time of the next event; Infinity at the end of the streams. Only after `look`. */
  get key(): number {
    const next = this.#streams.reduce((least, { key }) => Math.min(least, key), Infinity)
    return next === Infinity ? next : Math.min(next, this.#funding.key)
  }

  /** Reads what must be known before `key` and `next`; a promise only where a source needs one. */
  look(): void | Promise<void> {
    for (const player of this.#players) {
      if (!player.isHungry) continue
      const looking = player.look()
      if (looking instanceof Promise) return looking.then(() => this.look())
    }
  }

  next(): MarketEvent {
    return this.#first.next()
  }

  /** Passes over the next event. */
  skip(): void {
    this.#first.skip()
  }

  /** What was passed over has left, told at `key`: books, funding rates that are still to be settled. */
  rebuilt(key: number): MarketEvent[] {
    return this.#players.flatMap((player) => player.rebuilt(key) ?? [])
  }

  async close(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.close()))
  }

  get #first(): Player {
    const { key } = this
    return this.#players.find((player) => player.key === key) as Player
  }
}

/** As the streams of a backtest: by kind downwards, then by name. */
function byRank(a: PlayedStream, b: PlayedStream): number {
  if (a.kind !== b.kind) return a.kind > b.kind ? -1 : 1
  const [one, other] = [streamKey(a), streamKey(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

function keyAt(block: ColumnChunk, row: number): number {
  return (block.kind === 'bars' ? block.closeTime : (block.tsRecv ?? block.ts))[row]!
}

function tradeAt({ instrument }: PlayedStream, block: TradeColumns, row: number): MarketEvent {
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

function quoteAt({ instrument }: PlayedStream, block: QuoteColumns, row: number): MarketEvent {
  return {
    type: 'QuoteTick',
    instrumentId: instrument.id,
    ts: block.ts[row]!,
    ...(block.tsRecv && { tsRecv: block.tsRecv[row]! }),
    bidPrice: block.bidPrice[row]!,
    askPrice: block.askPrice[row]!,
    bidSize: block.bidSize[row]!,
    askSize: block.askSize[row]!,
    sequence: null,
  }
}

function barAt(stream: PlayedStream, block: BarColumns, row: number): MarketEvent {
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
