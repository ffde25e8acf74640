import type { Instrument, MarketEvent } from '../market/index.js'
import { toSteps } from '../symbols/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType } from './define-check.js'
import { finding, QualityProbe, type Finding, type QualityContext } from './quality-probe.js'

class OffStep extends QualityProbe {
  override check(event: MarketEvent, { instrument }: QualityContext): Finding | null {
    if (instrument === null) return null
    if (event.type === 'QuoteTick') {
      const { bidPrice, askPrice, bidSize, askSize } = event
      return (
        offTick('bidPrice', bidPrice, instrument) ??
        offTick('askPrice', askPrice, instrument) ??
        offLot('bidSize', bidSize, instrument) ??
        offLot('askSize', askSize, instrument)
      )
    }
    if (event.type !== 'TradeTick' && event.type !== 'Liquidation') return null
    return offTick('price', event.price, instrument) ?? offLot('size', event.size, instrument)
  }
}

/**
 * Live prices and sizes off the instrument's tick and lot: the steps have changed, or the event is another
 * instrument's. Needs the checker's `instruments`. Bars are left alone, as adjusted prices are off step.
 */
export const offStep: CheckType<object> = /*#__PURE__*/ defineCheck<object>({
  name: 'offStep',
  tells: "A price or size off the instrument's steps: they have changed, or the event is another instrument's.",
  stage: 'market',
  appliesTo: ['TradeTick', 'QuoteTick', 'Liquidation'],
  action: 'flag',
  options: {},
  probe: OffStep,
})

function offTick(field: string, price: number, { tickSize }: Instrument): Finding | null {
  return isSample(price) && toSteps(price, tickSize) === null
    ? finding(field, price, `a whole multiple of ${tickSize}`, { tickSize })
    : null
}

function offLot(field: string, size: number | null, { lotSize }: Instrument): Finding | null {
  if (!isSample(size) || toSteps(size, lotSize) !== null) return null
  return finding(field, size, `a whole multiple of ${lotSize}`, { lotSize })
}
