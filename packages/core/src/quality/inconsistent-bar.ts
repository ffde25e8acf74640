import type { Bar, MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

class InconsistentBar extends QualityProbe {
  override check(event: MarketEvent): Finding | null {
    const { open, high, low, close, openTime, closeTime } = event as Bar
    if (![open, high, low, close, openTime, closeTime].every(isSample)) return null // badNumber's, wrongTimeUnit's
    const top = Math.max(open, low, close)
    if (!(high >= top)) return finding('high', high, `at least open, low and close, ${top}`, facts({ high, top }))
    const bottom = Math.min(open, close)
    if (!(low <= bottom)) return finding('low', low, `at most open and close, ${bottom}`, facts({ low, bottom }))
    if (!(closeTime > openTime))
      return finding('closeTime', closeTime, `a time after openTime, ${openTime}`, facts({ openTime, closeTime }))
    return null
  }
}

/** Bars that contradict themselves: a high below the close, an end before the beginning. */
export const inconsistentBar: CheckType<object> = /*#__PURE__*/ defineCheck<object>({
  name: 'inconsistentBar',
  tells: 'A bar that contradicts itself: high not highest, low not lowest, or no time between open and close.',
  stage: 'value',
  appliesTo: ['Bar'],
  action: 'reject',
  options: {},
  probe: InconsistentBar,
})

/** Those that are finite numbers: a fact is never NaN. */
function facts(numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isFinite(value)))
}
