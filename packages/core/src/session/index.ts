export { backtest, type BacktestRun } from './backtest.js'
export type { BacktestOptions, BacktestProgress } from './options.js'
export type { BacktestResult, MatchingSuspension } from './result.js'
export type { SignalRecord } from './run-log.js'
