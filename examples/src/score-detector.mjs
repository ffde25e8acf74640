/**
 * Holds what a detector found against what was planted. A signal between a pump's start and end is a hit; a pump
 * without one was missed; a signal outside every pump is a false alarm.
 */
export function scoreDetector(signals, pumps) {
  const found = pumps.map(({ startTs, endTs }) => signals.find(({ ts }) => ts >= startTs && ts <= endTs))
  const hits = signals.filter(({ ts }) => pumps.some(({ startTs, endTs }) => ts >= startTs && ts <= endTs)).length
  const delays = pumps
    .flatMap(({ startTs }, i) => (found[i] === undefined ? [] : [found[i].ts - startTs]))
    .sort((a, b) => a - b)
  return {
    signals: signals.length,
    hits,
    falseAlarms: signals.length - hits,
    pumps: pumps.length,
    found: delays.length,
    precision: signals.length === 0 ? null : hits / signals.length,
    recall: pumps.length === 0 ? null : delays.length / pumps.length,
    medianDelayMs: delays.length === 0 ? null : delays[delays.length >> 1],
  }
}
