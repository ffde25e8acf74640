import type { MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding, type QualityContext } from './quality-probe.js'

/** How late is late. */
export interface OutOfOrderOptions {
  /** Milliseconds behind the newest event that are let pass; 0 unless said. */
  readonly toleranceMs?: number | undefined
  /** So many late events in a row, and it was the newest time that was wrong: it goes back; 1000 unless said. */
  readonly resetAfter?: number | undefined
}

class OutOfOrder extends QualityProbe {
  private readonly options: SettledOptions<OutOfOrderOptions>
  private newest: number = -Infinity
  private lateInRow = 0

  constructor(options: SettledOptions<OutOfOrderOptions>) {
    super()
    this.options = options
  }

  override check({ ts }: MarketEvent): Finding | null {
    const { newest } = this
    const lateMs = typeof ts === 'number' ? newest - ts : NaN
    if (!(lateMs > this.options.toleranceMs) || lateMs === Infinity) return null
    return finding('ts', ts, `a time from ${newest - this.options.toleranceMs} on`, { lateMs, newest })
  }

  override learn({ ts }: MarketEvent, { isTimeTrusted }: QualityContext): void {
    if (!isTimeTrusted || !isSample(ts)) return
    if (ts >= this.newest) {
      this.newest = ts
      this.lateInRow = 0
    } else if (++this.lateInRow >= this.options.resetAfter) {
      this.newest = ts
      this.lateInRow = 0
    }
  }
}

/** Events that come after newer ones of their stream, and by how much (A8, C1). */
export const outOfOrder: CheckType<OutOfOrderOptions> = /*#__PURE__*/ defineCheck<OutOfOrderOptions>({
  name: 'outOfOrder',
  tells: 'An event that is late: older than the newest of its stream.',
  stage: 'time',
  appliesTo: ['TradeTick', 'QuoteTick', 'OrderBookDelta', 'OrderBookOrders', 'Bar', 'Liquidation', 'FundingRate'],
  action: 'flag',
  options: {
    toleranceMs: { kind: 'number', default: 0, min: 0, max: 86_400_000, unit: 'ms', tells: 'How late may be.' },
    resetAfter: {
      kind: 'whole',
      default: 1_000,
      min: 1,
      max: 1e9,
      unit: 'count',
      tells: 'Late events in a row after which the newest time is taken to have been wrong.',
    },
  },
  probe: OutOfOrder,
})
