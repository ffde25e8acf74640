import { TapelineError, timeframeMs, type Timeframe } from '@tapeline/core'

const KNOWN: readonly Timeframe[] = [
  '1s', '5s', '10s', '15s', '30s', '1m', '2m', '3m', '5m', '10m', '15m', '30m', '45m',
  '1h', '2h', '3h', '4h', '6h', '8h', '12h', '1d', '2d', '3d', '1w', '2w',
] // prettier-ignore
const DAY_MS = 86_400_000

/** The timeframe whose length is the median distance of the bars; a typed error where none is. */
export function inferTimeframe(openTimes: Float64Array, source: string): Timeframe {
  const sorted = openTimes.slice().sort()
  const distances = sorted
    .subarray(1)
    .map((time, i) => time - (sorted[i] as number))
    .filter((distance) => distance > 0)
    .sort()
  const median = distances[distances.length >> 1]
  if (median !== undefined) {
    if (median >= 28 * DAY_MS && median <= 31 * DAY_MS) return '1M'
    for (const timeframe of KNOWN) if (timeframeMs(timeframe) === median) return timeframe
  }
  throw new TapelineError(
    median === undefined
      ? `${source} has fewer than two bars of different times, so their timeframe is not known.`
      : `The bars of ${source} lie ${median} ms apart in the median, which is no usual timeframe.`,
    { code: 'TIMEFRAME_UNKNOWN', hint: "Say it: timeframe: '1d'.", details: { medianMs: median ?? null } },
  )
}
