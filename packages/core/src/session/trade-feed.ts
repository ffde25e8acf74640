import { columnNames, type TradeColumns } from '../market/index.js'
import { TradeView, type Gate } from '../strategy/index.js'
import { Feed } from './feed.js'

/** The trade prints of one need of one instrument. */
export class TradeFeed extends Feed<TradeColumns, TradeView> {
  constructor(gate: Gate) {
    super(columnNames.trades.slice(0, 3), gate, TradeView)
  }
}
