import type { ParameterSpec } from '@tapeline/core/indicator'

/**
 * How Wilder's smoothing starts: from the sums over the bars 2 to `period`, or from the first `period` movements and the
 * first `period` ranges, that of the first bar included.
 */
export type MovementStart = 'short' | 'whole'

/** What the parameter `start` accepts. */
export const MOVEMENT_START: ParameterSpec = {
  kind: 'choice',
  default: 'short',
  choices: ['short', 'whole'],
  isConvention: true,
}

/** Places in a bank: what the bars up to one have made, and that bar. `MEAN` belongs to `AverageDirection`. */
const PLUS = 0
const MINUS = 1
const RANGE = 2
const HIGH = 3
const LOW = 4
const CLOSE = 5
const BANK = 7

/**
 * Wilder's directional movement, smoothed: sums at the start, as TA-Lib over the bars 2 to `period` unless said, from then
 * on `sum - sum / period + newest`. The newest bar may still change.
 *
 * Two banks of numbers, one for the newest bar and one for the bar before it: `commit` has only to swap them.
 */
export class DirectionalMovement {
  readonly period: number
  protected readonly banks: Float64Array = new Float64Array(2 * BANK)
  /** Where the newest bar's bank begins. */
  protected bank = 0
  /** Bars that its sums start with beyond those of TA-Lib. */
  private readonly extra: number

  constructor(period: number, start: MovementStart = 'short') {
    this.period = period
    this.extra = start === 'short' ? 0 : 1
  }

  /** Smoothed upward movement after `amend`. */
  get plus(): number {
    return this.banks[this.bank + PLUS] as number
  }

  /** Smoothed downward movement after `amend`. */
  get minus(): number {
    return this.banks[this.bank + MINUS] as number
  }

  /** Smoothed true range after `amend`. */
  get range(): number {
    return this.banks[this.bank + RANGE] as number
  }

  /** Makes the newest bar permanent. */
  commit(): void {
    this.bank = BANK - this.bank
  }

  /** @param at index of the bar, 0 for the first. */
  amend(high: number, low: number, close: number, at: number): void {
    const { banks, bank } = this
    banks[bank + HIGH] = high
    banks[bank + LOW] = low
    banks[bank + CLOSE] = close
    this.advance(at)
  }

  /** The same with row i of columns: no price crosses the call. @param at index of the bar, 0 for the first. */
  read(high: Float64Array, low: Float64Array, close: Float64Array, i: number, at: number): void {
    const { banks, bank } = this
    banks[bank + HIGH] = high[i] as number
    banks[bank + LOW] = low[i] as number
    banks[bank + CLOSE] = close[i] as number
    this.advance(at)
  }

  /** Makes the movement up to the bar in the newest bank; takes no prices, since those would be boxed on their way. */
  protected advance(at: number): void {
    const { banks, bank } = this
    const high = banks[bank + HIGH] as number
    const low = banks[bank + LOW] as number
    if (at === 0) {
      banks[bank + RANGE] = this.extra * (high - low)
      return
    }
    const past = BANK - bank
    const up = high - (banks[past + HIGH] as number)
    const down = (banks[past + LOW] as number) - low
    const previous = banks[past + CLOSE] as number
    const range = (high > previous ? high : previous) - (low < previous ? low : previous)
    const weight = 1 / this.period
    const rangeShare = at < this.period ? 0 : weight
    const share = at < this.period + this.extra ? 0 : weight
    const plus = banks[past + PLUS] as number
    const minus = banks[past + MINUS] as number
    const ranges = banks[past + RANGE] as number
    // By multiplication: which way a bar moved is not to be guessed, and a wrong guess costs more than all the sums.
    banks[bank + PLUS] = plus - plus * share + up * (Number(up > 0) * Number(up > down))
    banks[bank + MINUS] = minus - minus * share + down * (Number(down > 0) * Number(down > up))
    banks[bank + RANGE] = ranges - ranges * rangeShare + range
  }

  /** How one-sided the movement is, in per cent; NaN where nothing moves. */
  index(): number {
    const { plus, minus } = this
    return 100 * (Math.abs(plus - minus) / (plus + minus))
  }
}

/** Upward movement (1) or downward (-1) in per cent of the range, of period 1 as a share of it; 0 without a range. */
export function directionalIndicator({ plus, minus, range, period }: DirectionalMovement, direction: 1 | -1): number {
  const moved = direction === 1 ? plus : minus
  // Without smoothing TA-Lib gives shares in place of per cents.
  const share = (period === 1 ? 1 : 100) * (moved / range)
  return share < Infinity ? share : 0
}
