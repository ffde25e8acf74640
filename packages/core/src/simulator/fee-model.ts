import { demand, demandKnown } from '../errors/index.js'
import { moneyProduct, moneyRatio, type ValueFactors } from '../portfolio/index.js'
import type { LiquiditySide } from '../orders/index.js'

/** What a fee is charged on. */
export interface FeeBasis {
  /** Did the fill make liquidity or take it? */
  readonly liquidity: LiquiditySide
  /** Price of the fill. */
  readonly price: number
  /** Base units. */
  readonly quantity: number
  /** Units of base in a quantity of 1. */
  readonly contractSize: number
  /** Decimal places of the ledger's smallest unit. */
  readonly scale: number
  /** The clock of the fill, UTC epoch ms; absent where it does not matter. */
  readonly ts?: number | undefined
  /** Is it the first fill of its order? It is unless said. */
  readonly isFirst?: boolean | undefined
  /** What makes the fill's value in the fee's currency; price x quantity x contract size unless said. */
  readonly value?: ValueFactors | undefined
  /** What makes an amount of quote currency one of the fee's; nothing unless said. */
  readonly one?: ValueFactors | undefined
}

/** Says what a fill costs. */
export interface FeeModel {
  /** How the model introduces itself in a result's policies. */
  readonly description: string
  /** The fee in the ledger's smallest unit; negative is a rebate. States its own rounding. */
  charge(basis: FeeBasis): bigint
  /** The highest fraction of notional that a taker may be charged: the reserve that sizing keeps. */
  readonly worstRate: number
  /** What it is paid in: `base`, `quote` or an asset of the account; the currency that profit is booked in unless said. */
  readonly currency?: string | undefined
  /** A model with a memory, such as of volume: a fresh one for each run. */
  start?(): FeeModel
  /** A fill was booked; its value is in the account's currency. */
  filled?(value: number, ts: number): void
}

/** Fractions of notional: 0.001 is 10 basis points; a negative maker fee is a rebate. */
export interface PercentFees {
  /** Of fills that waited in the market; as `taker` unless said. */
  readonly maker?: number | undefined
  /** Of fills that took what was there; 0 unless said. */
  readonly taker?: number | undefined
}

/**
 * Fees as a fraction of price x quantity, rounded half to even to the ledger's smallest unit. `maker` defaults to `taker`.
 *
 * @throws `BAD_PARAMETER` for a fraction beyond -1 to 1, `UNKNOWN_PARAMETER` for a misspelt name.
 *
 * @example
 * ```ts
 * import { percentFees } from '@tapeline/core'
 * const fees = percentFees({ maker: -0.0001, taker: 0.0005 })
 * console.log(fees.description) // maker -0.01 %, taker 0.05 % of notional, rounded half to even
 * console.log(fees.charge({ liquidity: 'taker', price: 100, quantity: 2, contractSize: 1, scale: 8 })) // 10000000n, that is 0.1
 * ```
 */
export function percentFees(fees: PercentFees): FeeModel {
  demandKnown('fees', fees, ['maker', 'taker'])
  const taker = rate('taker', fees.taker ?? 0)
  const maker = rate('maker', fees.maker ?? taker)
  return Object.freeze({
    description: `maker ${percent(maker)}, taker ${percent(taker)} of notional, rounded half to even`,
    worstRate: Math.max(maker, taker, 0),
    charge(basis: FeeBasis): bigint {
      const fraction = basis.liquidity === 'maker' ? maker : taker
      return fraction === 0 ? 0n : feeOf(basis, fraction)
    },
  })
}

/** A fraction of the fill's value, rounded half to even. */
export function feeOf({ value, price, quantity, contractSize, scale }: FeeBasis, fraction: number): bigint {
  if (value === undefined) return moneyProduct([price, quantity, contractSize, fraction], scale)
  return moneyRatio([...value.times, fraction], value.per, scale)
}

function rate(parameter: string, value: number): number {
  const isRate = typeof value === 'number' && value > -1 && value < 1
  demand(isRate, 'fees', parameter, value, 'a fraction of notional between -1 and 1, such as 0.001')
  return value
}

/** Without the binary noise of 0.0007 * 100. */
function percent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(12))} %`
}
