import type { RoundTrip } from './round-trip.js'

/** One execution with its exact money, as the account booked it. */
export interface BookedFill {
  readonly lots: number
  readonly quantity: number
  /** What changed hands, in the smallest unit of the currency that the value is in. */
  readonly notional: bigint
  /** The fee in the smallest unit of `feeCurrency`. */
  readonly fee: bigint
  /** The double nearest to the fee. */
  readonly feeAmount: number
  readonly feeCurrency: string
  /** Value of what changed hands, in the account's currency. */
  readonly value: number
  /** Trades from flat to flat that this fill ended: none, one, or two where what a flip opened was gone at once. */
  readonly ended: readonly RoundTrip[]
}

/** An exact product over an exact product. */
export interface ValueFactors {
  readonly times: readonly number[]
  readonly per: readonly number[]
}

/**
 * Says what a fill of this size costs, in the smallest unit of `scale` decimal places of the fee's currency. `value`
 * makes its value in that currency, `one` makes an amount of the instrument's own money into it; without them price x
 * quantity x contract size, and nothing.
 */
export type Charge = (quantity: number, scale: number, value?: ValueFactors, one?: ValueFactors) => bigint
