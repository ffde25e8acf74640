import type { OrderSide } from '../orders/index.js'
import { fromSteps } from '../symbols/index.js'
import type { AccountBooks } from './account-books.js'
import type { BookedFill, Charge } from './booked-fill.js'
import { feeFactors } from './fee-factors.js'
import type { Holding } from './holding.js'
import { moneyToNumber } from './money.js'
import type { RoundTrip } from './round-trip.js'
import type { PositionLeg } from './position.js'

/** What a fill of some lots does. */
interface Plan {
  readonly lots: number
  /** Lots of them that close what is held. */
  readonly closing: number
  readonly fee: bigint
}

/** Books fills into an account of several currencies: as much of each as the account covers, exactly. */
export class FillBooker {
  readonly #account: AccountBooks

  constructor(account: AccountBooks) {
    this.#account = account
  }

  execute(
    index: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    least: number,
    leg: PositionLeg | null,
  ): BookedFill | null {
    const account = this.#account
    const slot = account.slotFor(index, side, leg)
    const feeAt = account.feePlaces[index]!
    const { values } = account.rates
    if (Number.isNaN(values[feeAt]! * values[account.quotes[index]!]!)) return null
    const plan = this.#affordable(index, slot, side, lots, price, charge, feeAt)
    if (plan === null || plan.lots < least) return null
    return this.#book(index, slot, ts, side, price, plan, feeAt)
  }

  /** As many lots as the account covers, found by halving: what it must cover grows with their count. */
  #affordable(
    index: number,
    slot: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    feeAt: number,
  ): Plan | null {
    const holding = this.#account.holdings[slot]!
    const { lotSize } = holding.instrument
    const { scale } = this.#account.balanceSheet.ledgers[feeAt]!
    const { values } = this.#account.rates
    const plan = (count: number): Plan => {
      const quantity = fromSteps(count, lotSize)
      const { value, one } = feeFactors(
        holding.instrument,
        price,
        quantity,
        this.#account.balanceSheet.currencies[feeAt]!,
        (from) => values[this.#account.placeOf(from)]! / values[feeAt]!,
      )
      return { lots: count, closing: closingLots(holding, side, count), fee: charge(quantity, scale, value, one) }
    }
    const covers = (one: Plan): boolean =>
      this.#account.guard === null
        ? this.#isPaid(index, holding, side, price, one, feeAt)
        : this.#account.guard.covers(
            slot,
            one.lots - one.closing,
            one.closing,
            price,
            moneyToNumber(one.fee, scale) * values[feeAt]!,
          )
    // In hedge mode an order against its own position only closes it.
    const opens = this.#account.legs === 1 || (side === 'buy') === (slot % 2 === 0)
    const most = opens ? lots : closingLots(holding, side, lots)
    if (most === 0) return null
    const whole = plan(most)
    if (covers(whole)) return whole
    let low = this.#account.guard === null ? 0 : closingLots(holding, side, most)
    let high = most
    let best = low > 0 ? plan(low) : null
    while (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2)
      const tried = plan(middle)
      if (covers(tried)) {
        best = tried
        low = middle
      } else high = middle
    }
    return best
  }

  /** Does every balance that a spot fill touches stay at or above 0? */
  #isPaid(
    index: number,
    holding: Holding,
    side: OrderSide,
    price: number,
    { lots, fee }: Plan,
    feeAt: number,
  ): boolean {
    const { ledgers } = this.#account.balanceSheet
    const [quote, base] = [this.#account.quotes[index]!, this.#account.bases[index]!]
    const value = holding.valueOf(lots, price)
    const units = holding.unitsOf(lots)
    const due = (at: number): bigint => {
      const paid = at === quote ? value : 0n
      const given = at === base ? -units : 0n
      return (side === 'buy' ? paid + given : -paid - given) + (at === feeAt ? fee : 0n)
    }
    return [quote, base, feeAt].every((at) => ledgers[at]!.cash >= due(at))
  }

  #book(
    index: number,
    slot: number,
    ts: number,
    side: OrderSide,
    price: number,
    { lots, closing: closed, fee }: Plan,
    feeAt: number,
  ): BookedFill {
    const holding = this.#account.holdings[slot]!
    const { ledgers, currencies } = this.#account.balanceSheet
    const feeAmount = moneyToNumber(fee, ledgers[feeAt]!.scale)
    const feeValue = feeAmount * this.#account.rates.values[feeAt]!
    const share = lots === 0 ? 0 : closed / lots
    const ended: RoundTrip[] = [] // bound: two
    let notional = 0n
    const inKind = holding.isSpot && feeAt === this.#account.bases[index]!
    if (closed > 0) {
      notional += this.#closePart(index, slot, side, closed, price, feeValue * share)
      if (holding.isDust) holding.sweep(price)
      if (holding.size === 0n) ended.push(holding.trip(ts, price, this.#account.valueRate(index)))
    }
    const opened = lots - closed
    if (opened > 0) notional += this.#openPart(index, slot, ts, side, opened, price, feeValue * (1 - share))
    this.#account.balanceSheet.book(feeAt, -fee, 'fee')
    if (inKind && fee !== 0n && holding.size !== 0n) {
      holding.payInKind(ts, fee, price)
      // Less than a lot of what is left is dust.
      if (holding.isDust) holding.sweep(price)
      if (holding.size === 0n) ended.push(holding.trip(ts, price, this.#account.valueRate(index)))
    }
    if (holding.margin !== 0n && holding.size === 0n) holding.setMargin(0n, 0)
    this.#account.feesPaid += feeValue
    this.#account.open = this.#account.holdings.flatMap(({ size }, i) => (size === 0n ? [] : [i]))
    this.#account.equity = this.#account.valueNow()
    return {
      lots,
      quantity: fromSteps(lots, holding.instrument.lotSize),
      notional,
      fee,
      feeAmount,
      feeCurrency: currencies[feeAt]!,
      value: moneyToNumber(notional, holding.scales.value) * this.#account.valueRate(index),
      ended,
    }
  }

  #closePart(index: number, slot: number, side: OrderSide, lots: number, price: number, fee: number): bigint {
    const holding = this.#account.holdings[slot]!
    const value = holding.valueOf(lots, price)
    const units = holding.unitsOf(lots)
    this.#account.guard?.release(slot, units)
    const profit = holding.close(units, value, fee)
    if (holding.isSpot) this.#exchange(index, side, units, value)
    else this.#account.balanceSheet.book(this.#account.settles[index]!, this.#account.settled(index, profit), 'trade')
    return value
  }

  #openPart(
    index: number,
    slot: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    fee: number,
  ): bigint {
    const holding = this.#account.holdings[slot]!
    const value = holding.valueOf(lots, price)
    const units = holding.unitsOf(lots)
    holding.open(ts, side === 'buy', units, value, fee)
    if (holding.isSpot) this.#exchange(index, side, units, value)
    this.#account.guard?.post(slot, this.#account.settled(index, value))
    return value
  }

  /** Base and quote change hands. */
  #exchange(index: number, side: OrderSide, units: bigint, value: bigint): void {
    const isBuy = side === 'buy'
    this.#account.balanceSheet.book(this.#account.bases[index]!, isBuy ? units : -units, 'trade')
    this.#account.balanceSheet.book(this.#account.quotes[index]!, isBuy ? -value : value, 'trade')
  }
}

/** Lots of an order that close what is held. */
export function closingLots({ lots }: Holding, side: OrderSide, count: number): number {
  return Math.min(count, Math.max(0, side === 'buy' ? -lots : lots))
}
