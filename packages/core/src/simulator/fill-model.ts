import { demand, demandKnown } from '../errors/index.js'

/**
 * How the simulated venue turns market data into fills. The defaults are honest rather than flattering.
 */
export interface FillModel {
  /** Bars: a market order fills at the open of the next bar, or (flattering) at the close that it was decided on. */
  readonly marketOnBars: 'next_open' | 'this_close'
  /** A resting limit fills only when the market trades through its price, or (flattering) already at a touch. */
  readonly limitFill: 'through' | 'touch'
  /** Bars that open beyond a resting limit fill it at its own price, or at the better open as an auction would. */
  readonly limitGap: 'limit' | 'open'
  /**
   * The order of a bar's high and low where both matter: against the position held at the open, (flattering) for it,
   * high first, low first, or the extreme nearer to the open first (which the first two also take while flat).
   */
  readonly barPath: 'adverse' | 'favorable' | 'ohlc' | 'olhc' | 'adaptive'
  /** A print fills at most its own size; without this any size fills at the print's price. */
  readonly consumeLiquidity: boolean
}

/** The honest defaults: `next_open`, `through`, `limit`, `adverse`, prints consumed. */
export const defaultFillModel: FillModel = Object.freeze({
  marketOnBars: 'next_open',
  limitFill: 'through',
  limitGap: 'limit',
  barPath: 'adverse',
  consumeLiquidity: true,
})

const CHOICES: Readonly<Record<keyof FillModel, readonly unknown[]>> = {
  marketOnBars: ['next_open', 'this_close'],
  limitFill: ['through', 'touch'],
  limitGap: ['limit', 'open'],
  barPath: ['adverse', 'favorable', 'ohlc', 'olhc', 'adaptive'],
  consumeLiquidity: [true, false],
}

/**
 * The defaults with the given choices in their place. `backtest({ fills })` calls it for you.
 *
 * @throws `UNKNOWN_PARAMETER` for an unknown name, `BAD_PARAMETER` for an unknown value.
 *
 * @example
 * ```ts
 * import { fillModel } from '@tapeline/core'
 * const { limitFill, barPath } = fillModel({ limitFill: 'touch' })
 * console.log(limitFill, barPath) // touch adverse
 * ```
 */
export function fillModel(choices: Partial<FillModel> = {}): FillModel {
  demandKnown('fillModel', choices, Object.keys(CHOICES))
  for (const [name, value] of Object.entries(choices)) {
    const allowed = CHOICES[name as keyof FillModel]
    demand(allowed.includes(value), 'fillModel', name, value, `one of ${allowed.join(', ')}`)
  }
  return Object.freeze({ ...defaultFillModel, ...choices })
}
