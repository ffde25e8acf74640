import type { QuoteColumns } from '../market/index.js'
import { View, type Cursor } from './views.js'

/** Best bid and ask as plain values: what `quote.copy()` gives to keep. */
export interface QuoteCopy {
  /** The venue's event time, UTC epoch ms. */
  readonly ts: number
  /** Best price of buyers; `null` where there is none. */
  readonly bidPrice: number | null
  /** Base units wanted there. */
  readonly bidSize: number
  /** Best price of sellers; `null` where there is none. */
  readonly askPrice: number | null
  /** Base units offered there. */
  readonly askSize: number
}

/** The best bid and ask of the moment. One object a run, valid during the call only: `copy()` what is to be kept. */
export class QuoteView extends View<QuoteColumns> implements QuoteCopy {
  constructor(cursor: Cursor) {
    super(cursor, 'quote')
  }

  get ts(): number {
    return this.live().ts[this.cursor.row]!
  }
  get bidPrice(): number | null {
    return this.bidSize > 0 ? this.live().bidPrice[this.cursor.row]! : null
  }
  get bidSize(): number {
    return this.live().bidSize[this.cursor.row]!
  }
  get askPrice(): number | null {
    return this.askSize > 0 ? this.live().askPrice[this.cursor.row]! : null
  }
  get askSize(): number {
    return this.live().askSize[this.cursor.row]!
  }

  copy(): QuoteCopy {
    const { ts, bidPrice, bidSize, askPrice, askSize } = this
    return { ts, bidPrice, bidSize, askPrice, askSize }
  }
}
