import { demand, demandKnown } from '../errors/index.js'
import { moneyRatio } from '../portfolio/index.js'
import { feeOf, percentFees, type FeeBasis, type FeeModel, type PercentFees } from './fee-model.js'

/** What a broker or an exchange charges; amounts are in the quote currency. */
export interface CommissionOptions extends PercentFees {
  /** For each base unit. */
  readonly perUnit?: number | undefined
  /** For each order, with its first fill. */
  readonly perOrder?: number | undefined
  /** The least that an order pays, asked of its first fill. */
  readonly minimum?: number | undefined
  /** The most that a fill pays, as a fraction of its value; stronger than the minimum. */
  readonly maximumRate?: number | undefined
  /** `base`, `quote` or an asset of the account; the currency that profit is booked in unless said. */
  readonly currency?: string | undefined
}

/**
 * Fees by value, unit and order, with a minimum and a cap, in any currency of the account. Each part is converted and
 * rounded half to even to the smallest unit of the fee's currency; the parts are added, then minimum and cap apply.
 * Sizing keeps a reserve for the parts by value alone.
 *
 * @throws `BAD_PARAMETER` for amounts below 0, `UNKNOWN_PARAMETER` for a misspelt name.
 *
 * @example
 * ```ts
 * import { commissionFees } from '@tapeline/core/trading'
 * const fees = commissionFees({ perUnit: 0.005, minimum: 1, maximumRate: 0.01 })
 * const basis = { liquidity: 'taker', price: 20, contractSize: 1, scale: 2 } as const
 * console.log(fees.charge({ ...basis, quantity: 100 }), fees.charge({ ...basis, quantity: 1_000 })) // 100n 500n
 * console.log(fees.charge({ ...basis, quantity: 2 })) // 40n, the cap of 1 % of 40
 * ```
 */
export function commissionFees(options: CommissionOptions): FeeModel {
  const owner = 'commissionFees'
  demandKnown(owner, options, ['maker', 'taker', 'perUnit', 'perOrder', 'minimum', 'maximumRate', 'currency'])
  const { perUnit = 0, perOrder = 0, minimum = 0, maximumRate, currency } = options
  for (const [name, amount] of Object.entries({ perUnit, perOrder, minimum }))
    demand(amount >= 0 && amount < Infinity, owner, name, amount, 'a finite amount of at least 0')
  const isCap = maximumRate === undefined || (maximumRate >= 0 && maximumRate < 1)
  demand(isCap, owner, 'maximumRate', maximumRate, 'a fraction from 0 to below 1')
  const share = percentFees({ maker: options.maker, taker: options.taker })
  const parts = [
    options.maker === undefined && options.taker === undefined ? null : share.description,
    perUnit === 0 ? null : `${perUnit} a unit`,
    perOrder === 0 ? null : `${perOrder} an order`,
    minimum === 0 ? null : `at least ${minimum} an order`,
    maximumRate === undefined ? null : `at most ${maximumRate} of notional`,
    currency === undefined ? null : `in ${currency}`,
  ].filter((part) => part !== null)
  return Object.freeze({
    description: parts.length === 0 ? 'none' : `${parts.join(', ')}; parts rounded half to even`,
    worstRate: Math.min(share.worstRate, maximumRate ?? Infinity),
    currency,
    charge(basis: FeeBasis): bigint {
      const isFirst = basis.isFirst ?? true
      let fee = share.charge(basis)
      if (perUnit > 0) fee += amount(basis, perUnit, basis.quantity * basis.contractSize)
      if (isFirst && perOrder > 0) fee += amount(basis, perOrder, 1)
      const least = isFirst && minimum > 0 ? amount(basis, minimum, 1) : fee
      if (fee < least) fee = least
      const most = maximumRate === undefined ? fee : feeOf(basis, maximumRate)
      return fee > most ? most : fee
    },
  })
}

/** Quote currency, in the currency of the fee. */
function amount({ one, scale }: FeeBasis, value: number, count: number): bigint {
  return moneyRatio([value, count, ...(one?.times ?? [])], one?.per ?? [], scale)
}
