export { barCloseTime, barOpenTime } from './bar-interval.js'
export { dailyClose, type DailyClose } from './daily-close.js'
export { monotonicMs, yieldToHost } from './host.js'
export { timeframeMs, type Timeframe } from './timeframe.js'
