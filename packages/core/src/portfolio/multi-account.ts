import { demand } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import type { AccountBooks } from './account-books.js'
import type { AccountHost } from './account-host.js'
import { accountState, restoreBooks, type AccountState } from './account-state.js'
import { Balances } from './balances.js'
import type { BookedFill, Charge } from './booked-fill.js'
import { Carry, type CarryTerms } from './carry.js'
import type { FundingSettlement } from './funding-settlement.js'
import { closingLots, FillBooker } from './fill-booker.js'
import { Holding, sizeScale } from './holding.js'
import { HeldPosition } from './held-position.js'
import { liquidate } from './liquidation.js'
import { MarginGuard, type MarginOptions } from './margin-guard.js'
import type { LedgerReason } from './ledger.js'
import { moneyToNumber } from './money.js'
import { convertMoney } from './money-shares.js'
import { legOf, type PositionLeg } from './position.js'
import { Rates } from './rates.js'
import type { FundingAnswer } from './told-funding.js'
import type { AccountPolicy, AccountPosition, TradingAccount } from './trading-account.js'

/** What makes one account differ from another. */
export interface MultiAccountTerms {
  readonly currency: string
  readonly deposits: Readonly<Record<string, number>>
  readonly rates: Readonly<Record<string, number>>
  /** Null: everything is paid in full. */
  readonly margin: MarginOptions | null
  readonly carry: CarryTerms
  readonly policies: readonly AccountPolicy[]
}

/**
 * An account of several currencies, exact in each: every fill is booked as sums of whole smallest units, equity is
 * those at their latest rates plus the profit of open contracts at their latest marks.
 */
export class MultiAccount implements TradingAccount, AccountBooks {
  readonly instruments: readonly Instrument[]
  readonly balanceSheet: Balances
  readonly rates: Rates
  /** One an instrument, in hedge mode two: long, short. */
  readonly holdings: readonly Holding[]
  readonly positions: readonly AccountPosition[]
  readonly initialEquity: number
  readonly canShort: boolean
  readonly guard: MarginGuard | null
  equity: number
  feesPaid = 0
  host: AccountHost | null = null
  /** The prices that positions are valued at; those of `last` unless the venue's own marks were given. */
  readonly marks: Float64Array
  /** Places of open holdings. bound: holdings */
  open: readonly number[] = []
  readonly legs: 1 | 2
  readonly #last: Float64Array
  readonly #carry: Carry
  readonly #policies: readonly AccountPolicy[]
  readonly #booker: FillBooker
  /** Places of currencies, by place of the instrument. */
  readonly quotes: readonly number[]
  readonly bases: readonly number[]
  readonly settles: readonly number[]
  feePlaces: readonly number[]

  constructor(instruments: readonly Instrument[], terms: MultiAccountTerms) {
    this.instruments = instruments
    this.#policies = terms.policies
    this.balanceSheet = new Balances(terms.currency, terms.deposits, instruments)
    const { currencies, ledgers } = this.balanceSheet
    this.marks = new Float64Array(instruments.length).fill(NaN)
    this.#last = new Float64Array(instruments.length).fill(NaN)
    this.rates = new Rates(currencies, instruments, terms.rates, this.marks)
    this.quotes = instruments.map(({ quote }) => currencies.indexOf(quote))
    this.bases = instruments.map(({ base }) => currencies.indexOf(base))
    this.settles = instruments.map(({ settle }) => currencies.indexOf(settle))
    this.feePlaces = this.settles
    this.legs = terms.margin?.positionMode === 'hedge' ? 2 : 1
    this.holdings = instruments.flatMap((instrument, i) => {
      const inverse = instrument.contractType === 'inverse'
      const value = ledgers[inverse ? this.settles[i]! : this.quotes[i]!]!.scale
      // Spot sizes are money of the base currency, dust of fees included.
      const size = instrument.contractType === 'spot' ? ledgers[this.bases[i]!]!.scale : sizeScale(instrument)
      return Array.from({ length: this.legs }, () => new Holding(instrument, { size, value }))
    })
    this.guard = terms.margin === null ? null : new MarginGuard(this, terms.margin)
    this.canShort = this.guard !== null
    this.positions = instruments.map((instrument, i) => new HeldPosition(this, i, instrument))
    this.#carry = new Carry(this, terms.carry)
    this.#booker = new FillBooker(this)
    this.equity = this.valueNow()
    this.initialEquity = this.equity
  }

  get policies(): readonly AccountPolicy[] {
    const { count } = this.#carry.told
    if (count === 0) return this.#policies
    const told = `${count} settlements, as told`
    return this.#policies.map((one) =>
      one.name === 'funding' ? { ...one, value: one.value === 'none' ? told : `${one.value}; ${told}` } : one,
    )
  }

  get currency(): string {
    return this.balanceSheet.currencies[0] as string
  }

  get scale(): number {
    return this.balanceSheet.ledgers[0]!.scale
  }

  get cash(): number {
    return this.balanceSheet.numbers[0]!
  }

  get marginUsed(): number {
    return this.guard?.used() ?? 0
  }

  get openPositions(): number {
    return this.legs === 1 ? this.open.length : new Set(this.open.map((slot) => slot >> 1)).size
  }

  begin(host: AccountHost): void {
    this.host = host
    this.feePlaces = this.instruments.map((instrument, i) => {
      const { feeCurrency } = host
      if (feeCurrency === null) return this.settles[i]!
      const { base, quote, id } = instrument
      const at = this.placeOf(feeCurrency === 'base' ? base : feeCurrency === 'quote' ? quote : feeCurrency)
      demand(at >= 0, 'account', `fees.currency of ${id}`, feeCurrency, 'a currency that the account can hold')
      return at
    })
    this.#carry.begin(host)
  }

  tellFunding(rate: FundingSettlement, now: number): FundingAnswer {
    const { guard, host } = this
    return guard === null || host === null ? 'unused' : this.#carry.told.tell(rate, now, host)
  }

  snapshot(): AccountState {
    const { isMarkedAt: isMarked } = this.#carry
    return accountState(this, { last: this.#last, isMarked, isCalled: this.guard?.isCalled ?? false })
  }

  restore(state: AccountState): void {
    restoreBooks(this, state)
    this.#last.set(state.last)
    this.#carry.isMarkedAt.set(state.isMarked)
    if (this.guard !== null) this.guard.isCalled = state.isCalled
  }

  balances(): Readonly<Record<string, string>> {
    return this.balanceSheet.texts()
  }

  cashText(): string {
    return this.balanceSheet.ledgers.map((ledger) => `${ledger.toText()} ${ledger.currency}`).join(', ')
  }

  markOf(index: number): number {
    return this.#last[index]!
  }

  mark(index: number, price: number): void {
    this.#last[index] = price
    if (!this.#carry.isMarked(index)) this.value(index, price)
    this.#carry.start()
  }

  /** Values an instrument at a price; what that breaches is closed by force. */
  value(index: number, price: number): void {
    this.assume(index, price)
    const { guard } = this
    if (guard === null) return
    // Without positions only a debt is left: a fill lost more than there was.
    if (this.open.length === 0 ? this.equity < 0 : guard.isBreached(index)) liquidate(this, guard, index)
  }

  breachBetween(index: number, open: number, low: number, high: number): number {
    if (this.guard === null || this.open.length === 0 || this.#carry.isMarked(index)) return NaN
    return this.guard.breachBetween(index, open, low, high)
  }

  unitValue(index: number, price: number): number {
    const { contractSize, contractType } = this.instruments[index]!
    return contractSize * (contractType === 'inverse' ? 1 : price) * this.rates.values[this.quotes[index]!]!
  }

  payCurrency(index: number): string {
    return this.guard === null ? this.instruments[index]!.quote : this.currency
  }

  fundsIn(currency: string): number {
    if (this.guard !== null) return this.guard.free()
    return this.balanceSheet.numbers[this.placeOf(currency)] ?? 0
  }

  unitCost(index: number, side: OrderSide, price: number, feeRate: number): number {
    if (this.guard !== null) return this.unitValue(index, price) * (this.guard.initialRate(index) + feeRate)
    return side === 'sell' ? 0 : this.instruments[index]!.contractSize * price * (1 + feeRate)
  }

  closableLots(index: number, side: OrderSide, leg: PositionLeg | null = null): number {
    const holding = this.holdings[this.slotFor(index, side, leg)]!
    if (this.guard !== null) return closingLots(holding, side, Infinity)
    const base = this.balanceSheet.ledgers[this.bases[index]!]!
    return side === 'sell' ? Number(base.cash / holding.lotUnits) : 0
  }

  execute(
    index: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    least: number = 1,
    leg: PositionLeg | null = null,
  ): BookedFill | null {
    this.#last[index] = price
    if (!this.#carry.isMarked(index)) this.assume(index, price)
    return this.#booker.execute(index, ts, side, lots, price, this.guard?.forcedCharge ?? charge, least, leg)
  }

  slotFor(index: number, side: OrderSide, leg: PositionLeg | null): number {
    if (this.legs === 1) return index
    return 2 * index + ((leg ?? legOf(side)) === 'long' ? 0 : 1)
  }

  indexOf(slot: number): number {
    return this.legs === 1 ? slot : slot >> 1
  }

  placeOf(currency: string): number {
    return this.balanceSheet.currencies.indexOf(currency)
  }

  /** What a unit of the currency that a position's value is in is worth in the account's own. */
  valueRate(index: number): number {
    const { isInverse } = this.holdings[index * this.legs]!
    return this.rates.values[isInverse ? this.settles[index]! : this.quotes[index]!]!
  }

  /** Books money that no fill moved, for a position of an instrument or for none. */
  bookCarry(at: number, amount: bigint, reason: LedgerReason, slot: number = -1): number {
    this.balanceSheet.book(at, amount, reason)
    const { scale } = this.balanceSheet.ledgers[at]!
    const value = moneyToNumber(amount, scale)
    if (slot >= 0) {
      const holding = this.holdings[slot]!
      holding.carry(value * this.rates.values[at]!)
      if (this.guard?.options.marginMode === 'isolated') holding.setMargin(holding.margin + amount, scale)
    }
    this.equity = this.valueNow()
    return value
  }

  /** Money of a position's value in the currency that profit is booked in, converted once where these differ. */
  settled(index: number, amount: bigint): bigint {
    const from = this.holdings[index * this.legs]!.scales.value
    const settle = this.settles[index]!
    const { scale } = this.balanceSheet.ledgers[settle]!
    const rate = this.valueRate(index) / this.rates.values[settle]!
    return rate === 1 && scale === from ? amount : convertMoney(amount, from, rate, scale)
  }

  /** Equity at the latest marks. */
  valueNow(): number {
    const { numbers } = this.balanceSheet
    const { values } = this.rates
    let equity = numbers[0]!
    for (let at = 1; at < numbers.length; at++) if (numbers[at] !== 0) equity += numbers[at]! * values[at]!
    for (const slot of this.open) equity += this.openProfit(slot)
    return equity
  }

  /** Profit of a contract that is not in the ledgers yet, in the account's currency. */
  openProfit(slot: number): number {
    const holding = this.holdings[slot]!
    if (holding.isSpot) return 0
    const index = this.indexOf(slot)
    return holding.profitAt(this.marks[index]!) * this.valueRate(index)
  }

  /** Sets a mark without looking for breaches; also to see what would be at another price. */
  assume(index: number, price: number): void {
    this.marks[index] = price
    this.rates.mark(index)
    this.equity = this.valueNow()
  }
}
