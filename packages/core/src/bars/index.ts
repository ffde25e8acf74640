/**
 * Bars of every kind from trades or quotes, longer bars from shorter ones, bars of liquidations, and the calendars of
 * sessions that they keep to. Small synchronous classes: an event in, bars out to a sink, state as plain data.
 *
 * @module
 */
// Not through time's index: what is built from trades in the engine needs no calendar.
export { alwaysOpen, fxWeek, usEquities, type UsEquitiesOptions } from '../time/calendars.js'
export {
  sessionCalendar,
  type SessionCalendar,
  type SessionCalendarOptions,
  type SessionHours,
} from '../time/session-calendar.js'
export { BarCascade, barCascade } from './bar-cascade.js'
export { BarBuilder, barBuilder, type BarCounts } from './bar-builder.js'
export type {
  BarSource,
  BarSpec,
  ImbalanceBarSpec,
  RangeBarSpec,
  RenkoBarSpec,
  SettledBarSpec,
  SettledFields,
  TickBarSpec,
  TimeBarSpec,
  ValueBarSpec,
  VolumeBarSpec,
} from './bar-spec.js'
export { ColumnBars, columnBars } from './column-bars.js'
export type { BuiltBarColumns } from './column-rows.js'
export type { PartBar } from './bar-parts.js'
export type { BarSink, BuiltBar } from './built-bar.js'
export {
  LiquidationBars,
  type LiquidationAverage,
  type LiquidationBar,
  type LiquidationBarOptions,
} from './liquidation-bars.js'
export { RangeCache, type Interval, type TimeRange } from './range-cache.js'
export { RollUp, rollUp, type RollUpOptions } from './roll-up.js'
export type { BarsSnapshot } from './snapshot.js'
export { TimeBarBuilder, type FormingBar } from './time-bar-builder.js'
