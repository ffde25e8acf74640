import type { MarketEvent } from '../market/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding, type QualityContext } from './quality-probe.js'

/** How far ahead of our clock an event may be. */
export interface FutureTimeOptions {
  /** Milliseconds ahead of our clock; 5000 unless said. */
  readonly aheadMs?: number | undefined
}

class FutureTime extends QualityProbe {
  private readonly options: SettledOptions<FutureTimeOptions>
  private least: number = Infinity
  private newest: number = NaN

  constructor(options: SettledOptions<FutureTimeOptions>) {
    super()
    this.options = options
  }

  override check({ ts, tsRecv }: MarketEvent, { clock }: QualityContext): Finding | null {
    const ours = typeof tsRecv === 'number' ? tsRecv : clock
    const aheadMs = typeof ts === 'number' ? ts - ours : NaN
    // Without a clock the difference is infinite or NaN: nothing can be said.
    if (!(aheadMs > this.options.aheadMs) || aheadMs === Infinity) return null
    const { aheadMs: most } = this.options
    return finding('ts', ts, `at most ${most} ms ahead of our clock, ${ours}`, { aheadMs, clock: ours })
  }

  override learn({ ts, tsRecv }: MarketEvent, { isTimeTrusted }: QualityContext): void {
    if (typeof tsRecv !== 'number' || typeof ts !== 'number' || !isTimeTrusted) return
    this.newest = tsRecv - ts
    if (this.newest < this.least) this.least = this.newest
  }

  /** `tsRecv - ts`: negative where our clock is behind the venue's, and never clamped. */
  override measures(): { readonly leastDelayMs: number | null; readonly newestDelayMs: number | null } {
    const { least, newest } = this
    return { leastDelayMs: least < Infinity ? least : null, newestDelayMs: newest === newest ? newest : null }
  }
}

/**
 * Times that have not come yet: ahead of `tsRecv`, or of the clock that `advance` was told. Clocks disagree (captures
 * have run 1.27 s behind the exchange), so a few seconds are let pass; the disagreement itself is in `measures`.
 */
export const futureTime: CheckType<FutureTimeOptions> = /*#__PURE__*/ defineCheck<FutureTimeOptions>({
  name: 'futureTime',
  tells: 'An event from the future: its time is further ahead of our clock than clocks disagree.',
  stage: 'time',
  appliesTo: ['TradeTick', 'QuoteTick', 'OrderBookSnapshot', 'OrderBookDelta', 'OrderBookOrders', 'Liquidation'],
  action: 'reject',
  options: {
    aheadMs: { kind: 'number', default: 5_000, min: 0, max: 86_400_000, unit: 'ms', tells: 'How far ahead may be.' },
  },
  distrustsTime: true,
  probe: FutureTime,
})
