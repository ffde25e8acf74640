import type { MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding, type QualityContext } from './quality-probe.js'

/** How long a stream may pause. */
export interface TimeGapOptions {
  /** Milliseconds of event time between two events of a stream; 300000 (five minutes) unless said. */
  readonly gapAfterMs?: number | undefined
}

class TimeGap extends QualityProbe {
  private readonly options: SettledOptions<TimeGapOptions>
  private newest: number = NaN

  constructor(options: SettledOptions<TimeGapOptions>) {
    super()
    this.options = options
  }

  override check({ ts }: MarketEvent, { isTimeTrusted }: QualityContext): Finding | null {
    const from = this.newest
    const gapMs = typeof ts === 'number' ? ts - from : NaN
    const { gapAfterMs } = this.options
    if (!(gapMs > gapAfterMs) || gapMs === Infinity || !isTimeTrusted) return null
    return finding('ts', ts, `at most ${gapAfterMs} ms after the event before it`, { gapMs, from, to: ts })
  }

  override learn({ ts }: MarketEvent, { isTimeTrusted }: QualityContext): void {
    if (isTimeTrusted && isSample(ts) && !(ts < this.newest)) this.newest = ts
  }
}

/**
 * Silence in event time, seen when it ends. A quiet market and a lost connection look the same: set it for what you trade.
 * {@link stale} sees silence while it lasts, {@link sequenceGap} what ids say.
 */
export const timeGap: CheckType<TimeGapOptions> = /*#__PURE__*/ defineCheck<TimeGapOptions>({
  name: 'timeGap',
  tells: 'A stream that paused longer than it should: the first event after it, and from when to when.',
  stage: 'time',
  appliesTo: ['TradeTick', 'QuoteTick', 'OrderBookDelta', 'OrderBookOrders'],
  action: 'flag',
  options: {
    gapAfterMs: { kind: 'number', default: 300_000, min: 1, max: 1e12, unit: 'ms', tells: 'Longest pause.' },
  },
  probe: TimeGap,
})
