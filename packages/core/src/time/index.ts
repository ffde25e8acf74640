export { barCloseTime, barOpenTime } from './bar-interval.js'
export { alwaysOpen, fxWeek, usEquities, type UsEquitiesOptions } from './calendars.js'
export { monotonicMs, yieldToHost } from './host.js'
export {
  sessionCalendar,
  type SessionCalendar,
  type SessionCalendarOptions,
  type SessionHours,
} from './session-calendar.js'
export { SessionFinder } from './session-finder.js'
export { timeframeMs, type Timeframe } from './timeframe.js'
