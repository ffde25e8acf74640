export type { BookLooks } from './book-view.js'
export {
  bars,
  book,
  quotes,
  trades,
  type BarsNeed,
  type BookNeed,
  type DataNeed,
  type DataNeeds,
  type QuotesNeed,
  type TradesNeed,
} from './data-needs.js'
export { createIndicatorView } from './indicator-view.js'
export type {
  BracketRequest,
  BracketTickets,
  ChildRequest,
  OrderChange,
  OrderDesk,
  OrderRequest,
  OrderSize,
  SidedChild,
  SidedRequest,
  TriggeredTickets,
} from './order-desk.js'
export {
  strategy,
  type AccountView,
  type BarContext,
  type BookContext,
  type IndicatorValues,
  type Nullable,
  type QuoteContext,
  type Strategy,
  type StrategyContext,
  type StrategyIndicators,
  type StrategyParams,
  type StrategySpec,
  type TradeContext,
  type WarmupMode,
} from './strategy.js'
export type { QuoteCopy } from './quote-view.js'
export { BarView, staleView, TradeView, type BarCopy, type Cursor, type Gate, type TradeCopy } from './views.js'
