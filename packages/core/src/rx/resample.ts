import type { OperatorFunction } from 'rxjs'
import { RollUp, type BuiltBar, type PartBar, type RollUpOptions } from '../bars/index.js'
import type { Timeframe } from '../time/index.js'
import { throughSink } from './through-sink.js'
import type { ClockOptions } from './to-bars.js'

/**
 * Longer bars from shorter ones of one instrument: `1m` to `5m`, `1h` to `1d`. A longer bar comes with its last part, or
 * when a later part or the clock tells that its time is up, and again when a part is corrected. One that lacks parts is
 * partial; `missing: 'quiet'` says that nothing was traded then. Bars that still form may be among the parts.
 *
 * @param into the timeframe, or all options.
 *
 * @example
 * ```ts
 * import { resample } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * const bar = { type: 'Bar', instrumentId: 'A@demo', timeframe: '1m', isFinal: true, open: 10, low: 9, close: 10 } as const
 * of(
 *   { ...bar, openTime: 0, closeTime: 60_000, ts: 60_000, high: 11, volume: 5 },
 *   { ...bar, openTime: 60_000, closeTime: 120_000, ts: 120_000, high: 12, volume: 3 },
 * ).pipe(resample('2m')).subscribe(({ timeframe, high, volume }) => {
 *   console.log(timeframe, high, volume) // 2m 12 8
 * })
 * ```
 */
export function resample(
  into: Timeframe | RollUpOptions,
  { clock$ }: ClockOptions = {},
): OperatorFunction<PartBar, BuiltBar> {
  const options = typeof into === 'string' ? { timeframe: into } : into
  return throughSink((sink: (bar: BuiltBar) => void) => new RollUp(options, sink), clock$)
}
