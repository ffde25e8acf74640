import { demand, demandKnown } from '../errors/index.js'
import type { Instrument, MarginTier } from '../market/index.js'

/** Initial and maintenance margin of one instrument at one leverage. */
export class MarginTerms {
  readonly leverage: number
  readonly #tiers: readonly Tier[]

  constructor(owner: string, { id, marginTiers }: Instrument, leverage: number, maintenanceRate: number) {
    this.leverage = leverage
    const tiers = marginTiers.length === 0 ? [{ notional: 0, maintenanceRate }] : marginTiers
    checkTiers(owner, id, tiers)
    this.#tiers = withDeductions(tiers)
  }

  /** Least equity that a position of this value needs to stay open. */
  maintenance(value: number): number {
    const tiers = this.#tiers
    let i = tiers.length - 1
    while (i > 0 && value < tiers[i]!.notional) i--
    const { maintenanceRate, deduction } = tiers[i]!
    return value * maintenanceRate - deduction
  }

  /** Fraction of the value that a position of this value needs to be opened. */
  initialRate(value: number): number {
    const tiers = this.#tiers
    let i = tiers.length - 1
    while (i > 0 && value < tiers[i]!.notional) i--
    return Math.max(1 / this.leverage, tiers[i]!.initialRate ?? 0)
  }
}

interface Tier extends MarginTier {
  /** What the lower tiers leave off: the venue's maintenance amount. */
  readonly deduction: number
}

function withDeductions(tiers: readonly MarginTier[]): readonly Tier[] {
  let deduction = 0
  let before = 0
  return tiers.map((tier) => {
    const { notional, maintenanceRate } = tier
    deduction += notional * (maintenanceRate - before)
    before = maintenanceRate
    return { ...tier, deduction }
  })
}

function checkTiers(owner: string, id: string, tiers: readonly MarginTier[]): void {
  const parameter = `marginTiers of ${id}`
  let previous: MarginTier | null = null
  for (const tier of tiers) {
    const { notional, maintenanceRate, initialRate = 1 } = tier
    demandKnown(`${owner}, ${parameter}`, tier, ['notional', 'maintenanceRate', 'initialRate'])
    const isFloor = previous === null ? notional === 0 : notional > previous.notional && notional < Infinity
    demand(isFloor, owner, parameter, notional, 'notional from 0 upwards')
    const isRate = maintenanceRate >= (previous?.maintenanceRate ?? 0) && maintenanceRate < 1
    demand(isRate, owner, parameter, maintenanceRate, 'maintenanceRate from 0 to below 1, never falling')
    demand(initialRate > 0 && initialRate <= 1, owner, parameter, initialRate, 'initialRate above 0, at most 1')
    previous = tier
  }
}
