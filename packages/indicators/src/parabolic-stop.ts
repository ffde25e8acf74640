import { IndicatorInstance, isSample } from '@tapeline/core/indicator'

/** How the stop of one side closes in: shares of the way to the best price, at first, more with each new best, at most. */
export interface StopPace {
  readonly first: number
  readonly add: number
  readonly most: number
}

/** Wilder's stop that trails the trend and turns where price touches it; told as a negative number while falling, as TA-Lib's SAREXT. */
export class ParabolicStop extends IndicatorInstance {
  /** 1 rising, -1 falling; the stop of the next bar; the best price of the trend; the share of the way to it. */
  protected direction: number = NaN
  private stop: number = NaN
  private extreme: number = NaN
  private step: number = NaN
  private pastDirection: number = NaN
  private pastStop: number = NaN
  private pastExtreme: number = NaN
  private pastStep: number = NaN
  private high: number = NaN
  private low: number = NaN
  private previousHigh: number = NaN
  private previousLow: number = NaN
  private readonly startValue: number
  private readonly offset: number
  private readonly firstLong: number
  private readonly addLong: number
  private readonly mostLong: number
  private readonly firstShort: number
  private readonly addShort: number
  private readonly mostShort: number

  /** @param startValue the first stop, its sign the side; 0: from the first bars. @param offset share by which it is set off when it turns. */
  constructor(long: StopPace, short: StopPace, startValue = 0, offset = 0) {
    super()
    this.startValue = startValue
    this.offset = offset
    this.mostLong = long.most
    this.firstLong = Math.min(long.first, long.most)
    this.addLong = Math.min(long.add, long.most)
    this.mostShort = short.most
    this.firstShort = Math.min(short.first, short.most)
    this.addShort = Math.min(short.add, short.most)
  }

  static runAll(group: readonly ParabolicStop[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.high = h
        one.low = l
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousHigh = this.high
    this.previousLow = this.low
    this.pastDirection = this.direction
    this.pastStop = this.stop
    this.pastExtreme = this.extreme
    this.pastStep = this.step
  }

  /** Falling is rising upside down: prices are taken times the direction, so that one rule serves both. */
  override amend(high: number, low: number): number {
    this.high = high
    this.low = low
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  protected look(): void {
    const { high, low } = this
    this.main = NaN
    if (this.committed === 0) return
    const begins = this.committed === 1
    if (begins) this.begin()
    const direction = this.pastDirection
    const rising = direction > 0
    const earlierHigh = begins ? high : this.previousHigh
    const earlierLow = begins ? low : this.previousLow
    const best = rising ? high : -low
    const worst = rising ? low : -high
    const earlierBest = rising ? earlierHigh : -earlierLow
    const earlierWorst = rising ? earlierLow : -earlierHigh
    const stop = direction * this.pastStop
    const extreme = direction * this.pastExtreme
    if (worst <= stop) {
      const turned = Math.max(extreme, earlierBest, best)
      const set = turned + turned * this.offset * direction
      this.direction = -direction
      this.extreme = direction * worst
      this.step = this.firstLong
      if (rising) this.step = this.firstShort
      this.stop = direction * Math.max(set + this.step * (worst - set), earlierBest, best)
      this.main = -set
      return
    }
    const further = best > extreme
    const reached = further ? best : extreme
    const add = rising ? this.addLong : this.addShort
    const most = rising ? this.mostLong : this.mostShort
    this.direction = direction
    this.extreme = direction * reached
    this.step = this.pastStep
    if (further) this.step = Math.min(this.pastStep + add, most)
    this.stop = direction * Math.min(stop + this.step * (reached - stop), earlierWorst, worst)
    this.main = stop
  }

  /** The second bar: of a start value its sign says which way, else falling where the bar reaches farther down than up. */
  private begin(): void {
    const start = this.startValue
    const down = this.previousLow - this.low
    const falls = start === 0 ? down > 0 && down > this.high - this.previousHigh : start < 0
    this.pastDirection = falls ? -1 : 1
    this.pastStop = start === 0 ? (falls ? this.previousHigh : this.previousLow) : Math.abs(start)
    this.pastExtreme = falls ? this.low : this.high
    this.pastStep = falls ? this.firstShort : this.firstLong
  }
}
