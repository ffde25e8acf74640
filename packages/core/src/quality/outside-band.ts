import { badParameter } from '../errors/index.js'
import type { MarketEvent } from '../market/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** Where prices may lie. */
export interface OutsideBandOptions {
  /** Lowest price. */
  readonly low?: number | null | undefined
  /** Highest price. */
  readonly high?: number | null | undefined
  /** The middle of a band, such as the settlement of the day before; with `fraction`. */
  readonly reference?: number | null | undefined
  /** Half of the band's width as a fraction of `reference`, such as the 0.1 of a daily limit. */
  readonly fraction?: number | null | undefined
}

class OutsideBand extends QualityProbe {
  private readonly options: { readonly lowest: number; readonly highest: number }

  constructor({ low, high, reference, fraction }: SettledOptions<OutsideBandOptions>) {
    super()
    const width = reference === null || fraction === null ? Infinity : Math.abs(reference) * fraction
    this.options = {
      lowest: Math.max(low ?? -Infinity, (reference ?? 0) - width),
      highest: Math.min(high ?? Infinity, (reference ?? 0) + width),
    }
  }

  override check(event: MarketEvent): Finding | null {
    switch (event.type) {
      case 'TradeTick':
      case 'Liquidation':
        return this.within('price', event.price)
      case 'QuoteTick':
        return this.within('bidPrice', event.bidPrice) ?? this.within('askPrice', event.askPrice)
      case 'Bar':
        return this.within('low', event.low) ?? this.within('high', event.high)
      case 'OrderBookSnapshot':
      case 'OrderBookDelta':
      case 'OrderBookOrders':
      case 'FundingRate':
      case 'StreamGap':
        return null
    }
  }

  private within(field: string, price: number): Finding | null {
    const { lowest, highest } = this.options
    if (typeof price !== 'number' || (!(price < lowest) && !(price > highest))) return null
    const facts: Record<string, number> = {}
    if (Number.isFinite(lowest)) facts['lowest'] = lowest
    if (Number.isFinite(highest)) facts['highest'] = highest
    return finding(field, price, `a price from ${lowest} to ${highest}`, facts)
  }
}

/** Prices outside of a band that you state: a daily limit, or what an instrument can be worth at all. */
export const outsideBand: CheckType<OutsideBandOptions> = /*#__PURE__*/ defineCheck<OutsideBandOptions>({
  name: 'outsideBand',
  tells: 'A price outside of the limits within which trading is allowed, or possible at all.',
  stage: 'market',
  appliesTo: ['TradeTick', 'QuoteTick', 'Bar', 'Liquidation'],
  action: 'reject',
  options: {
    low: { kind: 'number', default: null, min: -1e15, max: 1e15, unit: 'price', tells: 'Lowest price.' },
    high: { kind: 'number', default: null, min: -1e15, max: 1e15, unit: 'price', tells: 'Highest price.' },
    reference: { kind: 'number', default: null, min: -1e15, max: 1e15, unit: 'price', tells: 'Middle of the band.' },
    fraction: { kind: 'number', default: null, min: 0, max: 1e6, unit: 'fraction', tells: 'Half of its width.' },
  },
  demands: ({ low, high, reference, fraction }) => {
    const owner = 'outsideBand'
    if ((reference === null) !== (fraction === null))
      throw badParameter({
        owner,
        parameter: 'fraction',
        value: fraction,
        expected: 'a number together with reference',
      })
    if (low === null && high === null && reference === null)
      throw badParameter({ owner, parameter: 'low', value: low, expected: 'low, high, or reference and fraction' })
    if (low !== null && high !== null && low > high)
      throw badParameter({ owner, parameter: 'low', value: low, expected: `at most high, ${high}` })
  },
  probe: OutsideBand,
})
