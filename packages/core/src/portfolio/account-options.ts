import { demand, demandKnown } from '../errors/index.js'
import type { CarryTerms, SwapRates } from './carry.js'

/** Balances at the start, all finite and not below 0, one of them above. */
export function checkBalances(owner: string, balances: Readonly<Record<string, number>>): void {
  const amounts = Object.entries(balances)
  demand(
    amounts.some(([, amount]) => amount > 0),
    owner,
    'balances',
    Object.keys(balances).join(', '),
    'some money, such as { USDT: 10_000 }',
  )
  for (const [currency, amount] of amounts)
    demand(amount >= 0 && amount < Infinity, owner, `balances.${currency}`, amount, 'a finite amount of at least 0')
}

/** The currency that sums are told in: said, or the first of the balances. */
export function reportingCurrency(currency: string | undefined, balances: Readonly<Record<string, number>>): string {
  return currency ?? (Object.keys(balances)[0] as string)
}

/** Given rates, and one for each foreign deposit. */
export function checkRates(
  owner: string,
  currency: string,
  balances: Readonly<Record<string, number>>,
  rates: Readonly<Record<string, number>>,
): void {
  for (const name of [...Object.keys(balances), ...Object.keys(rates)]) {
    if (name === currency) continue
    const rate = rates[name] as number
    const expected = `what 1 ${name} is worth in ${currency} before the first price: a finite number above 0`
    demand(rate > 0 && rate < Infinity, owner, `rates.${name}`, rate, expected)
  }
}

/** Nothing to pay for holding. */
export const NO_CARRY: CarryTerms = Object.freeze({
  funding: [],
  markPrices: [],
  swaps: {},
  swapTimeMs: 0,
  tripleSwapDay: 3,
  borrow: {},
})

/** Settlements, marks, swaps and interest that can be. */
export function checkCarry(owner: string, carry: CarryTerms): void {
  const { funding, markPrices, swaps, swapTimeMs, tripleSwapDay, borrow } = carry
  let previous = -Infinity
  for (const { rate, fundingTime, markPrice } of funding) {
    demand(Math.abs(rate) < 1, owner, 'funding.rate', rate, 'a fraction between -1 and 1')
    const isInOrder = fundingTime >= previous && fundingTime < Infinity
    demand(isInOrder, owner, 'funding.fundingTime', fundingTime, `a time, not before ${previous}`)
    const isMark = markPrice === undefined || markPrice === null || (markPrice > 0 && markPrice < Infinity)
    demand(isMark, owner, 'funding.markPrice', markPrice, 'a finite number above 0')
    previous = fundingTime
  }
  previous = -Infinity
  for (const { ts, price } of markPrices) {
    demand(ts >= previous && ts < Infinity, owner, 'markPrices.ts', ts, `a time, not before ${previous}`)
    demand(price > 0 && price < Infinity, owner, 'markPrices.price', price, 'a finite number above 0')
    previous = ts
  }
  for (const [id, rates] of Object.entries<SwapRates>(swaps)) {
    demandKnown(`${owner}, swaps.${id}`, rates, ['long', 'short'])
    for (const [side, points] of Object.entries(rates))
      demand(Number.isFinite(points), owner, `swaps.${id}.${side}`, points, 'quote currency a unit and night')
  }
  const isTime = swapTimeMs >= 0 && swapTimeMs < 86_400_000
  demand(isTime, owner, 'swapTimeMs', swapTimeMs, 'a time of day from 0 to below 86,400,000 ms')
  const isDay = Number.isInteger(tripleSwapDay) && tripleSwapDay >= 0 && tripleSwapDay <= 6
  demand(isDay, owner, 'tripleSwapDay', tripleSwapDay, 'a day of the week from 0, Sunday, to 6')
  for (const [currency, rate] of Object.entries(borrow))
    demand(rate >= 0 && rate < Infinity, owner, `borrow.${currency}`, rate, 'a yearly rate of at least 0')
}
