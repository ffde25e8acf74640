import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `zigzag`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ZigzagParams extends SeriesOptions {
  /** How far back from its extreme a price must come to make it a turn, per cent, 0.01 to 99; 5 unless said. */
  readonly percent?: number | undefined
}

class Zigzag extends IndicatorInstance {
  private readonly share: number
  /** Direction of the leg, 0 before the first turn; the turn that it began at; how far it got; before: lowest and highest. */
  private direction = 0
  private turn: number = NaN
  private extreme: number = NaN
  private lowest: number = NaN
  private highest: number = NaN
  private newest: number = NaN
  private pastDirection = 0
  private pastTurn: number = NaN
  private pastExtreme: number = NaN
  private pastLowest: number = NaN
  private pastHighest: number = NaN

  constructor({ percent }: Settled<ZigzagParams>) {
    super()
    this.share = percent / 100
    this.pastLowest = Infinity
    this.pastHighest = -Infinity
  }

  static runAll(group: readonly Zigzag[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [turns, extremes, directions] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          turns[i] = NaN
          extremes[i] = NaN
          directions[i] = NaN
          continue
        }
        one.commit()
        one.newest = x
        one.look()
        turns[i] = one.main
        extremes[i] = one.second
        directions[i] = one.third
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.pastDirection = this.direction
    this.pastTurn = this.turn
    this.pastExtreme = this.extreme
    this.pastLowest = this.lowest
    this.pastHighest = this.highest
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  /** Takes no price, since one that crosses a call may be boxed. */
  private look(): void {
    const { newest: x, pastDirection: direction } = this
    this.lowest = Math.min(x, this.pastLowest)
    this.highest = Math.max(x, this.pastHighest)
    this.direction = direction
    this.turn = this.pastTurn
    this.extreme = this.pastExtreme
    if (direction === 0) {
      this.extreme = this.lowest
      this.turnBack(1)
      if (this.direction === 0) {
        this.extreme = this.highest
        this.turnBack(-1)
      }
      if (this.direction === 0) this.extreme = this.pastExtreme
    } else if (direction * x >= direction * this.extreme) this.extreme = x
    else this.turnBack(-direction)
    this.main = this.turn
    this.second = this.extreme
    this.third = NaN
    if (this.direction !== 0) this.third = this.direction
  }

  /** Begins a leg in this direction at the extreme, where the price is away from it by the share of it that is asked for. */
  private turnBack(direction: number): void {
    const { newest: x, extreme: level } = this
    if (x === level || !(direction * (x - level) >= this.share * Math.abs(level))) return
    this.direction = direction
    this.turn = level
    this.extreme = x
  }
}

/**
 * Zigzag: the newest turn that is certain, a high or low from which the price came back by `percent`; how far the leg since
 * then got; and its direction, 1 or -1.
 *
 * Unit of its input; first values with the first turn, as the market makes them; O(1). Nothing is ever taken back: a turn is
 * known only when the price has come back, some samples after it. Charts that draw the line to the turn's own bar, and on to
 * the newest extreme, repaint: a backtest that reads such a line knows the future.
 *
 * @example
 * ```ts
 * import { zigzag } from '@tapeline/indicators'
 * const live = zigzag.create({ percent: 10 })
 * for (const price of [100, 98, 112, 120, 115]) live.update(price)
 * console.log(live.values) // { turn: 98, extreme: 120, direction: 1 }
 * live.update(108)
 * console.log(live.values) // { turn: 120, extreme: 108, direction: -1 }
 * ```
 */
export const zigzag: IndicatorType<ZigzagParams, 'turn' | 'extreme' | 'direction'> = /*#__PURE__*/ defineIndicator<
  ZigzagParams,
  'turn' | 'extreme' | 'direction'
>({
  name: 'zigzag',
  title: 'Zigzag',
  tells: 'The newest certain turn of the market, and how far it has come since.',
  params: { percent: { kind: 'number', default: 5, min: 0.01, max: 99 } },
  inputs: ['close'],
  outputs: { turn: 'input', extreme: 'input', direction: 'ratio' },
  pane: 'price',
  warmup: () => ({ atLeast: 2 }),
  cost: 'O(1)',
  source: 'Merrill 1977, without its look-ahead',
  total: true,
  kernel: Zigzag,
})
