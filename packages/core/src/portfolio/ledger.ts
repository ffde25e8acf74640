import { TapelineError } from '../errors/index.js'
import { moneyToNumber, moneyToText } from './money.js'

/** What money moved for. */
export type LedgerReason = 'deposit' | 'trade' | 'fee' | 'funding' | 'interest' | 'swap' | 'insurance'

/** The exact cash of one currency. Nothing enters or leaves but through a booking, and no booking is rounded. */
export class Ledger {
  readonly currency: string
  /** Decimal places of the smallest unit. */
  readonly scale: number
  #cash = 0n
  #fees = 0n
  #cashNumber = 0

  constructor(currency: string, scale: number) {
    this.currency = currency
    this.scale = scale
  }

  /** Exact cash, in the smallest unit. */
  get cash(): bigint {
    return this.#cash
  }

  /** The double nearest to the cash: for sizing, marking and showing. */
  get cashNumber(): number {
    return this.#cashNumber
  }

  /** All fees ever paid less rebates, in the smallest unit. */
  get fees(): bigint {
    return this.#fees
  }

  book(amount: bigint, reason: LedgerReason): void {
    this.#cash += amount
    if (reason === 'fee') this.#fees -= amount
    this.#cashNumber = moneyToNumber(this.#cash, this.scale)
  }

  /** Books a purchase that the cash must cover. */
  spend(amount: bigint, reason: LedgerReason): void {
    if (amount > this.#cash) {
      throw new TapelineError(
        `${this.currency} ledger: ${moneyToText(amount, this.scale)} was to be paid from ${moneyToText(this.#cash, this.scale)}.`,
        { code: 'LEDGER_OVERDRAWN' },
      )
    }
    this.book(-amount, reason)
  }

  toText(): string {
    return moneyToText(this.#cash, this.scale)
  }
}
