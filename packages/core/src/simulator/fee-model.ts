import { badParameter, unknownParameter } from '../errors/index.js'
import { moneyProduct } from '../portfolio/index.js'
import type { LiquiditySide } from '../orders/index.js'

/** What a fee is charged on. */
export interface FeeBasis {
  readonly liquidity: LiquiditySide
  readonly price: number
  /** Base units. */
  readonly quantity: number
  readonly contractSize: number
  /** Decimal places of the ledger's smallest unit. */
  readonly scale: number
}

/** Says what a fill costs. */
export interface FeeModel {
  /** How the model introduces itself in a result's policies. */
  readonly description: string
  /** The fee in the ledger's smallest unit; negative is a rebate. States its own rounding. */
  charge(basis: FeeBasis): bigint
  /** The highest fraction of notional that a taker may be charged: the reserve that sizing keeps. */
  readonly worstRate: number
}

/** Fractions of notional: 0.001 is 10 basis points; a negative maker fee is a rebate. */
export interface PercentFees {
  readonly maker?: number | undefined
  readonly taker?: number | undefined
}

/** Fees as a fraction of price x quantity, rounded half to even to the ledger's smallest unit. `maker` defaults to `taker`. */
export function percentFees(fees: PercentFees): FeeModel {
  for (const option of Object.keys(fees)) {
    if (option !== 'maker' && option !== 'taker') throw unknownParameter('fees', option, ['maker', 'taker'])
  }
  const taker = rate('taker', fees.taker ?? 0)
  const maker = rate('maker', fees.maker ?? taker)
  return Object.freeze({
    description: `maker ${percent(maker)}, taker ${percent(taker)} of notional, rounded half to even`,
    worstRate: Math.max(maker, taker, 0),
    charge(basis: FeeBasis): bigint {
      const fraction = basis.liquidity === 'maker' ? maker : taker
      return fraction === 0
        ? 0n
        : moneyProduct([basis.price, basis.quantity, basis.contractSize, fraction], basis.scale)
    },
  })
}

function rate(parameter: string, value: number): number {
  if (!(typeof value === 'number' && value > -1 && value < 1)) {
    throw badParameter({
      owner: 'fees',
      parameter,
      value,
      expected: 'a fraction of notional between -1 and 1, such as 0.001',
    })
  }
  return value
}

/** Without the binary noise of 0.0007 * 100. */
function percent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(12))} %`
}
