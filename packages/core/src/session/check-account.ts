import { badParameter } from '../errors/index.js'
import type { Instrument } from '../market/index.js'

/** Refuses an account that the instruments of a run cannot be traded from: it is one currency, theirs. */
export function checkAccount(
  owner: string,
  cash: Readonly<Record<string, number>>,
  instruments: readonly Instrument[],
): void {
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
}
