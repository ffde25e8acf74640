export { bars, trades, type BarsNeed, type DataNeed, type DataNeeds, type TradesNeed } from './data-needs.js'
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
  type IndicatorValues,
  type Nullable,
  type Strategy,
  type StrategyContext,
  type StrategyIndicators,
  type StrategyParams,
  type StrategySpec,
  type TradeContext,
  type WarmupMode,
} from './strategy.js'
export { BarView, staleView, TradeView, type BarCopy, type Cursor, type Gate, type TradeCopy } from './views.js'
