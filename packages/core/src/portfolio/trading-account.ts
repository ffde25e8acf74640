import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import type { BookedFill, Charge } from './booked-fill.js'
import type { Position } from './position.js'

/** Opens the account of a run; a plain `{ USD: 10_000 }` is a cash account in one currency. */
export interface AccountModel {
  /** A fresh account for these instruments, which go by their place in the list from then on. */
  open(instruments: readonly Instrument[]): TradingAccount
}

/** What a run asks of an account, whatever its kind: cash, or margin. Instruments go by their index in the run. */
export interface TradingAccount {
  /** How it introduces itself in a result's policies, such as `cash, USD`. */
  readonly description: string
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
  /** All fees ever paid less rebates. */
  readonly feesPaid: number
  /** How many instruments have a position. */
  readonly openPositions: number
  /** The net position of each instrument. */
  readonly positions: readonly Position[]
  /** May more be sold than is held? */
  readonly canShort: boolean
  /** Money that new orders may speak for, before what open orders have spoken for. */
  readonly funds: number
  /** Every digit of the cash. */
  cashText(): string
  /** Last price of an instrument, NaN before its first. */
  markOf(index: number): number
  /** Takes note of a price; equity follows. */
  mark(index: number, price: number): void
  /** Money that a quantity of 1 which opens or adds would lock up, fees at `feeRate` of its value included. */
  unitCost(index: number, side: OrderSide, price: number, feeRate: number): number
  /** Lots of this side that would only close what is held, and lock up nothing. */
  closableLots(index: number, side: OrderSide): number
  /** Books as much of an execution as the account covers; `null` when that is less than `least` lots. */
  execute(
    index: number,
    ts: number,
    side: OrderSide,
    lots: number,
    price: number,
    charge: Charge,
    least?: number,
  ): BookedFill | null
}
