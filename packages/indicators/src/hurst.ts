import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { logAt } from '@tapeline/core/math'

/** Parameters of `hurst`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface HurstParams extends SeriesOptions {
  /** Log returns that are looked at, 16 to 5000; 100 unless said. */
  readonly period?: number | undefined
}

/** A stretch shorter than this says nothing about its own range. */
const SHORTEST = 8

class Hurst extends IndicatorInstance {
  private readonly period: number
  /** Log returns, at `count % period`. */
  private readonly returns: Float64Array
  private newest: number = NaN
  private previous: number = NaN
  private ratio: number = NaN

  constructor({ period }: Settled<HurstParams>) {
    super()
    this.period = period
    this.returns = new Float64Array(period)
  }

  static runAll(group: readonly Hurst[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.newest = x
          one.look()
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.newest
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { committed, period, newest, previous, returns } = this
    const at = committed % period
    returns[at] = newest > 0 && previous > 0 ? newest / previous : NaN
    logAt(returns, at)
    this.main = NaN
    if (committed >= period) this.regress()
  }

  /** Sets the output to the slope of log(range / deviation) over log(length), of the whole and of its halves, quarters and so on. */
  private regress(): void {
    let n = 0
    let x = 0
    let y = 0
    let xx = 0
    let xy = 0
    for (let parts = 1; Math.floor(this.period / parts) >= SHORTEST; parts *= 2) {
      const length = Math.floor(this.period / parts)
      let sum = 0
      for (let part = 1; part <= parts; part++) {
        this.rescale(part * length, length)
        sum += this.ratio
      }
      logs[0] = length
      logs[1] = sum / parts
      logAt(logs, 0)
      logAt(logs, 1)
      const across = logs[0]
      const up = logs[1]
      n++
      x += across
      y += up
      xx += across * across
      xy += across * up
    }
    const slope = (n * xy - x * y) / (n * xx - x * x)
    if (isSample(slope)) this.main = slope
  }

  /** Range of the sums of deviations from the mean over the standard deviation, of the `length` returns from `back` ago on. */
  private rescale(back: number, length: number): void {
    const { returns, period } = this
    const first = this.committed + 1 - back
    let sum = 0
    for (let at = first; at < first + length; at++) sum += returns[at % period] as number
    const mean = sum / length
    let walk = 0
    let highest = -Infinity
    let lowest = Infinity
    let squares = 0
    for (let at = first; at < first + length; at++) {
      const apart = (returns[at % period] as number) - mean
      walk += apart
      squares += apart * apart
      if (walk > highest) highest = walk
      if (walk < lowest) lowest = walk
    }
    this.ratio = squares === 0 ? 0 : (highest - lowest) / Math.sqrt(squares / length)
  }
}

/** Numbers on their way into a logarithm and out of it: those that cross a call may be boxed. */
const logs: Float64Array = /*#__PURE__*/ new Float64Array(2)

/**
 * Hurst exponent by rescaled range: above 0.5 moves tend to go on, below they tend to be taken back, at 0.5 the price walks at
 * random. Short windows overstate it: a random walk reads about 0.6 over 100 samples.
 *
 * A plain number; null where nothing moved or a price was not above 0; first value at sample `period + 1`; O(n). Formula:
 * Hurst 1951, over the newest `period` log returns as a whole, in two parts, four and so on while a part has eight, as
 * Skender.
 *
 * @example
 * ```ts
 * import { hurst } from '@tapeline/indicators'
 * const close = Float64Array.from({ length: 33 }, (_, i) => 100 + i * i)
 * console.log(hurst.batch({ close }, { period: 32 }).value[32].toFixed(2)) // 0.92
 * ```
 */
export const hurst: IndicatorType<HurstParams, 'value'> = /*#__PURE__*/ defineIndicator<HurstParams, 'value'>({
  name: 'hurst',
  title: 'Hurst exponent',
  tells: 'Whether moves tend to go on (above 0.5) or to be taken back.',
  params: { period: { kind: 'whole', default: 100, min: 16, max: 5000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(n)',
  source: 'Hurst 1951; Skender',
  total: false,
  kernel: Hurst,
})
