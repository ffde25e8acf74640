export { timeframeMs, type Timeframe } from './timeframe.js'
