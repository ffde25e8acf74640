import type { Bar, MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** How far an open may be. */
export interface FarOpenOptions {
  /** Distance from the close before, as a fraction of it; 0.1 unless said. */
  readonly fraction?: number | undefined
}

class FarOpen extends QualityProbe {
  private readonly options: SettledOptions<FarOpenOptions>
  private close: number = NaN
  private closeTime: number = -Infinity

  constructor(options: SettledOptions<FarOpenOptions>) {
    super()
    this.options = options
  }

  override check(event: MarketEvent): Finding | null {
    const { open, openTime } = event as Bar
    const { close } = this
    const { fraction } = this.options
    if (
      !isSample(open) ||
      !isSample(openTime) ||
      !(Math.abs(open - close) > fraction * Math.abs(close)) ||
      !(openTime >= this.closeTime)
    )
      return null
    const facts = { previousClose: close, gap: open / close - 1 }
    return finding('open', open, `within ${fraction} of the close before it, ${close}`, facts)
  }

  override learn(event: MarketEvent): void {
    const { close, closeTime, isFinal } = event as Bar
    if (isFinal !== true || !isSample(closeTime) || !(closeTime >= this.closeTime) || !isSample(close)) return
    this.close = close
    this.closeTime = closeTime
  }
}

/** Opens far from the close before: a split that nobody adjusted, a bad print, another instrument's bar. */
export const farOpen: CheckType<FarOpenOptions> = /*#__PURE__*/ defineCheck<FarOpenOptions>({
  name: 'farOpen',
  tells: 'A bar that opens far from the close before: a split not adjusted for, a bad print, or real news.',
  stage: 'market',
  appliesTo: ['Bar'],
  action: 'flag',
  options: {
    fraction: { kind: 'number', default: 0.1, min: 0, max: 1e6, unit: 'fraction', tells: 'Furthest open.' },
  },
  probe: FarOpen,
})
