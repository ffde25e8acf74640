import type { Bar, MarketEvent } from '../market/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** How long nothing may happen. */
export interface FlatRunOptions {
  /** Bars in a row in which nothing was traded or no price changed; 10 unless said. */
  readonly bars?: number | undefined
}

class FlatRun extends QualityProbe {
  private readonly options: SettledOptions<FlatRunOptions>
  private run = 0
  private close: number = NaN

  constructor(options: SettledOptions<FlatRunOptions>) {
    super()
    this.options = options
  }

  override check(event: MarketEvent): Finding | null {
    const bar = event as Bar
    const run = this.runWith(bar)
    if (run < this.options.bars) return null
    return finding('volume', bar.volume, `trading or a change of price within ${this.options.bars} bars`, { run })
  }

  override learn(event: MarketEvent): void {
    const bar = event as Bar
    if (bar.isFinal !== true) return
    this.run = this.runWith(bar)
    this.close = typeof bar.close === 'number' ? bar.close : NaN
  }

  private runWith({ isFinal, volume, high, low, close }: Bar): number {
    if (isFinal !== true) return 0
    return volume === 0 || (high === low && close === this.close) ? this.run + 1 : 0
  }
}

/** Bars in a row without volume or without any change of price: a halted market, or a source that repeats itself. */
export const flatRun: CheckType<FlatRunOptions> = /*#__PURE__*/ defineCheck<FlatRunOptions>({
  name: 'flatRun',
  tells: 'Bars in a row without volume or change of price: a halt, or a source that repeats its last price.',
  stage: 'market',
  appliesTo: ['Bar'],
  action: 'flag',
  options: { bars: { kind: 'whole', default: 10, min: 1, max: 1e6, unit: 'count', tells: 'Bars in a row.' } },
  probe: FlatRun,
})
