import type { HilbertCycle } from '@tapeline/core/indicator'

/** The price without its dominant cycle: means over one cycle, smoothed over four of them. The newest may still change. */
export class CycleTrendline {
  /** The line after `amend`. */
  value: number = NaN
  private mean: number = NaN
  private past1: number = NaN
  private past2: number = NaN
  private past3: number = NaN

  constructor() {
    this.mean = 0
    this.past1 = 0
    this.past2 = 0
  }

  commit(): void {
    this.past3 = this.past2
    this.past2 = this.past1
    this.past1 = this.mean
  }

  /** @param at index of the newest sample of the cycle. */
  amend(cycle: HilbertCycle, at: number): void {
    const { prices } = cycle
    const length = Math.floor(cycle.smoothPeriod + 0.5)
    let sum = 0
    for (let back = 0; back < length; back++) sum += prices[(at - back) & 63] as number
    const mean = length > 0 ? sum / length : sum
    this.mean = mean
    this.value = (4 * mean + 3 * this.past1 + 2 * this.past2 + this.past3) / 10
  }
}
