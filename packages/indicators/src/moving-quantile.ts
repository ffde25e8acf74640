import { IndicatorInstance, isSample, OrderedWindow } from '@tapeline/core/indicator'

/** The level below which a share of the newest samples lies; below the median's lies a half. */
export class MovingQuantile extends IndicatorInstance {
  private readonly period: number
  private readonly past: OrderedWindow

  constructor({ period, share = 0.5 }: { readonly period: number; readonly share?: number }) {
    super()
    this.period = period
    this.past = new OrderedWindow(period - 1)
    this.past.share = share
  }

  static runAll(group: readonly MovingQuantile[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const one = group[at] as MovingQuantile
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.past.newest = x
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    this.past.look()
    this.main = NaN
    if (this.committed < this.period - 1) return
    this.past.divide()
    this.main = this.past.level
  }
}
