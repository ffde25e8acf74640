import { TapelineError } from '../errors/index.js'
import type { BarColumns, TradeColumns } from '../market/index.js'

/** Open while a handler of the run is being called: views may be read then, and only then. */
export interface Gate {
  isOpen: boolean
}

/** Where in its columns a view stands. */
export interface Cursor {
  row: number
  readonly gate: Gate
}

/** A bar as plain values: what `bar.copy()` gives to keep. */
export interface BarCopy {
  /** Its first moment, UTC epoch ms. */
  readonly openTime: number
  /** Its end, UTC epoch ms: the first moment that is no longer in it, and the one at which it is known. */
  readonly closeTime: number
  /** First price, in the quote currency like the others. */
  readonly open: number
  /** Highest price. */
  readonly high: number
  /** Lowest price. */
  readonly low: number
  /** Last price. */
  readonly close: number
  /** What was traded, in base units. */
  readonly volume: number
}

/** Columns seen through a cursor, while a handler is being called. */
export class View<C> {
  readonly #what: string
  protected readonly cursor: Cursor
  #columns: C | null = null

  constructor(cursor: Cursor, what: string) {
    this.cursor = cursor
    this.#what = what
  }

  /** Points the view at other columns; called by whoever feeds it. */
  bind(columns: C): void {
    this.#columns = columns
  }

  protected live(): C {
    if (this.cursor.gate.isOpen !== true || this.#columns === null) throw staleView(this.#what)
    return this.#columns
  }
}

/** The bar that was just closed. One object a run, valid during the call only: `copy()` what is to be kept. */
export class BarView extends View<BarColumns> implements BarCopy {
  constructor(cursor: Cursor) {
    super(cursor, 'bar')
  }

  get openTime(): number {
    return this.live().openTime[this.cursor.row]!
  }
  get closeTime(): number {
    return this.live().closeTime[this.cursor.row]!
  }
  get open(): number {
    return this.live().open[this.cursor.row]!
  }
  get high(): number {
    return this.live().high[this.cursor.row]!
  }
  get low(): number {
    return this.live().low[this.cursor.row]!
  }
  get close(): number {
    return this.live().close[this.cursor.row]!
  }
  /** Base units. */
  get volume(): number {
    return this.live().volume[this.cursor.row]!
  }

  copy(): BarCopy {
    const { openTime, closeTime, open, high, low, close, volume } = this
    return { openTime, closeTime, open, high, low, close, volume }
  }
}

/** A trade print as plain values: what `trade.copy()` gives to keep. */
export interface TradeCopy {
  /** The venue's event time, UTC epoch ms. */
  readonly ts: number
  /** In the quote currency. */
  readonly price: number
  /** In base units. */
  readonly size: number
  /** Who took liquidity; `null` where the source does not say. */
  readonly aggressorSide: 'buy' | 'sell' | null
}

/** The trade print that is happening. One object a run, valid during the call only: `copy()` what is to be kept. */
export class TradeView extends View<TradeColumns> implements TradeCopy {
  constructor(cursor: Cursor) {
    super(cursor, 'trade')
  }

  /** The venue's event time. */
  get ts(): number {
    return this.live().ts[this.cursor.row]!
  }
  get price(): number {
    return this.live().price[this.cursor.row]!
  }
  /** Base units. */
  get size(): number {
    return this.live().size[this.cursor.row]!
  }
  get aggressorSide(): 'buy' | 'sell' | null {
    const side = this.live().side?.[this.cursor.row] ?? 0
    return side === 0 ? null : side > 0 ? 'buy' : 'sell'
  }

  copy(): TradeCopy {
    const { ts, price, size, aggressorSide } = this
    return { ts, price, size, aggressorSide }
  }
}

/** A view that was kept beyond its call would show another moment's numbers: reading it is an error instead. */
export function staleView(what: string): TapelineError {
  return new TapelineError(`The ${what} was read outside of the call that it was given to.`, {
    code: 'STALE_VIEW',
    hint: 'It is one object for the whole run: keep copy() or the numbers you need.',
  })
}
