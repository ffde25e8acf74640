import { badParameter } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { Account, decimalOf } from '../portfolio/index.js'

/** Money is kept to at least this many decimal places. */
const LEAST_SCALE = 8
const GREATEST_SCALE = 18

/** The cash account of a run: one currency, fine enough for tick x lot of every instrument. */
export function accountFor(
  owner: string,
  cash: Readonly<Record<string, number>>,
  instruments: readonly Instrument[],
): Account {
  const entries = Object.entries(cash)
  const [first] = entries
  if (entries.length !== 1 || first === undefined) {
    throw badParameter({
      owner,
      parameter: 'account',
      value: entries.map(([currency]) => currency).join(', '),
      expected: 'one currency, such as { USD: 10_000 }',
    })
  }
  const [currency, amount] = first
  if (!(amount > 0 && amount < Infinity)) {
    throw badParameter({ owner, parameter: `account.${currency}`, value: amount, expected: 'a finite amount above 0' })
  }
  for (const { id, quote, settle } of instruments) {
    if (quote === currency && settle === currency) continue
    throw badParameter({
      owner,
      parameter: 'account',
      value: currency,
      expected: `${settle}, the currency that ${id} settles in`,
    })
  }
  return new Account(currency, scaleFor(instruments), amount, instruments)
}

function scaleFor(instruments: readonly Instrument[]): number {
  const places = instruments.map(
    ({ tickSize, lotSize, contractSize }) =>
      decimalOf(tickSize).places + decimalOf(lotSize).places + decimalOf(contractSize).places,
  )
  return Math.min(GREATEST_SCALE, Math.max(LEAST_SCALE, ...places))
}
