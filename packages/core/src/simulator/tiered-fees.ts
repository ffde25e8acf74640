import { demand, demandKnown } from '../errors/index.js'
import { feeOf, type FeeBasis, type FeeModel } from './fee-model.js'

const DAY = 86_400_000

/** Fees from a volume on. */
export interface FeeTier {
  /** Volume of the days before, in the account's currency; the first tier is from 0 on. */
  readonly volume: number
  /** Fraction of value of fills that waited; negative is a rebate. */
  readonly maker: number
  /** Fraction of value of fills that took. */
  readonly taker: number
}

/** Tiers of an exchange. */
export interface TieredFeesOptions {
  readonly tiers: readonly FeeTier[]
  /** Days that count, UTC, the present one not; 30 unless said. */
  readonly days?: number | undefined
  /** `base`, `quote` or an asset of the account; the currency that profit is booked in unless said. */
  readonly currency?: string | undefined
}

/**
 * Maker and taker fees by the volume of the last 30 whole UTC days, which a run begins without. Rounded half to even.
 * Sizing keeps a reserve for the highest of all rates.
 *
 * @throws `BAD_PARAMETER` for tiers out of order or rates beyond -1 to 1.
 *
 * @example
 * ```ts
 * import { tieredFees } from '@tapeline/core/trading'
 * const tiers = [
 *   { volume: 0, maker: 0.001, taker: 0.001 },
 *   { volume: 1_000_000, maker: 0.0008, taker: 0.001 },
 * ]
 * const fees = tieredFees({ tiers }).start?.()
 * const basis = { liquidity: 'maker', price: 100, quantity: 1, contractSize: 1, scale: 4 } as const
 * fees?.filled?.(2_000_000, Date.UTC(2026, 0, 1))
 * console.log(fees?.charge({ ...basis, ts: Date.UTC(2026, 0, 1) }), fees?.charge({ ...basis, ts: Date.UTC(2026, 0, 2) }))
 * // 1000n 800n
 * ```
 */
export function tieredFees(options: TieredFeesOptions): FeeModel {
  demandKnown('tieredFees', options, ['tiers', 'days', 'currency'])
  const { tiers, days = 30 } = options
  demand(Number.isInteger(days) && days > 0 && days <= 366, 'tieredFees', 'days', days, 'a whole number from 1 to 366')
  demand(tiers.length > 0, 'tieredFees', 'tiers', tiers, 'at least one tier')
  let previous = -1
  for (const { volume, maker, taker } of tiers) {
    const isNext = previous === -1 ? volume === 0 : volume > previous && volume < Infinity
    demand(isNext, 'tieredFees', 'tiers.volume', volume, 'volumes from 0 upwards')
    for (const rate of [maker, taker])
      demand(rate > -1 && rate < 1, 'tieredFees', 'tiers', rate, 'a fraction of value between -1 and 1')
    previous = volume
  }
  return new TieredFees(tiers, days, options.currency)
}

class TieredFees implements FeeModel {
  readonly description: string
  readonly worstRate: number
  readonly currency: string | undefined
  readonly #tiers: readonly FeeTier[]
  /** Volume by day, in a ring one longer than the days that count. */
  readonly #volumes: Float64Array
  #day = -Infinity

  constructor(tiers: readonly FeeTier[], days: number, currency: string | undefined) {
    this.#tiers = tiers
    this.#volumes = new Float64Array(days + 1)
    this.currency = currency
    this.worstRate = Math.max(0, ...tiers.flatMap(({ maker, taker }) => [maker, taker]))
    const steps = tiers.map(({ volume, maker, taker }) => `from ${volume} maker ${maker}, taker ${taker}`)
    const paidIn = currency === undefined ? '' : `, in ${currency}`
    this.description = `by the volume of ${days} days: ${steps.join('; ')}${paidIn}, rounded half to even`
  }

  start(): FeeModel {
    return new TieredFees(this.#tiers, this.#volumes.length - 1, this.currency)
  }

  charge(basis: FeeBasis): bigint {
    if (basis.ts !== undefined) this.#moveTo(basis.ts)
    let volume = 0
    for (const [i, one] of this.#volumes.entries()) if (i !== this.#at(this.#day)) volume += one
    let tier = this.#tiers[0] as FeeTier
    for (const one of this.#tiers) if (volume >= one.volume) tier = one
    return feeOf(basis, basis.liquidity === 'maker' ? tier.maker : tier.taker)
  }

  filled(value: number, ts: number): void {
    this.#moveTo(ts)
    this.#volumes[this.#at(this.#day)]! += value
  }

  /** Days that have passed since count no volume yet. A fill at a bar's open may come a little late: it counts today. */
  #moveTo(ts: number): void {
    const day = Math.floor(ts / DAY)
    if (day <= this.#day) return
    const first = Math.max(this.#day + 1, day - this.#volumes.length + 1)
    for (let i = first; i <= day; i++) this.#volumes[this.#at(i)] = 0
    this.#day = day
  }

  #at(day: number): number {
    const { length } = this.#volumes
    return day === -Infinity ? -1 : ((day % length) + length) % length
  }
}
