import type { Bar, BarColumns, ColumnChunk, Recorded, TradeColumns, TradeTick } from '../market/index.js'
import type { LiveStream } from './paper-options.js'

/**
 * A live stream as a lane reads it. The lane's source says "no more" whenever nothing has come, and goes on when something
 * has: between the two the lane waits like one whose recording has ended, with its forming bar still to be closed by
 * the clock.
 */
export class LiveRows {
  readonly stream: Recorded
  /** Events up to this venue time were in the history: a bar's end, a print's time. */
  historyTs: number = -Infinity
  /** Venue time of the newest event: a bar's end, a print's time. */
  newestTs: number = -Infinity
  #trades: TradeTick[] = [] // bound: the session's queue, which is handed over whole
  #keys: number[] = [] // bound: as the trades
  #bars: Bar[] = [] // bound: the session's queue
  #hasSides = false

  constructor({ kind, instrument, source = 'live', timeframe, priceAdjustment = 'raw' }: LiveStream) {
    const chunks = (): Iterable<never> => ({ [Symbol.iterator]: () => ({ next: () => this.#next() }) }) as never
    this.stream = { kind, instrument, source, timeframe, priceAdjustment, rows: null, chunks } as Recorded
  }

  /** Is anything waiting for the lane? */
  get hasRows(): boolean {
    return this.#trades.length > 0 || this.#bars.length > 0
  }

  /** Takes an event; `key` is its time on the session's clock. */
  push(event: TradeTick | Bar, key: number): void {
    if (event.type === 'Bar') {
      this.#bars.push(event)
      return
    }
    this.#trades.push(event)
    this.#keys.push(key)
  }

  #next(): IteratorResult<ColumnChunk, undefined> {
    // Bars one by one: each begins where the session's clock stands when its turn has come.
    const bar = this.#bars.shift()
    if (bar !== undefined) return { done: false, value: barRow(bar) }
    if (this.#trades.length === 0) return { done: true, value: undefined }
    const value = this.#tradeRows(this.#trades, this.#keys)
    this.#trades = []
    this.#keys = []
    return { done: false, value }
  }

  #tradeRows(trades: readonly TradeTick[], keys: readonly number[]): TradeColumns {
    const isStamped = trades.some(({ ts, tsRecv }, i) => tsRecv !== undefined || keys[i] !== ts)
    // A venue that has once said who crossed the spread says it always: from then on null is "unknown", not "never told".
    this.#hasSides ||= trades.some(({ aggressorSide }) => aggressorSide !== null)
    return {
      kind: 'trades',
      length: trades.length,
      ts: Float64Array.from(trades, ({ ts }) => ts),
      tsRecv: isStamped ? Float64Array.from(keys) : undefined,
      price: Float64Array.from(trades, ({ price }) => price),
      size: Float64Array.from(trades, ({ size }) => size),
      side: this.#hasSides ? Int8Array.from(trades, ({ aggressorSide }) => SIDES[aggressorSide ?? 'none']) : undefined,
    }
  }
}

const SIDES = { buy: 1, sell: -1, none: 0 } as const

function barRow(bar: Bar): BarColumns {
  const at = (value: number): Float64Array => Float64Array.of(value)
  return {
    kind: 'bars',
    length: 1,
    openTime: at(bar.openTime),
    closeTime: at(bar.closeTime),
    open: at(bar.open),
    high: at(bar.high),
    low: at(bar.low),
    close: at(bar.close),
    volume: at(bar.volume),
  }
}
