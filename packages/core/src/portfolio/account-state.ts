import { TapelineError } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import type { AccountBooks } from './account-books.js'
import type { HoldingState } from './holding.js'
import type { PositionState } from './position.js'

const VERSION = 1

/** What a state must be restored into: an account of the same kind, currencies and instruments. */
export interface AccountIdentity {
  readonly version: number
  readonly currencies: readonly string[]
  readonly instrumentIds: readonly string[]
  /** Positions an instrument; 0 of plain cash, which holds only what it bought. */
  readonly legs: 0 | 1 | 2
}

/** Everything that an account of several currencies knows, as plain data that can be cloned and stored. */
export interface AccountState extends AccountIdentity {
  readonly legs: 1 | 2
  /** Smallest units, by currency. */
  readonly cash: readonly bigint[]
  readonly fees: readonly bigint[]
  readonly holdings: readonly HoldingState[]
  readonly marks: Float64Array
  readonly last: Float64Array
  readonly rates: Float64Array
  /** Which marks are the venue's own. */
  readonly isMarked: Uint8Array
  /** A margin call is out. */
  readonly isCalled: boolean
  readonly feesPaid: number
}

/** Everything that an account of plain cash knows, likewise. */
export interface CashState extends AccountIdentity {
  readonly legs: 0
  /** Smallest units. */
  readonly cash: bigint
  readonly fees: bigint
  readonly positions: readonly PositionState[]
  readonly marks: Float64Array
}

/** What of the state stands outside of the books. */
export type AccountStateParts = Pick<AccountState, 'last' | 'isMarked' | 'isCalled'>

/** The state of the books, apart from them. */
export function accountState(books: AccountBooks, { last, isMarked, isCalled }: AccountStateParts): AccountState {
  const { ledgers, currencies } = books.balanceSheet
  return {
    ...identityOf(books.legs, currencies, books.instruments),
    legs: books.legs,
    cash: ledgers.map(({ cash }) => cash),
    fees: ledgers.map(({ fees }) => fees),
    holdings: books.holdings.map((holding) => holding.snapshot()),
    marks: books.marks.slice(),
    last: last.slice(),
    rates: books.rates.values.slice(),
    isMarked: isMarked.slice(),
    isCalled,
    feesPaid: books.feesPaid,
  }
}

/** Puts a state back into books of the same kind. */
export function restoreBooks(books: AccountBooks, state: AccountState): void {
  const { balanceSheet } = books
  demandSame(state, identityOf(books.legs, balanceSheet.currencies, books.instruments))
  for (const [at, ledger] of balanceSheet.ledgers.entries()) {
    balanceSheet.book(at, ledger.fees - (state.fees[at] as bigint), 'fee')
    balanceSheet.book(at, (state.cash[at] as bigint) - ledger.cash, 'deposit')
  }
  for (const [slot, holding] of books.holdings.entries()) holding.restore(state.holdings[slot] as HoldingState)
  books.open = books.holdings.flatMap(({ size }, slot) => (size === 0n ? [] : [slot]))
  books.marks.set(state.marks)
  books.rates.values.set(state.rates)
  books.feesPaid = state.feesPaid
  books.equity = books.valueNow()
}

export function identityOf(
  legs: AccountIdentity['legs'],
  currencies: readonly string[],
  instruments: readonly Instrument[],
): AccountIdentity {
  return { version: VERSION, legs, currencies, instrumentIds: instruments.map(({ id }) => id) }
}

/** Refuses the state of another account. */
export function demandSame(state: AccountIdentity, own: AccountIdentity): void {
  const { version, currencies, instrumentIds, legs } = state
  const isSame =
    version === own.version &&
    legs === own.legs &&
    currencies.join() === own.currencies.join() &&
    instrumentIds.join() === own.instrumentIds.join()
  if (isSame) return
  throw new TapelineError(
    `The state is of an account in ${currencies.join(', ')} for ${instrumentIds.join(', ')}, version ${version}.`,
    { code: 'SNAPSHOT_MISMATCH', hint: 'Open the account with the options and instruments that it was saved with.' },
  )
}
