import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import type { AccountHost } from './account-host.js'
import type { AccountState, CashState } from './account-state.js'
import type { BookedFill, Charge } from './booked-fill.js'
import type { FundingSettlement } from './funding-settlement.js'
import type { PositionLeg, PositionView } from './position.js'
import type { RoundTrip } from './round-trip.js'
import type { FundingAnswer } from './told-funding.js'

/** Opens the account of a run; a plain `{ USD: 10_000 }` is a cash account in one currency. */
export interface AccountModel {
  /** A fresh account for these instruments, which go by their place in the list from then on. */
  open(instruments: readonly Instrument[]): TradingAccount
}

/** A position as a run needs it. */
export interface AccountPosition extends PositionView {
  readonly instrument: Instrument
  /** Signed whole lots held, net. */
  readonly lots: number
  /** The two positions of hedge mode, of which this is the net; `null` in net mode. */
  readonly legs: Readonly<Record<PositionLeg, AccountPosition>> | null
  /** Trades that are still open, marked at a price. */
  openTrips(markPrice: number): readonly RoundTrip[]
}

/** One choice of an account that made a result what it is. */
export interface AccountPolicy {
  readonly name: string
  readonly value: string
  readonly meaning: string
}

/** What a run asks of an account, whatever its kind: cash, or margin. Instruments go by their index in the run. */
export interface TradingAccount {
  /** How it introduces itself in a result's policies. */
  readonly policies: readonly AccountPolicy[]
  /** What equity and every sum below are in. */
  readonly currency: string
  /** Decimal places of the smallest unit of `currency`. */
  readonly scale: number
  /** Equity before the first fill. */
  readonly initialEquity: number
  /** Equity at the latest marks. */
  readonly equity: number
  /** Money that is not in positions. */
  readonly cash: number
  /** Money that backs open positions; 0 where they are paid in full. */
  readonly marginUsed: number
  /** All fees ever paid less rebates. */
  readonly feesPaid: number
  /** How many instruments have a position. */
  readonly openPositions: number
  /** The net position of each instrument. */
  readonly positions: readonly AccountPosition[]
  /** May more be sold than is held? */
  readonly canShort: boolean
  /** Exact balances by currency, every digit. */
  balances(): Readonly<Record<string, string>>
  /** Every digit of the cash. */
  cashText(): string
  /** Everything it knows, as plain data that can be cloned and stored; not every kind has it. */
  snapshot?(): AccountState | CashState
  /** Goes on where a snapshot was taken; before `begin`. Throws `SNAPSHOT_MISMATCH` for that of another account. */
  restore?(state: AccountState | CashState): void
  /** The run begins: what the account may ask of it from now on. */
  begin?(host: AccountHost): void
  /**
   * Takes note of a funding rate that a source tells at `now`, perhaps for the time being: what counts at its `fundingTime`
   * is the newest. Not every kind of account has it.
   */
  tellFunding?(rate: FundingSettlement, now: number): FundingAnswer
  /** Last price of an instrument, NaN before its first. */
  markOf(index: number): number
  /** Takes note of a price; equity follows. */
  mark(index: number, price: number): void
  /** The price on the way from a bar's open to its extremes at which a position is closed by force; NaN for none. */
  breachBetween(index: number, open: number, low: number, high: number): number
  /** Value of a quantity of 1 in the account's currency. */
  unitValue(index: number, price: number): number
  /** The currency that an order of this side is paid in. */
  payCurrency(index: number, side: OrderSide): string
  /** Money of a currency that new orders may speak for, before what open orders have spoken for. */
  fundsIn(currency: string): number
  /** Money that a quantity of 1 which opens or adds would lock up, fees at `feeRate` of its value included. */
  unitCost(index: number, side: OrderSide, price: number, feeRate: number): number
  /** Lots of this side that would only close what is held, and lock up nothing. */
  closableLots(index: number, side: OrderSide, leg?: PositionLeg | null): number
  /** Books as much of an execution as the account covers; `null` when that is less than `least` lots. */
  execute(
    index: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    least?: number,
    leg?: PositionLeg | null,
  ): BookedFill | null
}
