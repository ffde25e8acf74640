import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  surelySamples,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of on-balance volume; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ObvParams extends FeedOptions {
  /** What it starts with: the first bar's `volume`, as TA-Lib and talipp, unless said; `zero`, as Tulip and Skender. */
  readonly start?: 'volume' | 'zero' | undefined
}

class Obv extends IndicatorInstance {
  /** What the first close is compared with: NaN makes it neither rise nor fall. */
  private readonly origin: number
  private readonly past: RunningSum = new RunningSum()
  private previousClose: number = NaN
  private close: number = NaN
  private flow: number = NaN
  /** Once begun, samples whose numbers are together below this need no other look; until then NaN. */
  private plain: number = NaN

  constructor({ start }: Settled<ObvParams>) {
    super()
    this.origin = start === 'zero' ? NaN : -Infinity
  }

  static runAll(group: readonly Obv[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const one = group[at] as Obv
      const [close, volume] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (one.committed >= 0) i = one.follow(close, volume, output, i, to)
        if (i === to) break
        const c = close[i] as number
        const v = volume[i] as number
        if (isSample(c) && isSample(v)) {
          one.commit()
          output[i] = one.amend(c, v)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(close: number, volume: number): number {
    if (typeof close === 'number' && typeof volume === 'number' && Math.abs(close) + Math.abs(volume) < this.plain) {
      // What `commit` and `amend` do, without asking again.
      this.committed++
      const { past, flow: taking, close: previous } = this
      const { sum } = past
      const whole = sum + taking
      const taken = whole - sum
      const error = past.error + (sum - (whole - taken) + (taking - taken))
      const flow = volume * (Number(close > previous) - Number(close < previous))
      past.sum = whole
      past.error = error
      this.previousClose = previous
      this.close = close
      this.flow = flow
      return (this.main = whole + error + flow)
    }
    if (!isSample(close) || !isSample(volume)) return this.reject()
    this.commit()
    this.main = this.amend(close, volume)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.add(this.flow)
    this.previousClose = this.close
  }

  override amend(close: number, volume: number): number {
    this.plain = 1e100
    const previous = this.committed === 0 ? this.origin : this.previousClose
    this.close = close
    // By multiplication: whether a bar rose or fell is not to be guessed, and a wrong guess costs more than the sum.
    this.flow = volume * (Number(close > previous) - Number(close < previous))
    return this.past.value + this.flow
  }

  /** Once begun, runs rows two at a time, the sum held in registers, and stops where one is no sample or none is left. */
  private follow(close: Float64Array, volume: Float64Array, output: Float64Array, from: number, to: number): number {
    let { sum, error } = this.past
    let { close: newest, flow } = this
    let i = from
    for (; i + 1 < to; i += 2) {
      const c = close[i] as number
      const v = volume[i] as number
      const nextClose = close[i + 1] as number
      const nextVolume = volume[i + 1] as number
      if (!surelySamples(c, v) || !surelySamples(nextClose, nextVolume)) break
      const whole = sum + flow
      let taken = whole - sum
      error += sum - (whole - taken) + (flow - taken)
      flow = v * (Number(c > newest) - Number(c < newest))
      output[i] = whole + error + flow
      sum = whole + flow
      taken = sum - whole
      error += whole - (sum - taken) + (flow - taken)
      flow = nextVolume * (Number(nextClose > c) - Number(nextClose < c))
      output[i + 1] = sum + error + flow
      newest = nextClose
    }
    if (i === from) return i
    this.past.sum = sum
    this.past.error = error
    this.previousClose = close[i - 2] as number
    this.close = newest
    this.flow = flow
    this.committed += i - from
    return i
  }
}

/**
 * On-balance volume (Granville 1963): volume of bars that closed higher less volume of those that closed lower. Rising
 * while the price does not, it hints at buyers who are not seen yet.
 *
 * Unit of volume; first value, the first bar's volume, at bar 1, as TA-Lib, or 0 with `start: 'zero'`: only differences
 * tell anything; O(1), free of drift.
 *
 * @example
 * ```ts
 * import { obv } from '@tapeline/indicators'
 * const live = obv.create()
 * live.update(10, 5) // close, volume
 * live.update(11, 3)
 * console.log(live.update(9, 4)) // 4
 * ```
 */
export const obv: IndicatorType<ObvParams, 'value'> = /*#__PURE__*/ defineIndicator<ObvParams, 'value'>({
  name: 'obv',
  title: 'On-balance volume',
  tells: 'Whether volume goes with rising or with falling closes.',
  params: { start: { kind: 'choice', default: 'volume', choices: ['volume', 'zero'], isConvention: true } },
  inputs: ['close', 'volume'],
  outputs: { value: 'volume' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib OBV; Granville 1963',
  talib: { name: 'OBV', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: Obv,
})
