import { TapelineError } from '../errors/index.js'
import type { AccountBooks } from './account-books.js'
import type { HoldingState } from './holding.js'

const VERSION = 1

/** Everything that an account of several currencies knows, as plain data that can be cloned and stored. */
export interface AccountState {
  readonly version: number
  /** What it must be restored into: the same currencies, instruments and positions. */
  readonly currencies: readonly string[]
  readonly instrumentIds: readonly string[]
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

/** What of the state stands outside of the books. */
export type AccountStateParts = Pick<AccountState, 'last' | 'isMarked' | 'isCalled'>

/** The state of the books, apart from them. */
export function accountState(books: AccountBooks, { last, isMarked, isCalled }: AccountStateParts): AccountState {
  const { ledgers, currencies } = books.balanceSheet
  return {
    version: VERSION,
    currencies,
    instrumentIds: books.instruments.map(({ id }) => id),
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
  const isSame =
    state.version === VERSION &&
    state.legs === books.legs &&
    state.currencies.join() === balanceSheet.currencies.join() &&
    state.instrumentIds.join() === books.instruments.map(({ id }) => id).join()
  if (!isSame) {
    throw new TapelineError(
      `The state is of an account in ${state.currencies.join(', ')} for ${state.instrumentIds.join(', ')}, version ${state.version}.`,
      { code: 'SNAPSHOT_MISMATCH', hint: 'Open the account with the options and instruments that it was saved with.' },
    )
  }
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
