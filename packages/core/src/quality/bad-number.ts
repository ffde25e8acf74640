import type {
  Bar,
  BookLevel,
  BookOrderChange,
  FundingRate,
  Liquidation,
  MarketEvent,
  QuoteTick,
  TradeTick,
} from '../market/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** Which numbers may be. */
export interface BadNumberOptions {
  /** Prices of 0 and below may be, as of futures on oil in April 2020 and of spreads. */
  readonly allowNegativePrices?: boolean | undefined
  /** Trades of size 0 may be. */
  readonly allowZeroSizes?: boolean | undefined
  /** Quotes may have an empty side: where its size is 0, its price says nothing. */
  readonly allowEmptySides?: boolean | undefined
}

class BadNumber extends QualityProbe {
  private readonly options: SettledOptions<BadNumberOptions>

  constructor(options: SettledOptions<BadNumberOptions>) {
    super()
    this.options = options
  }

  override check(event: MarketEvent): Finding | null {
    switch (event.type) {
      case 'TradeTick':
      case 'Liquidation':
        return this.trade(event)
      case 'QuoteTick':
        return this.quote(event)
      case 'Bar':
        return this.bar(event)
      case 'OrderBookSnapshot':
      case 'OrderBookDelta':
        return this.levels('bids', event.bids) ?? this.levels('asks', event.asks)
      case 'OrderBookOrders':
        return this.orders(event.changes)
      case 'FundingRate':
        return this.funding(event)
      case 'StreamGap':
        return null
    }
  }

  private trade({ price, size }: TradeTick | Liquidation): Finding | null {
    if (!this.isPrice(price)) return this.price('price', price)
    if (typeof size === 'number' && size > 0 && size < Infinity) return null
    if (size === 0 && this.options.allowZeroSizes) return null
    return finding('size', size, this.options.allowZeroSizes ? AT_LEAST_ZERO : ABOVE_ZERO)
  }

  private quote({ bidPrice, askPrice, bidSize, askSize }: QuoteTick): Finding | null {
    const { allowEmptySides } = this.options
    if (!(allowEmptySides && bidSize === 0) && !this.isPrice(bidPrice)) return this.price('bidPrice', bidPrice)
    if (!(allowEmptySides && askSize === 0) && !this.isPrice(askPrice)) return this.price('askPrice', askPrice)
    if (bidSize !== null && !isSize(bidSize)) return finding('bidSize', bidSize, `${AT_LEAST_ZERO}, or null`)
    if (askSize !== null && !isSize(askSize)) return finding('askSize', askSize, `${AT_LEAST_ZERO}, or null`)
    return null
  }

  private bar(bar: Bar): Finding | null {
    for (const field of ['open', 'high', 'low', 'close'] as const)
      if (!this.isPrice(bar[field])) return this.price(field, bar[field])
    return isSize(bar.volume) ? null : finding('volume', bar.volume, AT_LEAST_ZERO)
  }

  private funding({ rate, markPrice }: FundingRate): Finding | null {
    if (typeof rate !== 'number' || !Number.isFinite(rate)) return finding('rate', rate, 'a finite number')
    return markPrice === null || this.isPrice(markPrice) ? null : this.price('markPrice', markPrice)
  }

  private levels(field: 'bids' | 'asks', levels: readonly BookLevel[]): Finding | null {
    if (!Array.isArray(levels)) return finding(field, levels, 'a list of levels')
    for (const level of levels as readonly unknown[]) {
      const [price, size] = Array.isArray(level) ? (level as unknown[]) : []
      const p = decimal(price)
      if (!this.isPrice(p)) return this.price(`${field}: price`, price)
      if (!isSize(decimal(size))) return finding(`${field}: size`, size, AT_LEAST_ZERO)
    }
    return null
  }

  private orders(changes: readonly BookOrderChange[]): Finding | null {
    if (!Array.isArray(changes)) return finding('changes', changes, 'a list of changes')
    for (const change of changes as readonly (BookOrderChange | null)[]) {
      if (typeof change !== 'object' || change === null) return finding('changes', change, 'what happens to an order')
      const { action, price, size } = change
      const isPlaced = action === 'add' || action === 'update'
      if (isPlaced && !this.isPrice(decimal(price))) return this.price('changes: price', price)
      if (action !== 'delete' && !isSize(decimal(size))) return finding('changes: size', size, AT_LEAST_ZERO)
    }
    return null
  }

  private isPrice(value: unknown): value is number {
    if (typeof value !== 'number') return false
    return value > 0 ? value < Infinity : this.options.allowNegativePrices && value > -Infinity
  }

  private price(field: string, value: unknown): Finding {
    return finding(field, value, this.options.allowNegativePrices ? 'a finite number' : ABOVE_ZERO)
  }
}

/** Prices and sizes that are no numbers, infinite, negative or zero: they would poison every sum that they enter (A2). */
export const badNumber: CheckType<BadNumberOptions> = /*#__PURE__*/ defineCheck<BadNumberOptions>({
  name: 'badNumber',
  tells: 'A price or size that is not a number, infinite, negative or zero (0 is a size in books only).',
  stage: 'value',
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
  options: {
    allowNegativePrices: { kind: 'flag', default: false, tells: 'Prices of 0 and below may be.' },
    allowZeroSizes: { kind: 'flag', default: false, tells: 'Trades of size 0 may be.' },
    allowEmptySides: { kind: 'flag', default: false, tells: 'A side of a quote may be empty, its price then none.' },
  },
  probe: BadNumber,
})

const ABOVE_ZERO = 'a finite number above 0'
const AT_LEAST_ZERO = 'a finite number of at least 0'

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity
}

/** Levels may be the decimal text of the wire; hexadecimal and exponents are not decimal text. */
function decimal(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,40}(?:\.\d{1,40})?$/.test(value) ? Number(value) : value
}
