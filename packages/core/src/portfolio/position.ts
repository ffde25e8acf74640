import type { Instrument } from '../market/index.js'
import type { OrderSide } from '../orders/index.js'
import { fromSteps } from '../symbols/index.js'

/** Which of the two positions of hedge mode. */
export type PositionLeg = 'long' | 'short'

/** The position of hedge mode that a side is for, unless the order says the other: the one that it opens. */
export function legOf(side: OrderSide): PositionLeg {
  return side === 'buy' ? 'long' : 'short'
}

/** A position as its owner sees it: live, always the latest state. */
export interface PositionView {
  /** Signed base units: above 0 long, below 0 short. */
  readonly quantity: number
  /** Nothing is held. */
  readonly isFlat: boolean
  /** More than nothing is held. */
  readonly isLong: boolean
  /** Owed rather than held; only with margin. */
  readonly isShort: boolean
  /** Average entry price of what is held, `null` when flat. */
  readonly avgPrice: number | null
  /** What closing it at the last price would earn before fees, in the account's currency; 0 when flat. */
  readonly unrealizedPnl: number
  /** The last price at which it would be closed by force, everything else unchanged; `null` where there is none. */
  readonly liquidationPrice: number | null
  /** The two positions of hedge mode, of which this is the net; `null` in net mode. */
  readonly legs: Readonly<Record<'long' | 'short', PositionView>> | null
}

/** What a trade from flat to flat did, in exact money. */
export interface PositionTrip {
  readonly side: 'long' | 'short'
  readonly entryTs: number
  readonly maxLots: number
  readonly entryLots: number
  readonly entryNotional: bigint
  readonly exitLots: number
  readonly exitNotional: bigint
  readonly fees: bigint
}

/** A position as plain data. */
export interface PositionState {
  readonly lots: number
  readonly avgPrice: number
  /** The trade that it is in, or was in last. */
  readonly trip: PositionTrip
}

/** The net position in one instrument, in whole lots, with the exact money that went in and came out since it was flat. */
export class Position implements PositionView {
  readonly instrument: Instrument
  readonly liquidationPrice: null = null
  readonly legs: null = null
  lots = 0
  quantity = 0
  #trip: Trip = beginTrip('long', 0)
  #avgPrice = 0
  readonly #mark: () => number

  constructor(instrument: Instrument, mark: () => number = () => this.#avgPrice) {
    this.instrument = instrument
    this.#mark = mark
  }

  get unrealizedPnl(): number {
    return this.lots === 0 ? 0 : (this.#mark() - this.#avgPrice) * this.quantity * this.instrument.contractSize
  }

  get isFlat(): boolean {
    return this.lots === 0
  }

  get isLong(): boolean {
    return this.lots > 0
  }

  get isShort(): boolean {
    return this.lots < 0
  }

  get avgPrice(): number | null {
    return this.lots === 0 ? null : this.#avgPrice
  }

  /**
   * Applies a fill that does not cross zero (a flip is two fills: the close and the opening).
   * Returns the finished trade when the position is flat again.
   */
  apply(ts: number, side: OrderSide, lots: number, price: number, notional: bigint, fee: bigint): PositionTrip | null {
    const signed = side === 'buy' ? lots : -lots
    const opening = this.lots === 0 || this.lots > 0 === signed > 0
    if (this.lots === 0) this.#trip = beginTrip(signed > 0 ? 'long' : 'short', ts)
    const trip = this.#trip
    const before = Math.abs(this.lots)
    this.lots += signed
    this.quantity = fromSteps(this.lots, this.instrument.lotSize)
    trip.fees += fee
    if (opening) {
      this.#avgPrice = before === 0 ? price : (this.#avgPrice * before + price * lots) / (before + lots)
      trip.entryLots += lots
      trip.entryNotional += notional
      trip.maxLots = Math.max(trip.maxLots, Math.abs(this.lots))
      return null
    }
    trip.exitLots += lots
    trip.exitNotional += notional
    return this.lots === 0 ? trip : null
  }

  snapshot(): PositionState {
    return { lots: this.lots, avgPrice: this.#avgPrice, trip: { ...this.#trip } }
  }

  restore({ lots, avgPrice, trip }: PositionState): void {
    this.lots = lots
    this.quantity = fromSteps(lots, this.instrument.lotSize)
    this.#avgPrice = avgPrice
    this.#trip = { ...trip }
  }

  /** What the present trade has done so far; `null` when flat. */
  openTrip(): PositionTrip | null {
    return this.lots === 0 ? null : { ...this.#trip }
  }
}

type Trip = { -readonly [K in keyof PositionTrip]: PositionTrip[K] }

function beginTrip(side: PositionTrip['side'], entryTs: number): Trip {
  return { side, entryTs, maxLots: 0, entryLots: 0, entryNotional: 0n, exitLots: 0, exitNotional: 0n, fees: 0n }
}
