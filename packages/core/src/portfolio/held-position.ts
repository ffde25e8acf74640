import type { Instrument } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'
import type { AccountBooks } from './account-books.js'
import type { Holding } from './holding.js'
import type { PositionView } from './position.js'
import type { RoundTrip } from './round-trip.js'
import type { AccountPosition } from './trading-account.js'

/** The position in one instrument, live: in hedge mode the net of its two. */
export class HeldPosition implements AccountPosition {
  readonly instrument: Instrument
  readonly legs: AccountPosition['legs']
  readonly #account: AccountBooks
  readonly #index: number
  readonly #holdings: readonly Holding[]

  constructor(account: AccountBooks, index: number, instrument: Instrument, leg: 0 | 1 | null = null) {
    this.instrument = instrument
    this.#account = account
    this.#index = index
    const first = index * account.legs
    this.#holdings =
      leg === null ? account.holdings.slice(first, first + account.legs) : [account.holdings[first + leg] as Holding]
    this.legs =
      leg === null && account.legs === 2
        ? {
            long: new HeldPosition(account, index, instrument, 0),
            short: new HeldPosition(account, index, instrument, 1),
          }
        : null
  }

  get lots(): number {
    let lots = 0
    for (const holding of this.#holdings) lots += holding.lots
    return lots
  }

  get quantity(): number {
    const [only] = this.#holdings
    return this.#holdings.length === 1 && only !== undefined
      ? only.quantity
      : fromSteps(this.lots, this.instrument.lotSize)
  }

  get isFlat(): boolean {
    return this.#holdings.every(({ size }) => size === 0n)
  }

  get isLong(): boolean {
    return this.lots > 0
  }

  get isShort(): boolean {
    return this.lots < 0
  }

  get avgPrice(): number | null {
    const open = this.#holdings.filter(({ size }) => size !== 0n)
    return open.length === 1 ? (open[0] as Holding).avgPrice : null
  }

  get unrealizedPnl(): number {
    const mark = this.#account.marks[this.#index]!
    let profit = 0
    for (const holding of this.#holdings) if (holding.size !== 0n) profit += holding.profitAt(mark)
    return profit === 0 ? 0 : profit * this.#account.valueRate(this.#index)
  }

  get liquidationPrice(): PositionView['liquidationPrice'] {
    return this.isFlat ? null : (this.#account.guard?.liquidationPrice(this.#index, this.#holdings) ?? null)
  }

  openTrips(markPrice: number): readonly RoundTrip[] {
    const rate = this.#account.valueRate(this.#index)
    return this.#holdings.filter(({ size }) => size !== 0n).map((holding) => holding.trip(null, markPrice, rate))
  }
}
