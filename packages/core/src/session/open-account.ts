import type { Instrument } from '../market/index.js'
import { Account, decimalOf, type AccountModel, type TradingAccount } from '../portfolio/index.js'
import { isAccountModel } from './check-account.js'

/** Money is kept to at least this many decimal places. */
const LEAST_SCALE = 8
const GREATEST_SCALE = 18

/** The account of a run. Cash was checked before: one currency, kept fine enough for tick x lot of every instrument. */
export function openAccount(
  cash: Readonly<Record<string, number>> | AccountModel,
  instruments: readonly Instrument[],
): TradingAccount {
  if (isAccountModel(cash)) return cash.open(instruments)
  const [currency = '', amount = 0] = Object.entries(cash)[0] ?? []
  return new Account(currency, scaleFor(instruments), amount, instruments)
}

function scaleFor(instruments: readonly Instrument[]): number {
  const places = instruments.map(
    ({ tickSize, lotSize, contractSize }) =>
      decimalOf(tickSize).places + decimalOf(lotSize).places + decimalOf(contractSize).places,
  )
  return Math.min(GREATEST_SCALE, Math.max(LEAST_SCALE, ...places))
}
