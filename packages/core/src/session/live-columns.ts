import type { Bar, BarColumns, MarketEvent, QuoteColumns, QuoteTick, TradeColumns, TradeTick } from '../market/index.js'
import { finding, type Finding } from '../quality/index.js'
import type { LiveColumns, LiveEvent } from './live-event.js'

/** Prints, handed over whole. */
export class LiveTrades implements LiveColumns {
  #trades: TradeTick[] = [] // bound: the session's queue, which is handed over whole
  #keys: number[] = [] // bound: as the trades
  #hasSides = false

  get hasRows(): boolean {
    return this.#trades.length > 0
  }

  fault(): null {
    return null
  }

  push(event: LiveEvent, key: number): void {
    this.#trades.push(event as TradeTick)
    this.#keys.push(key)
  }

  next(): TradeColumns | null {
    const trades = this.#trades
    const keys = this.#keys
    if (trades.length === 0) return null
    this.#trades = []
    this.#keys = []
    // A venue that has once said who crossed the spread says it always: from then on null is "unknown", not "never told".
    this.#hasSides ||= trades.some(({ aggressorSide }) => aggressorSide !== null)
    return {
      kind: 'trades',
      length: trades.length,
      ts: Float64Array.from(trades, ({ ts }) => ts),
      tsRecv: stamps(trades, keys),
      price: Float64Array.from(trades, ({ price }) => price),
      size: Float64Array.from(trades, ({ size }) => size),
      side: this.#hasSides ? Int8Array.from(trades, ({ aggressorSide }) => SIDES[aggressorSide ?? 'none']) : undefined,
    }
  }
}

/** Best bids and asks, handed over whole. */
export class LiveQuotes implements LiveColumns {
  #quotes: QuoteTick[] = [] // bound: the session's queue, which is handed over whole
  #keys: number[] = [] // bound: as the quotes

  get hasRows(): boolean {
    return this.#quotes.length > 0
  }

  /** A side may be empty, but its size must be known: without it nobody could say what an order there would get. */
  fault(event: MarketEvent): Finding | null {
    const { bidPrice, bidSize, askPrice, askSize } = event as QuoteTick
    return sideFault('bid', bidPrice, bidSize) ?? sideFault('ask', askPrice, askSize)
  }

  push(event: LiveEvent, key: number): void {
    this.#quotes.push(event as QuoteTick)
    this.#keys.push(key)
  }

  next(): QuoteColumns | null {
    const quotes = this.#quotes
    const keys = this.#keys
    if (quotes.length === 0) return null
    this.#quotes = []
    this.#keys = []
    return {
      kind: 'quotes',
      length: quotes.length,
      ts: Float64Array.from(quotes, ({ ts }) => ts),
      tsRecv: stamps(quotes, keys),
      bidPrice: Float64Array.from(quotes, ({ bidPrice }) => bidPrice),
      bidSize: Float64Array.from(quotes, ({ bidSize }) => bidSize as number),
      askPrice: Float64Array.from(quotes, ({ askPrice }) => askPrice),
      askSize: Float64Array.from(quotes, ({ askSize }) => askSize as number),
    }
  }
}

/** Final bars, one by one: each begins where the session's clock stands when its turn has come. */
export class LiveBars implements LiveColumns {
  readonly #bars: Bar[] = [] // bound: the session's queue

  get hasRows(): boolean {
    return this.#bars.length > 0
  }

  fault(): null {
    return null
  }

  push(event: LiveEvent): void {
    this.#bars.push(event as Bar)
  }

  next(): BarColumns | null {
    const bar = this.#bars.shift()
    if (bar === undefined) return null
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
}

const SIDES = { buy: 1, sell: -1, none: 0 } as const

/** The clock's column, where it says anything beside the venue's own times. */
function stamps(events: readonly (TradeTick | QuoteTick)[], keys: readonly number[]): Float64Array | undefined {
  const isStamped = events.some(({ ts, tsRecv }, i) => tsRecv !== undefined || keys[i] !== ts)
  return isStamped ? Float64Array.from(keys) : undefined
}

function sideFault(side: 'bid' | 'ask', price: number, size: number | null): Finding | null {
  const isSize = typeof size === 'number' && size >= 0 && size < Infinity
  if (!isSize) return finding(`${side}Size`, size, 'a finite number of at least 0: a session needs to know it')
  const isPrice = typeof price === 'number' && (size === 0 || (price > 0 && price < Infinity))
  return isPrice ? null : finding(`${side}Price`, price, 'a finite number above 0')
}
