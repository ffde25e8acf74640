import { demand } from '../errors/index.js'

/** A bar's length as ccxt writes it: `1m`, `5m`, `1h`, `1d`, `1w`, `1M`; `M` is a month, `m` a minute. */
export type Timeframe = `${number}${'s' | 'm' | 'h' | 'd' | 'w' | 'M'}`

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/**
 * Length of a timeframe in milliseconds; `null` for months, whose length varies.
 *
 * @example
 * ```ts
 * import { timeframeMs } from '@tapeline/core'
 * console.log(timeframeMs('15m')) // 900000
 * ```
 */
export function timeframeMs(timeframe: Timeframe): number | null {
  const match = typeof timeframe === 'string' ? /^([1-9]\d{0,4})([smhdwM])$/.exec(timeframe) : null
  const expected = 'a count and a unit of s, m, h, d, w, M, such as 1m, 4h, 1d'
  demand(match !== null, 'timeframe', 'timeframe', timeframe, expected)
  const unit = UNIT_MS[match[2] as string]
  return unit === undefined ? null : Number(match[1]) * unit
}
