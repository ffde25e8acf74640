import { columnNames, type TradeColumns } from '../market/index.js'
import { BLOCK_ROWS } from '../replay/index.js'
import { TradeView, type Gate } from '../strategy/index.js'
import { Feed } from './feed.js'

/** The trade prints of one need of one instrument. */
export class TradeFeed extends Feed<TradeColumns, TradeView> {
  /** Sides as indicators read them; NaN in a feed that does not know them. */
  readonly #side = new Float64Array(BLOCK_ROWS).fill(NaN)

  constructor(gate: Gate) {
    super([...columnNames.trades.slice(0, 3), 'side'], gate, TradeView)
  }

  override show(columns: TradeColumns): void {
    const { ts, price, size, side } = columns
    this.view.bind(columns)
    if (side) this.#side.set(side)
    else this.#side.fill(NaN, 0, columns.length)
    this.graph.bind({ ts, price, size, side: this.#side })
  }
}
