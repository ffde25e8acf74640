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

export interface BarCopy {
  readonly openTime: number
  readonly closeTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** The bar that was just closed. One object a run, valid during the call only: `copy()` what is to be kept. */
export class BarView implements BarCopy {
  readonly #cursor: Cursor
  #columns: BarColumns | null = null

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  /** Points the view at other columns; called by whoever feeds it. */
  bind(columns: BarColumns): void {
    this.#columns = columns
  }

  get openTime(): number {
    return this.#live().openTime[this.#cursor.row]!
  }
  get closeTime(): number {
    return this.#live().closeTime[this.#cursor.row]!
  }
  get open(): number {
    return this.#live().open[this.#cursor.row]!
  }
  get high(): number {
    return this.#live().high[this.#cursor.row]!
  }
  get low(): number {
    return this.#live().low[this.#cursor.row]!
  }
  get close(): number {
    return this.#live().close[this.#cursor.row]!
  }
  /** Base units. */
  get volume(): number {
    return this.#live().volume[this.#cursor.row]!
  }

  copy(): BarCopy {
    const { openTime, closeTime, open, high, low, close, volume } = this
    return { openTime, closeTime, open, high, low, close, volume }
  }

  #live(): BarColumns {
    if (!this.#cursor.gate.isOpen || this.#columns === null) throw staleView('bar')
    return this.#columns
  }
}

export interface TradeCopy {
  readonly ts: number
  readonly price: number
  readonly size: number
  readonly aggressorSide: 'buy' | 'sell' | null
}

/** The trade print that is happening. One object a run, valid during the call only: `copy()` what is to be kept. */
export class TradeView implements TradeCopy {
  readonly #cursor: Cursor
  #columns: TradeColumns | null = null

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  bind(columns: TradeColumns): void {
    this.#columns = columns
  }

  /** The venue's event time. */
  get ts(): number {
    return this.#live().ts[this.#cursor.row]!
  }
  get price(): number {
    return this.#live().price[this.#cursor.row]!
  }
  /** Base units. */
  get size(): number {
    return this.#live().size[this.#cursor.row]!
  }
  get aggressorSide(): 'buy' | 'sell' | null {
    const side = this.#live().side?.[this.#cursor.row] ?? 0
    return side === 0 ? null : side > 0 ? 'buy' : 'sell'
  }

  copy(): TradeCopy {
    const { ts, price, size, aggressorSide } = this
    return { ts, price, size, aggressorSide }
  }

  #live(): TradeColumns {
    if (!this.#cursor.gate.isOpen || this.#columns === null) throw staleView('trade')
    return this.#columns
  }
}

/** A view that was kept beyond its call would show another moment's numbers: reading it is an error instead. */
export function staleView(what: string): TapelineError {
  return new TapelineError(`The ${what} was read outside of the call that it was given to.`, {
    code: 'STALE_VIEW',
    hint: 'It is one object for the whole run: keep copy() or the numbers you need.',
  })
}
