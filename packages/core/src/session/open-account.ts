import type { Instrument } from '../market/index.js'
import { Account, decimalOf } from '../portfolio/index.js'

/** Money is kept to at least this many decimal places. */
const LEAST_SCALE = 8
const GREATEST_SCALE = 18

/** The cash account of a run, checked before: one currency, fine enough for tick x lot of every instrument. */
export function openAccount(cash: Readonly<Record<string, number>>, instruments: readonly Instrument[]): Account {
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
