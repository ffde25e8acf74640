import { IndicatorInstance, isSample } from '@tapeline/core/indicator'

/** An index that compounds the change of the close over bars whose volume moved one way, and stands still on others. */
export class VolumeIndex extends IndicatorInstance {
  private readonly direction: number
  private past: number = NaN
  private index: number = NaN
  private previousClose: number = NaN
  private previousVolume: number = NaN
  private close: number = NaN
  private volume: number = NaN

  /** @param direction 1: bars of more volume than the bar before; -1: of less. */
  constructor(direction: 1 | -1) {
    super()
    this.direction = direction
    this.index = 1000
  }

  static runAll(group: readonly VolumeIndex[], from: number, to: number): void {
    for (const one of group) {
      const [close, volume] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(c, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.index
    this.previousClose = this.close
    this.previousVolume = this.volume
  }

  override amend(close: number, volume: number): number {
    this.close = close
    this.volume = volume
    if (this.committed === 0) return this.index
    const grown = this.past * (close / this.previousClose)
    this.index = (volume - this.previousVolume) * this.direction > 0 && isSample(grown) ? grown : this.past
    return this.index
  }
}
