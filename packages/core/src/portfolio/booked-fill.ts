import type { PositionTrip } from './position.js'

/** One execution with its exact money, as the account booked it. */
export interface BookedFill {
  readonly lots: number
  readonly quantity: number
  /** price x quantity x contract size, in the ledger's smallest unit. */
  readonly notional: bigint
  readonly fee: bigint
  /** The trade from flat to flat that this fill ended. */
  readonly ended: PositionTrip | null
}

/** Says what a fill of this size costs, in the ledger's smallest unit. */
export type Charge = (quantity: number) => bigint
