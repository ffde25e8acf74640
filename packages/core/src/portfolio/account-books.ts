import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import type { AccountHost } from './account-host.js'
import type { Balances } from './balances.js'
import type { BookedFill, Charge } from './booked-fill.js'
import type { Holding } from './holding.js'
import type { LedgerReason } from './ledger.js'
import type { PositionLeg } from './position.js'
import type { Rates } from './rates.js'

/** The inside of an account of several currencies, as the parts that work on it see it. */
export interface AccountBooks {
  readonly instruments: readonly Instrument[]
  readonly balanceSheet: Balances
  readonly rates: Rates
  /** One an instrument, in hedge mode two: long, short. */
  readonly holdings: readonly Holding[]
  /** Holdings an instrument. */
  readonly legs: 1 | 2
  /** The prices that positions are valued at. */
  readonly marks: Float64Array
  /** Places of open holdings. bound: holdings */
  open: readonly number[]
  equity: number
  feesPaid: number
  readonly currency: string
  readonly host: AccountHost | null
  /** Null where everything is paid in full. */
  readonly guard: Backing | null
  /** Places of currencies, by place of the instrument. */
  readonly quotes: readonly number[]
  readonly bases: readonly number[]
  readonly settles: readonly number[]
  /** What fees of each instrument are paid in. */
  readonly feePlaces: readonly number[]
  slotFor(index: number, side: OrderSide, leg: PositionLeg | null): number
  indexOf(slot: number): number
  placeOf(currency: string): number
  /** What a unit of the currency that a position's value is in is worth in the account's own. */
  valueRate(index: number): number
  /** Money of a position's value in the currency that profit is booked in, converted once where these differ. */
  settled(index: number, amount: bigint): bigint
  /** Books money that no fill moved, for a position or for none; returns the double nearest to it. */
  bookCarry(at: number, amount: bigint, reason: LedgerReason, slot?: number): number
  /** Equity at the latest marks. */
  valueNow(): number
  /** Profit of a contract that is not in the ledgers yet, in the account's currency. */
  openProfit(slot: number): number
  /** Sets a mark without looking for breaches; also to see what would be at another price. */
  assume(index: number, price: number): void
  /** Values an instrument at a price; what that breaches is closed by force. */
  value(index: number, price: number): void
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

/** What backs the positions of an account with margin. */
export interface Backing {
  /** While positions are closed by force: the liquidation fee, in place of what fills cost. */
  forcedCharge: Charge | null
  /** Is a fill that opens so many lots, after closing others, backed? What only closes always is. */
  covers(slot: number, opening: number, closed: number, price: number, fee: number): boolean
  /** Isolated margin of a position that grows by a value, in the currency that profit is booked in. */
  post(slot: number, value: bigint): void
  /** A part of a position is about to be closed: its share of isolated margin is free again. */
  release(slot: number, units: bigint): void
  /** The first price in the direction that hurts at which what is held would be closed. */
  liquidationPrice(index: number, holdings: readonly Holding[]): number | null
}
