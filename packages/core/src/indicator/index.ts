export { defineIndicator, type IndicatorSpec, type IndicatorType, type Settled } from './define-indicator.js'
export { defineWindow, type WindowSpec } from './define-window.js'
export type { BatchColumns } from './batch.js'
export type {
  FeedOptions,
  IndicatorDefinition,
  IndicatorValue,
  PriceInput,
  SeriesOptions,
} from './indicator-definition.js'
export type { IndicatorIdentity } from './indicator-identity.js'
export {
  IndicatorInstance,
  type IndicatorKernel,
  type IndicatorSnapshot,
  type RunningDefinition,
} from './indicator-instance.js'
export type { IndicatorMetadata, OutputUnit, ParameterSpec, TalibName, Warmup } from './indicator-metadata.js'
export type { IndicatorNode } from './indicator-node.js'
export type { ParameterValue } from './parameter-value.js'
export type { SeriesColumns } from './series-columns.js'
export { FormingGraph, type FormingGraphSnapshot } from './forming-graph.js'
export { SeriesGraph, type SeriesGraphSnapshot } from './series-graph.js'
export { TickIndicator } from './tick-indicator.js'
export {
  HELD_PARAMS,
  holdMs,
  startBeforeEnd,
  TICK_PARAMS,
  WINDOW_PARAMS,
  type HeldOptions,
  type TickOptions,
  type WindowOptions,
} from './tick-options.js'
