export * from './errors/index.js'
export { barCloseTime, barOpenTime, timeframeMs, type Timeframe } from './time/index.js'
export * from './market/index.js'
export * from './symbols/index.js'
export * from './bars/index.js'
export {
  SeriesGraph,
  type FeedOptions,
  type IndicatorDefinition,
  type IndicatorIdentity,
  type IndicatorMetadata,
  type IndicatorNode,
  type IndicatorType,
  type IndicatorValue,
  type ParameterValue,
  type PriceInput,
  type SeriesGraphSnapshot,
  type SeriesOptions,
} from './indicator/index.js'
export {
  canMoveTo,
  isEnded,
  type LiquiditySide,
  type OrderAccepted,
  type OrderCanceled,
  type OrderDenied,
  type OrderEvent,
  type OrderFilled,
  type OrderReason,
  type OrderSide,
  type OrderStatus,
  type OrderSubmitted,
  type OrderTicket,
  type OrderTriggered,
  type OrderType,
  type TimeInForce,
} from './orders/index.js'
export type { PositionView } from './portfolio/index.js'
export {
  bars,
  strategy,
  trades,
  type AccountView,
  type BarContext,
  type BarCopy,
  type BarsNeed,
  type DataNeed,
  type DataNeeds,
  type IndicatorValues,
  type Nullable,
  type OrderDesk,
  type OrderRequest,
  type OrderSize,
  type Strategy,
  type StrategyContext,
  type StrategyIndicators,
  type StrategyParams,
  type StrategySpec,
  type TradeContext,
  type TradeCopy,
  type TradesNeed,
  type WarmupMode,
} from './strategy/index.js'
export {
  defaultFillModel,
  fillModel,
  percentFees,
  type FeeBasis,
  type FeeModel,
  type FillModel,
  type PercentFees,
} from './simulator/index.js'
export type { InputDigest } from './replay/index.js'
export * from './session/index.js'
