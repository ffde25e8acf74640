import { badParameter } from '@tapeline/core'
import {
  DelayLine,
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { offerAverage } from './average-kinds.js'

/** Parameters of `kama`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KamaParams extends SeriesOptions {
  /** Changes that the efficiency is measured over, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /** Length of the EMA that it is in a market that goes straight, 1 to 100000; 2 unless said. */
  readonly fast?: number | undefined
  /** Length of the EMA that a market without direction makes of it, longer than `fast`, up to 100000; 30 unless said. */
  readonly slow?: number | undefined
}

type Lengths = { readonly period: number; readonly fast: number; readonly slow: number }

class Kama extends IndicatorInstance {
  private readonly period: number
  private readonly fastWeight: number
  private readonly slowWeight: number
  private readonly earlier: DelayLine
  private readonly path: SlidingSum
  private newest: number = NaN
  private previous: number = NaN
  /** The average up to the last permanent sample; while warming up, that sample. */
  private past: number = NaN
  private current: number = NaN

  constructor({ period, fast, slow }: Lengths) {
    super()
    this.period = period
    this.fastWeight = 2 / (fast + 1)
    this.slowWeight = 2 / (slow + 1)
    this.earlier = new DelayLine(period)
    this.path = new SlidingSum(period - 1)
  }

  static runAll(group: readonly Kama[], from: number, to: number): void {
    for (const kama of group) {
      const input = kama.inputs[0] as Float64Array
      const output = kama.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          kama.commit()
          output[i] = kama.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.committed > 1) this.path.shift()
    this.earlier.push(this.newest)
    this.previous = this.newest
    this.past = this.current
  }

  override amend(x: number): number {
    const { path, past } = this
    this.newest = x
    this.current = x
    if (this.committed === 0) return NaN
    path.newest = Math.abs(x - this.previous)
    if (this.committed < this.period) return NaN
    const way = path.value + path.newest
    const gained = Math.abs(x - this.earlier.oldest)
    // A market that stands still counts as one that goes straight, as in TA-Lib.
    const efficiency = way > gained ? gained / way : 1
    const weight = efficiency * (this.fastWeight - this.slowWeight) + this.slowWeight
    this.current = past + weight * weight * (x - past)
    return this.current
  }
}

/**
 * Kaufman's adaptive moving average (1995): fast where prices go straight, almost at rest where they go to and fro. The
 * yard is the efficiency ratio: the way gained in `period` samples / the way walked.
 *
 * Unit of its input; first value at sample `period + 1`, starting from the sample before; O(1). Formula: TA-Lib KAMA,
 * whose `fast` and `slow` are 2 and 30.
 *
 * @example
 * ```ts
 * import { kama } from '@tapeline/indicators'
 * const { value } = kama.batch({ close: Float64Array.of(1, 2, 5) }, { period: 2, fast: 1 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 5 ]
 * ```
 */
export const kama: IndicatorType<KamaParams, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<KamaParams, 'value'>({
    name: 'kama',
    title: "Kaufman's adaptive moving average",
    tells: 'The trend: fast in a straight market, at rest in one without direction.',
    params: {
      period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
      fast: { kind: 'whole', default: 2, min: 1, max: 100_000, unit: 'samples' },
      slow: { kind: 'whole', default: 30, min: 2, max: 100_000, unit: 'samples' },
    },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period }) => ({ samples: period + 1 }),
    check: ({ fast, slow }) => {
      if (fast >= slow)
        throw badParameter({
          owner: 'kama',
          parameter: 'fast',
          value: fast,
          expected: `less than slow, which is ${slow}`,
        })
    },
    cost: 'O(1)',
    source: 'TA-Lib KAMA; Kaufman 1995',
    talib: { name: 'KAMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
    total: true,
    kernel: Kama,
  }),
)
