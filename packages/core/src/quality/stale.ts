import type { MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** How long a stream may be silent. */
export interface StaleOptions {
  /** Milliseconds without an event, by our clock; 60000 unless said. */
  readonly staleAfterMs?: number | undefined
}

class Stale extends QualityProbe {
  private readonly options: SettledOptions<StaleOptions>
  private heard: number = NaN
  private isTold = false

  constructor(options: SettledOptions<StaleOptions>) {
    super()
    this.options = options
  }

  override check(): null {
    return null
  }

  override learn({ ts, tsRecv }: MarketEvent): void {
    const time = typeof tsRecv === 'number' ? tsRecv : ts
    if (!isSample(time) || time < this.heard) return
    this.heard = time
    this.isTold = false
  }

  override advance(now: number): Finding | null {
    const silentMs = now - this.heard
    if (this.isTold || !(silentMs > this.options.staleAfterMs)) return null
    this.isTold = true
    const { staleAfterMs } = this.options
    return finding('ts', this.heard, `an event at least every ${staleAfterMs} ms`, { silentMs, since: this.heard })
  }
}

/**
 * Silence while it lasts: `advance(now)` gives one `StreamGap` for each stream that has been silent too long. Measured
 * from `tsRecv` where events have one, so that a clock which disagrees with the venue's does no harm.
 */
export const stale: CheckType<StaleOptions> = /*#__PURE__*/ defineCheck<StaleOptions>({
  name: 'stale',
  tells: 'A stream from which nothing has come for too long, told by our clock while it lasts.',
  stage: 'time',
  appliesTo: ['TradeTick', 'QuoteTick', 'OrderBookDelta', 'OrderBookOrders'],
  action: 'flag',
  options: {
    staleAfterMs: { kind: 'number', default: 60_000, min: 1, max: 1e12, unit: 'ms', tells: 'Longest silence.' },
  },
  probe: Stale,
})
