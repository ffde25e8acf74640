import { columnNames, type QuoteColumns } from '../market/index.js'
import type { Gate } from '../strategy/index.js'
import { QuoteView } from '../strategy/quote-view.js'
import { Feed } from './feed.js'

/** The best bids and asks of one need of one instrument. */
export class QuoteFeed extends Feed<QuoteColumns, QuoteView> {
  constructor(gate: Gate) {
    super(columnNames.quotes.slice(0, 5), gate, QuoteView)
  }
}
