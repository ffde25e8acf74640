import type { ParameterSpec } from '@tapeline/core/indicator'

/** Whether the first bar has a true range: none, since no close precedes it, or its high less its low. */
export type FirstRange = 'none' | 'highLow'

/** What the parameter `firstRange` accepts. */
export const FIRST_RANGE: ParameterSpec = {
  kind: 'choice',
  default: 'none',
  choices: ['none', 'highLow'],
  isConvention: true,
}

/**
 * Wilder's mean of true ranges: it starts with the plain mean of the first `period` ranges. The first bar has none, as
 * TA-Lib, or its high less its low. The newest bar may still change.
 */
export class TrueRangeMean {
  /** The mean after `amend`, a partial sum before bar `period + 1`. */
  mean: number = NaN
  private readonly period: number
  private readonly weight: number
  /** 1 where the first bar has a range. */
  private readonly extra: number
  private past: number = NaN
  private previousClose: number = NaN
  /** The newest bar: set it, then call `look`, or both by `amend`. */
  high: number = NaN
  low: number = NaN
  close: number = NaN

  constructor(period: number, firstRange: FirstRange = 'none') {
    this.period = period
    this.weight = 1 / period
    this.extra = firstRange === 'none' ? 0 : 1
    this.past = 0
    this.mean = 0
  }

  commit(): void {
    this.past = this.mean
    this.previousClose = this.close
  }

  /** @param at index of the bar, 0 for the first. */
  amend(high: number, low: number, close: number, at: number): void {
    this.high = high
    this.low = low
    this.close = close
    this.look(at)
  }

  /** Takes no prices: those that cross a call which is not inlined would be boxed. @param at index of the bar. */
  look(at: number): void {
    const count = at + this.extra
    if (count === 0) return
    const { high, low, previousClose: previous } = this
    const whole = (high > previous ? high : previous) - (low < previous ? low : previous)
    const range = at === 0 ? high - low : whole
    if (count > this.period) this.mean = this.past + this.weight * (range - this.past)
    else this.mean = this.past + range
    if (count === this.period) this.mean /= this.period
  }
}
