import { demand, demandKnown } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { checkBalances, checkRates, NO_CARRY, reportingCurrency } from './account-options.js'
import { MultiAccount } from './multi-account.js'
import type { AccountModel, TradingAccount } from './trading-account.js'

/** What a cash account begins with. */
export interface CashAccountOptions {
  /** Money and assets at the start, such as `{ USDT: 10_000, BTC: 0.5 }`. */
  readonly balances: Readonly<Record<string, number>>
  /** What equity and statistics are in; the first of the balances unless said. */
  readonly currency?: string | undefined
  /** What a unit of another currency is worth in it, until the instruments of the run say it themselves. */
  readonly rates?: Readonly<Record<string, number>> | undefined
}

/**
 * A cash account of several currencies and assets for spot: a purchase pays quote and brings base, a sale the other
 * way round, fees are paid in quote, base or a third asset. Nothing is ever owed. Each currency has an exact ledger of
 * its own (8 to 18 decimal places); equity is all of them at the latest prices. A sale of base that was deposited is
 * covered, though no purchase came before it: the trade counts as short until it is bought back.
 *
 * Cost: a mark is O(currencies).
 *
 * @throws `BAD_PARAMETER` for balances or rates that cannot be, for a contract that is not spot, for a currency whose
 * rate nothing says; `UNKNOWN_PARAMETER` for a misspelt name.
 *
 * @example
 * ```ts
 * import { backtest, bars, strategy } from '@tapeline/core'
 * import { syntheticBars } from '@tapeline/core/testing'
 * import { cashAccount } from '@tapeline/core/trading'
 * const once = strategy({
 *   name: 'once',
 *   data: { main: bars('1d') },
 *   onBar: ({ position, orders }) => void (position.isFlat && orders.buy({ quantity: 1 })),
 * })
 * const account = cashAccount({ balances: { USD: 1_000, EUR: 50 }, rates: { EUR: 1.1 } })
 * const { finalBalances, initialEquity } = await backtest({
 *   strategy: once,
 *   data: { main: syntheticBars({ seed: 1, bars: 2 }) },
 *   account,
 * }).result
 * console.log(initialEquity, finalBalances.EUR) // 1055 50.00000000
 * ```
 */
export function cashAccount(options: CashAccountOptions): AccountModel {
  const owner = 'cashAccount'
  demandKnown(owner, options, ['balances', 'currency', 'rates'])
  const { balances, rates = {} } = options
  checkBalances(owner, balances)
  const currency = reportingCurrency(options.currency, balances)
  checkRates(owner, currency, balances, rates)
  const meaning = 'Every purchase is paid in full from its own currency; nothing is borrowed.'
  const policies = [
    { name: 'account', value: `cash in ${Object.keys(balances).join(', ')}, told in ${currency}`, meaning },
  ]
  return Object.freeze({
    open(instruments: readonly Instrument[]): TradingAccount {
      for (const { id, contractType, settle, quote } of instruments) {
        demand(contractType === 'spot', owner, `contractType of ${id}`, contractType, 'spot: contracts need margin')
        demand(settle === quote, owner, `settle of ${id}`, settle, `${quote}, its quote currency`)
      }
      return new MultiAccount(instruments, {
        currency,
        deposits: balances,
        rates,
        margin: null,
        carry: NO_CARRY,
        policies,
      })
    },
  })
}
