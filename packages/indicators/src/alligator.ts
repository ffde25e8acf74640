import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { LaterMean } from './later-mean.js'

/** Parameters of `alligator`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AlligatorParams extends SeriesOptions {
  /** Samples of the slow average, 1 to 100000; 13 unless said. */
  readonly jaw?: number | undefined
  /** Samples by which it is drawn later, 1 to 100000; 8 unless said. */
  readonly jawOffset?: number | undefined
  /** Samples of the middle average, 1 to 100000; 8 unless said. */
  readonly teeth?: number | undefined
  /** Samples by which it is drawn later, 1 to 100000; 5 unless said. */
  readonly teethOffset?: number | undefined
  /** Samples of the fast average, 1 to 100000; 5 unless said. */
  readonly lips?: number | undefined
  /** Samples by which it is drawn later, 1 to 100000; 3 unless said. */
  readonly lipsOffset?: number | undefined
}

class Alligator extends IndicatorInstance {
  private readonly jaw: LaterMean
  private readonly teeth: LaterMean
  private readonly lips: LaterMean
  private newest: number = NaN

  constructor({ jaw, jawOffset, teeth, teethOffset, lips, lipsOffset }: Settled<AlligatorParams>) {
    super()
    this.jaw = new LaterMean(jaw, jawOffset)
    this.teeth = new LaterMean(teeth, teethOffset)
    this.lips = new LaterMean(lips, lipsOffset)
  }

  static runAll(group: readonly Alligator[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [jaw, teeth, lips] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.newest = x
          one.step()
          jaw[i] = one.main
          teeth[i] = one.second
          lips[i] = one.third
        } else {
          jaw[i] = NaN
          teeth[i] = NaN
          lips[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.jaw.push()
    this.teeth.push()
    this.lips.push()
  }

  override amend(x: number): number {
    this.newest = x
    this.step()
    return this.main
  }

  /** Sets the three lines for `newest`; takes no number, since it would be boxed on its way. */
  private step(): void {
    const { jaw, teeth, lips } = this
    jaw.newest = this.newest
    jaw.step()
    teeth.newest = this.newest
    teeth.step()
    lips.newest = this.newest
    lips.step()
    this.main = jaw.value
    this.second = teeth.value
    this.third = lips.value
  }
}

/**
 * Alligator (Williams 1995): three of Wilder's means of the bars' middles, each drawn some bars later. Entwined they say that the
 * market sleeps; lips above teeth above jaw is an uptrend.
 *
 * Unit of its input, of a bar its (high + low) / 2; each line's first value at sample length + offset; O(1). A line's value at a
 * bar is that mean as it was `offset` bars ago: what a chart draws above the bar, known all that time. As Skender.
 *
 * @example
 * ```ts
 * import { alligator } from '@tapeline/indicators'
 * const live = alligator.create({ jaw: 3, jawOffset: 1, teeth: 2, teethOffset: 1, lips: 1, lipsOffset: 1 })
 * for (const middle of [10, 12, 14, 16]) live.update(middle)
 * console.log(live.values) // { jaw: 12, teeth: 12.5, lips: 14 }
 * ```
 */
export const alligator: IndicatorType<AlligatorParams, 'jaw' | 'teeth' | 'lips'> = /*#__PURE__*/ defineIndicator<
  AlligatorParams,
  'jaw' | 'teeth' | 'lips'
>({
  name: 'alligator',
  title: 'Alligator',
  tells: 'Whether three averages are entwined, the market asleep, or fan out, the market trending.',
  params: {
    jaw: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'samples' },
    jawOffset: { kind: 'whole', default: 8, min: 1, max: 100_000, unit: 'samples' },
    teeth: { kind: 'whole', default: 8, min: 1, max: 100_000, unit: 'samples' },
    teethOffset: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    lips: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    lipsOffset: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['hl2'],
  outputs: { jaw: 'input', teeth: 'input', lips: 'input' },
  pane: 'price',
  warmup: ({ jaw, jawOffset, teeth, teethOffset, lips, lipsOffset }) => ({
    samples: Math.max(jaw + jawOffset, teeth + teethOffset, lips + lipsOffset),
  }),
  cost: 'O(1)',
  source: 'Williams 1995',
  total: true,
  kernel: Alligator,
})
