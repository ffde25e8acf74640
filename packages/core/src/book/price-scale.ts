import { decimalStep, type DecimalStep } from './decimal-step.js'

/**
 * The step in which a book counts prices: the tick of its venue, or a power of ten up to four places finer. Where a venue
 * has made its tick coarser, old orders stay between the new ticks.
 */
export class PriceScale {
  /** All steps, coarsest first: the tick, then finer ones. */
  readonly steps: readonly DecimalStep[]
  /** Which of them is used. */
  readonly fineness: number
  /** The step that is used. */
  readonly step: DecimalStep

  constructor(steps: readonly DecimalStep[], fineness: number) {
    this.steps = steps
    this.fineness = fineness
    this.step = steps[fineness] as DecimalStep
  }

  /** The venue's tick. */
  get tick(): DecimalStep {
    return this.steps[0] as DecimalStep
  }

  /** The same tick, counted in another of the steps. */
  at(fineness: number): PriceScale {
    return new PriceScale(this.steps, fineness)
  }
}

/** The scale of a tick, counted in whole ticks. */
export function priceScale(owner: string, tickSize: number): PriceScale {
  const tick = decimalStep(owner, 'tickSize', tickSize)
  const steps = [tick]
  const first = tick.units === 1 ? tick.decimals + 1 : tick.decimals
  const last = Math.min(tick.decimals + MOST_PLACES, FINEST)
  for (let decimals = first; decimals <= last; decimals++)
    steps.push(Object.freeze({ value: Number(`1e-${decimals}`), units: 1, decimals }))
  return new PriceScale(steps, 0)
}

/** So many decimal places finer than the tick a price may be. */
const MOST_PLACES = 4
const FINEST = 18
