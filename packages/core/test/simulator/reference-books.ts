import type { LiquiditySide, OrderReason, OrderSide } from '../../src/index.js'
import type { ReferenceOrder, ReferenceTerms } from './reference-script.js'
import { halfEven } from './venue-money.js'

/** What one fill does to an account, in whole numbers. */
export interface ReferenceBooks {
  readonly cash: bigint
  /** Signed lots, net. */
  readonly held: number
  /** Does a fill that the account refuses leave its price behind as the last one? */
  readonly marksRefused: boolean
  /** Signed lots of the position that an order is for. */
  heldFor(order: ReferenceOrder): number
  /** As many lots of a fill as the account covers. */
  covered(order: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide): number
  /** Why it did not cover all. */
  reasonOfCut(order: ReferenceOrder): OrderReason
  /** Books a fill; returns its fee. */
  book(order: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide): bigint
}

export function booksOf(terms: ReferenceTerms): ReferenceBooks {
  return terms.hedge === true ? new HedgedBooks(terms) : new CashBooks(terms)
}

interface Cost {
  readonly notional: bigint
  readonly fee: bigint
}

function costOf(terms: ReferenceTerms, lots: number, price: number, liquidity: LiquiditySide): Cost {
  const notional = BigInt(lots) * BigInt(price) * terms.moneyPerTickLot
  return { notional, fee: halfEven(notional * terms[liquidity], 10_000_000n) }
}

/** Plain cash: what is bought is paid, what is sold was held. */
class CashBooks implements ReferenceBooks {
  cash: bigint
  held = 0
  readonly marksRefused = false
  readonly #terms: ReferenceTerms

  constructor(terms: ReferenceTerms) {
    this.#terms = terms
    this.cash = terms.cash
  }

  heldFor(): number {
    return this.held
  }

  covered({ terms: { side } }: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide): number {
    if (side === 'sell') return Math.min(lots, this.held)
    const isPaid = (count: number): boolean => {
      const { notional, fee } = costOf(this.#terms, count, price, liquidity)
      return notional + fee <= this.cash
    }
    let done = lots
    while (done > 0 && !isPaid(done)) done--
    return done
  }

  reasonOfCut({ terms: { side } }: ReferenceOrder): OrderReason {
    return side === 'buy' ? 'insufficient_balance' : 'short_not_allowed'
  }

  book({ terms: { side } }: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide): bigint {
    const { notional, fee } = costOf(this.#terms, lots, price, liquidity)
    this.cash += (side === 'buy' ? -notional : notional) - fee
    this.held += side === 'buy' ? lots : -lots
    return fee
  }
}

/** A linear contract with a long and a short position, and more money than either needs. */
class HedgedBooks implements ReferenceBooks {
  cash: bigint
  readonly marksRefused = true
  readonly #terms: ReferenceTerms
  /** Lots of each, and what they cost. */
  readonly #legs = { long: { lots: 0, cost: 0n }, short: { lots: 0, cost: 0n } }

  constructor(terms: ReferenceTerms) {
    this.#terms = terms
    this.cash = terms.cash
  }

  get held(): number {
    return this.#legs.long.lots - this.#legs.short.lots
  }

  heldFor(order: ReferenceOrder): number {
    const leg = legFor(order)
    return leg === 'long' ? this.#legs.long.lots : -this.#legs.short.lots
  }

  covered(order: ReferenceOrder, lots: number): number {
    return opens(order) ? lots : Math.min(lots, this.#legs[legFor(order)].lots)
  }

  reasonOfCut(): OrderReason {
    return 'reduce_only'
  }

  book(order: ReferenceOrder, lots: number, price: number, liquidity: LiquiditySide): bigint {
    const { notional, fee } = costOf(this.#terms, lots, price, liquidity)
    const name = legFor(order)
    const leg = this.#legs[name]
    this.cash -= fee
    if (opens(order)) {
      leg.lots += lots
      leg.cost += notional
      return fee
    }
    const released = halfEven(leg.cost * BigInt(lots), BigInt(leg.lots))
    this.cash += name === 'long' ? notional - released : released - notional
    leg.cost -= released
    leg.lots -= lots
    return fee
  }
}

/** An order is for the position that its side opens, unless it says the other, or only reduces. */
function legFor({ terms: { side, leg, reduceOnly, link } }: ReferenceOrder): 'long' | 'short' {
  if (leg !== undefined) return leg
  const isExit = reduceOnly === true || link?.role === 'profit' || link?.role === 'loss'
  return (side === 'buy') === isExit ? 'short' : 'long'
}

function opens(order: ReferenceOrder): boolean {
  const { side }: { readonly side: OrderSide } = order.terms
  return (side === 'buy') === (legFor(order) === 'long')
}
