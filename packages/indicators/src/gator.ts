import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { LaterMean } from './later-mean.js'

/** Parameters of `gator`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface GatorParams extends SeriesOptions {
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

class Gator extends IndicatorInstance {
  private readonly jaw: LaterMean
  private readonly teeth: LaterMean
  private readonly lips: LaterMean

  constructor({ jaw, jawOffset, teeth, teethOffset, lips, lipsOffset }: Settled<GatorParams>) {
    super()
    this.jaw = new LaterMean(jaw, jawOffset)
    this.teeth = new LaterMean(teeth, teethOffset)
    this.lips = new LaterMean(lips, lipsOffset)
  }

  static runAll(group: readonly Gator[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [upper, lower] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.jaw.newest = x
          one.teeth.newest = x
          one.lips.newest = x
          one.look()
          upper[i] = one.main
          lower[i] = one.second
        } else {
          upper[i] = NaN
          lower[i] = NaN
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
    this.jaw.newest = x
    this.teeth.newest = x
    this.lips.newest = x
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest sample; takes no number, since it would be boxed on its way. */
  private look(): void {
    const { jaw, teeth, lips } = this
    jaw.step()
    teeth.step()
    lips.step()
    this.second = -Math.abs(teeth.value - lips.value)
    this.main = Math.abs(jaw.value - teeth.value)
  }
}

/**
 * Gator oscillator (Williams 1995): the distance of the alligator's jaw and teeth above 0, that of teeth and lips below it. Both
 * growing is a trend that feeds; both shrinking says that it has had enough.
 *
 * Unit of its input, of a bar its (high + low) / 2; each first when both lines of `alligator` have a value; O(1). As Skender.
 *
 * @example
 * ```ts
 * import { gator } from '@tapeline/indicators'
 * const live = gator.create({ jaw: 3, jawOffset: 1, teeth: 2, teethOffset: 1, lips: 1, lipsOffset: 1 })
 * for (const middle of [10, 12, 14, 16]) live.update(middle)
 * console.log(live.values) // { upper: 0.5, lower: -1.5 }
 * ```
 */
export const gator: IndicatorType<GatorParams, 'upper' | 'lower'> = /*#__PURE__*/ defineIndicator<
  GatorParams,
  'upper' | 'lower'
>({
  name: 'gator',
  title: 'Gator oscillator',
  tells: "How wide the alligator's mouth is open: whether a trend wakes up, feeds or falls asleep.",
  params: {
    jaw: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'samples' },
    jawOffset: { kind: 'whole', default: 8, min: 1, max: 100_000, unit: 'samples' },
    teeth: { kind: 'whole', default: 8, min: 1, max: 100_000, unit: 'samples' },
    teethOffset: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    lips: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'samples' },
    lipsOffset: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['hl2'],
  outputs: { upper: 'input', lower: 'input' },
  pane: 'own',
  warmup: ({ jaw, jawOffset, teeth, teethOffset, lips, lipsOffset }) => ({
    samples: Math.max(jaw + jawOffset, teeth + teethOffset, lips + lipsOffset),
  }),
  cost: 'O(1)',
  source: 'Williams 1995',
  total: true,
  kernel: Gator,
})
