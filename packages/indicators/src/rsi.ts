import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of the relative strength index; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RsiParams extends SeriesOptions {
  /** Changes in the first means, and 1 / period the weight of the newest, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Rsi extends IndicatorInstance {
  private readonly period: number
  private readonly weight: number
  /** Mean gain and mean loss up to the last permanent sample; while warming up, their sums. */
  private pastGain: number = NaN
  private pastLoss: number = NaN
  private gain: number = NaN
  private loss: number = NaN
  private previous: number = NaN
  private newest: number = NaN
  /** Once warm, samples below this need no other look; until then NaN. */
  private plain: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.weight = 1 / period
    this.gain = 0
    this.loss = 0
  }

  static runAll(group: readonly Rsi[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const rsi = group[at] as Rsi
      const input = rsi.inputs[0] as Float64Array
      const output = rsi.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (rsi.committed > rsi.period) i = rsi.follow(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          rsi.commit()
          output[i] = rsi.amend(x)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) {
      // What `commit` and `amend` do, without asking again.
      this.committed++
      const previous = this.newest
      const { gain: pastGain, loss: pastLoss, weight } = this
      this.previous = previous
      this.newest = x
      this.pastGain = pastGain
      this.pastLoss = pastLoss
      const change = x - previous
      const size = Math.abs(change)
      const gain = pastGain + weight * ((size + change) / 2 - pastGain)
      const loss = pastLoss + weight * ((size - change) / 2 - pastLoss)
      this.gain = gain
      this.loss = loss
      const all = gain + loss
      return (this.main = all > 0 ? (100 * gain) / all : 0)
    }
    if (!isSample(x)) return this.reject()
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.pastGain = this.gain
    this.pastLoss = this.loss
    this.previous = this.newest
  }

  override amend(x: number): number {
    this.newest = x
    const change = x - this.previous
    const size = Math.abs(change)
    if (this.committed > this.period) {
      this.plain = 1e100
      this.gain = this.pastGain + this.weight * ((size + change) / 2 - this.pastGain)
      this.loss = this.pastLoss + this.weight * ((size - change) / 2 - this.pastLoss)
    } else {
      this.seed(change)
    }
    const all = this.gain + this.loss
    const index = all > 0 ? (100 * this.gain) / all : 0
    return this.committed < this.period ? NaN : index
  }

  /** Once warm, runs the rows up to the next that is no sample, the means held in registers. */
  private follow(input: Float64Array, output: Float64Array, from: number, to: number): number {
    const weight = this.weight
    let { gain, loss, pastGain, pastLoss, previous, newest } = this
    let i = from
    for (; i < to; i++) {
      const x = input[i] as number
      if (!isSample(x)) break
      pastGain = gain
      pastLoss = loss
      previous = newest
      newest = x
      const change = x - previous
      const size = Math.abs(change)
      gain = pastGain + weight * ((size + change) / 2 - pastGain)
      loss = pastLoss + weight * ((size - change) / 2 - pastLoss)
      const all = gain + loss
      output[i] = all > 0 ? (100 * gain) / all : 0
    }
    this.gain = gain
    this.loss = loss
    this.pastGain = pastGain
    this.pastLoss = pastLoss
    this.previous = previous
    this.newest = newest
    this.committed += i - from
    return i
  }

  /** The first means are plain ones, over the first `period` changes. */
  private seed(change: number): void {
    if (this.committed === 0) return
    this.gain = this.pastGain + Math.max(change, 0)
    this.loss = this.pastLoss + Math.max(-change, 0)
    if (this.committed < this.period) return
    this.gain /= this.period
    this.loss /= this.period
  }
}

/**
 * Relative strength index (Wilder 1978): the share of gains in all movement, 0 to 100. Above 70 is commonly called
 * overbought, below 30 oversold; a market that does not move at all gives 0, as in TA-Lib.
 *
 * First value at sample `period + 1`; O(1). Formula: TA-Lib RSI, means smoothed by Wilder's 1 / period.
 *
 * @example
 * ```ts
 * import { rsi } from '@tapeline/indicators'
 * const { value } = rsi.batch({ close: Float64Array.of(10, 11, 10, 13) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 50, 87.5 ]
 * ```
 */
export const rsi: IndicatorType<RsiParams, 'value'> = /*#__PURE__*/ defineIndicator<RsiParams, 'value'>({
  name: 'rsi',
  title: 'Relative strength index',
  tells: 'The share of gains in all movement: overbought above 70, oversold below 30.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib RSI; Wilder 1978',
  talib: { name: 'RSI', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Rsi,
})
