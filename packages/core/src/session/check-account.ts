import { demand } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import type { AccountModel } from '../portfolio/index.js'

/** Is it a kind of account rather than plain cash? */
export function isAccountModel(account: Readonly<Record<string, number>> | AccountModel): account is AccountModel {
  return typeof account['open'] === 'function'
}

/** Refuses an account that the instruments of a run cannot be traded from: it is one currency, theirs. */
export function checkAccount(
  owner: string,
  cash: Readonly<Record<string, number>>,
  instruments: readonly Instrument[],
): void {
  const entries = Object.entries(cash)
  const names = Object.keys(cash).join(', ')
  const [first] = entries
  demand(entries.length === 1 && first !== undefined, owner, 'account', names, 'one currency, such as { USD: 10_000 }')
  const [currency, amount] = first
  demand(amount > 0 && amount < Infinity, owner, `account.${currency}`, amount, 'a finite amount above 0')
  for (const { id, quote, settle } of instruments) {
    const isTheirs = quote === currency && settle === currency
    demand(isTheirs, owner, 'account', currency, `${settle}, the currency that ${id} settles in`)
  }
}
