import type { BookLevel, MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** Is a locked market one, too? */
export interface CrossedQuoteOptions {
  /** Bid and ask at the same price may be; false unless said. */
  readonly allowLocked?: boolean | undefined
}

class CrossedQuote extends QualityProbe {
  private readonly options: SettledOptions<CrossedQuoteOptions>

  constructor(options: SettledOptions<CrossedQuoteOptions>) {
    super()
    this.options = options
  }

  override check(event: MarketEvent): Finding | null {
    if (event.type === 'QuoteTick') return this.compare(event.bidPrice, event.askPrice)
    if (event.type !== 'OrderBookSnapshot' || !Array.isArray(event.bids) || !Array.isArray(event.asks)) return null
    return this.compare(best(event.bids, 1), -best(event.asks, -1))
  }

  private compare(bid: number, ask: number): Finding | null {
    if (!isSample(bid) || !isSample(ask)) return null
    if (!(bid > ask) && (bid !== ask || this.options.allowLocked)) return null
    const expected = `${this.options.allowLocked ? 'at most' : 'below'} the ask, ${ask}`
    return finding('bidPrice', bid, expected, { bid, ask, crossedBy: bid - ask })
  }
}

/** A bid above the ask (crossed), or equal to it (locked): nobody could have left both standing (B3). */
export const crossedQuote: CheckType<CrossedQuoteOptions> = /*#__PURE__*/ defineCheck<CrossedQuoteOptions>({
  name: 'crossedQuote',
  tells: 'A best bid at or above the best ask: one of them is old, or two sources were mixed.',
  stage: 'market',
  appliesTo: ['QuoteTick', 'OrderBookSnapshot'],
  action: 'flag',
  options: { allowLocked: { kind: 'flag', default: false, tells: 'Bid and ask at the same price may be.' } },
  probe: CrossedQuote,
})

/** The highest price of a side times its sign; -Infinity of an empty one. */
function best(levels: readonly BookLevel[], sign: 1 | -1): number {
  let highest = -Infinity
  for (const level of levels) {
    const price = sign * Number(Array.isArray(level) && typeof level[0] !== 'object' ? level[0] : NaN)
    if (price > highest) highest = price
  }
  return highest
}
