export {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  columnNames,
  type BarColumns,
  type BookColumns,
  type ColumnChunk,
  type QuoteColumns,
  type TradeColumns,
} from './columns.js'
export type {
  Bar,
  BookLevel,
  FundingRate,
  Liquidation,
  MarketEvent,
  OrderBookDelta,
  OrderBookSnapshot,
  QuoteTick,
  StreamGap,
  TradeTick,
} from './events.js'
export {
  instrument,
  type AssetClass,
  type ContractType,
  type Instrument,
  type InstrumentId,
  type InstrumentOptions,
  type MarginTier,
} from './instrument.js'
export {
  streamKey,
  type PriceAdjustment,
  type Recorded,
  type RecordedBars,
  type RecordedBook,
  type RecordedQuotes,
  type RecordedTape,
  type RecordedTrades,
} from './recorded.js'
