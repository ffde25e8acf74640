import type { MarketEvent } from '../market/index.js'
import { defineCheck, type CheckType } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

class WrongTimeUnit extends QualityProbe {
  override check({ ts, tsRecv }: MarketEvent): Finding | null {
    if (!isPlausible(ts)) return finding('ts', ts, `${EXPECTED}${guess(ts)}`)
    if (tsRecv !== undefined && !isPlausible(tsRecv)) return finding('tsRecv', tsRecv, `${EXPECTED}${guess(tsRecv)}`)
    return null
  }
}

/** Times that are no milliseconds of this century: seconds, micro- or nanoseconds taken for them, 0, no number (D7). */
export const wrongTimeUnit: CheckType<object> = /*#__PURE__*/ defineCheck<object>({
  name: 'wrongTimeUnit',
  tells: 'A time outside of the years 2000 to 2100: most often seconds, micro- or nanoseconds taken for milliseconds.',
  stage: 'time',
  appliesTo: [
    'TradeTick',
    'QuoteTick',
    'OrderBookSnapshot',
    'OrderBookDelta',
    'OrderBookOrders',
    'Bar',
    'Liquidation',
    'FundingRate',
  ],
  action: 'reject',
  options: {},
  distrustsTime: true,
  probe: WrongTimeUnit,
})

const YEAR_2000 = 946_684_800_000
const YEAR_2100 = 4_102_444_800_000
const EXPECTED = 'UTC epoch milliseconds of the years 2000 to 2100'

function isPlausible(time: unknown): boolean {
  return typeof time === 'number' && time >= YEAR_2000 && time < YEAR_2100
}

function guess(time: unknown): string {
  if (typeof time !== 'number') return ''
  if (isPlausible(time * 1_000)) return '; these look like seconds'
  if (isPlausible(time / 1_000)) return '; these look like microseconds'
  return isPlausible(time / 1_000_000) ? '; these look like nanoseconds' : ''
}
