import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import { fromSteps } from '../symbols/index.js'
import { demandSame, identityOf, type AccountIdentity, type CashState } from './account-state.js'
import type { BookedFill, Charge } from './booked-fill.js'
import { Ledger } from './ledger.js'
import { moneyOf, moneyProduct, moneyToNumber } from './money.js'
import { Position, type PositionState } from './position.js'
import { roundTrip, type RoundTrip } from './round-trip.js'
import type { AccountPolicy, AccountPosition, TradingAccount } from './trading-account.js'

type Cost = Pick<BookedFill, 'lots' | 'quantity' | 'notional' | 'fee'>

/**
 * A cash account in one currency: exact ledger, one net position an instrument, equity kept at every mark.
 * It cannot be overdrawn and cannot go short.
 */
export class Account implements TradingAccount {
  readonly ledger: Ledger
  readonly positions: readonly CashPosition[]
  readonly initialEquity: number
  readonly canShort: boolean = false
  /** Equity at the latest marks: cash plus everything held at its last price. */
  equity: number
  readonly #marks: Float64Array
  /** Signed base units held: quantity x contract size. */
  readonly #units: Float64Array
  /** Indices of instruments with a position. */
  readonly #open: number[] = [] // bound: one an instrument
  readonly #cash: Float64Array

  constructor(currency: string, scale: number, cash: number, instruments: readonly Instrument[]) {
    this.ledger = new Ledger(currency, scale)
    this.ledger.book(moneyOf(cash, scale), 'deposit')
    this.initialEquity = this.ledger.cashNumber
    this.equity = this.initialEquity
    this.positions = instruments.map((instrument, i) => new CashPosition(instrument, scale, () => this.markOf(i)))
    this.#marks = new Float64Array(instruments.length).fill(NaN)
    this.#units = new Float64Array(instruments.length)
    this.#cash = Float64Array.of(this.initialEquity)
  }

  get policies(): readonly AccountPolicy[] {
    const meaning = 'A cash account neither borrows nor sells short.'
    return [{ name: 'account', value: `cash, ${this.currency}`, meaning }]
  }

  get currency(): string {
    return this.ledger.currency
  }

  get scale(): number {
    return this.ledger.scale
  }

  get cash(): number {
    return this.ledger.cashNumber
  }

  get marginUsed(): number {
    return 0
  }

  get feesPaid(): number {
    return moneyToNumber(this.ledger.fees, this.ledger.scale)
  }

  /** How many instruments have a position. */
  get openPositions(): number {
    return this.#open.length
  }

  snapshot(): CashState {
    const { ledger, positions } = this
    return {
      ...this.#identity(),
      legs: 0,
      cash: ledger.cash,
      fees: ledger.fees,
      positions: positions.map((position) => position.snapshot()),
      marks: this.#marks.slice(),
    }
  }

  /** Goes on where a snapshot was taken; `SNAPSHOT_MISMATCH` for that of another account. */
  restore(state: CashState): void {
    const { ledger, positions } = this
    demandSame(state, this.#identity())
    ledger.book(ledger.fees - state.fees, 'fee')
    ledger.book(state.cash - ledger.cash, 'deposit')
    for (const [index, position] of positions.entries()) {
      position.restore(state.positions[index] as PositionState)
      this.#units[index] = position.quantity * position.instrument.contractSize
    }
    this.#findOpen()
    this.#cash[0] = ledger.cashNumber
    this.#marks.set(state.marks)
    this.equity = this.#worth()
  }

  cashText(): string {
    return this.ledger.toText()
  }

  balances(): Readonly<Record<string, string>> {
    return { [this.currency]: this.cashText() }
  }

  /** Last price of an instrument, NaN before its first. */
  markOf(index: number): number {
    return this.#marks[index] as number
  }

  /** Takes note of a price; equity follows. */
  mark(index: number, price: number): void {
    this.#marks[index] = price
    if (this.#units[index] !== 0) this.equity = this.#worth()
  }

  breachBetween(): number {
    return NaN
  }

  unitValue(index: number, price: number): number {
    return price * this.positions[index]!.instrument.contractSize
  }

  payCurrency(): string {
    return this.currency
  }

  fundsIn(): number {
    return this.ledger.cashNumber
  }

  /** Only purchases need cash. */
  unitCost(index: number, side: OrderSide, price: number, feeRate: number): number {
    return side === 'sell' ? 0 : this.unitValue(index, price) * (1 + feeRate)
  }

  closableLots(index: number, side: OrderSide): number {
    return side === 'sell' ? this.positions[index]!.lots : 0
  }

  /**
   * Books as much of an execution as cash (buying) or the position (selling) covers.
   * Returns `null` when that is less than `least` lots, or when a sale brings less than its own fee and cash does not
   * cover the rest.
   */
  execute(
    index: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    least: number = 1,
  ): BookedFill | null {
    const position = this.positions[index] as CashPosition
    const wanted = side === 'sell' ? Math.min(lots, Math.max(0, position.lots)) : lots
    let cost = this.#cost(position, wanted, price, charge)
    if (side === 'buy' && !this.#isCovered(cost)) cost = this.#affordable(position, wanted, price, charge)
    if (cost.lots < least) return null
    const { notional, fee } = cost
    if (side === 'sell' && this.ledger.cash + notional < fee) return null
    if (side === 'sell') this.ledger.book(notional, 'trade')
    // A rebate may pay for the last lot, so the fee comes before the purchase.
    if (fee !== 0n) this.ledger.book(-fee, 'fee')
    if (side === 'buy') this.ledger.spend(notional, 'trade')
    const trip = position.apply(ts, side, cost.lots, price, notional, fee)
    this.#cash[0] = this.ledger.cashNumber
    this.#units[index] = position.quantity * position.instrument.contractSize
    if (position.isFlat || !this.#open.includes(index)) this.#findOpen()
    this.#marks[index] = price
    this.equity = this.#worth()
    const { currency, scale } = this
    return {
      lots: cost.lots,
      quantity: cost.quantity,
      notional,
      fee,
      value: moneyToNumber(notional, scale),
      feeAmount: moneyToNumber(fee, scale),
      feeCurrency: currency,
      ended: trip === null ? NONE : [roundTrip(trip, position.instrument, scale, { ts })],
    }
  }

  #worth(): number {
    const units = this.#units
    const marks = this.#marks
    const open = this.#open
    let worth = this.#cash[0]!
    for (let i = 0; i < open.length; i++) worth += units[open[i]!]! * marks[open[i]!]!
    return worth
  }

  #findOpen(): void {
    this.#open.length = 0
    for (const [i, { isFlat }] of this.positions.entries()) if (!isFlat) this.#open.push(i)
  }

  #identity(): AccountIdentity {
    const instruments = this.positions.map(({ instrument }) => instrument)
    return identityOf(0, [`${this.currency} to ${this.scale} places`], instruments)
  }

  #cost(position: Position, lots: number, price: number, charge: Charge): Cost {
    const { lotSize, contractSize } = position.instrument
    const quantity = fromSteps(lots, lotSize)
    const notional = moneyProduct([price, quantity, contractSize], this.ledger.scale)
    return { lots, quantity, notional, fee: lots === 0 ? 0n : charge(quantity, this.ledger.scale) }
  }

  #isCovered({ notional, fee }: Cost): boolean {
    return notional + fee <= this.ledger.cash
  }

  /** The most that cash covers, found by halving: cost grows with the count of lots. */
  #affordable(position: Position, lots: number, price: number, charge: Charge): Cost {
    let best = this.#cost(position, 0, price, charge)
    let low = 0
    let high = lots
    while (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2)
      const cost = this.#cost(position, middle, price, charge)
      if (this.#isCovered(cost)) {
        best = cost
        low = middle
      } else high = middle
    }
    return best
  }
}

const NONE: readonly RoundTrip[] = []

/** A position of which trades can be told while they are still open. */
class CashPosition extends Position implements AccountPosition {
  readonly #scale: number

  constructor(instrument: Instrument, scale: number, mark: () => number) {
    super(instrument, mark)
    this.#scale = scale
  }

  openTrips(markPrice: number): readonly RoundTrip[] {
    const trip = this.openTrip()
    return trip === null ? [] : [roundTrip(trip, this.instrument, this.#scale, { markPrice })]
  }
}
