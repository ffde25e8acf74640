import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { ChainedMean } from './chained-mean.js'

/** Parameters of `tsi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TsiParams extends SeriesOptions {
  /** Samples of the first smoothing, 1 to 100000; 25 unless said. */
  readonly slow?: number | undefined
  /** Samples of the second smoothing, 1 to 100000; 13 unless said. */
  readonly fast?: number | undefined
  /** Samples of the signal line, 1 to 100000; 7 unless said. */
  readonly signal?: number | undefined
}

class Tsi extends IndicatorInstance {
  private readonly change: ChainedMean
  private readonly size: ChainedMean
  private readonly changeTwice: ChainedMean
  private readonly sizeTwice: ChainedMean
  private readonly signal: ChainedMean
  private previous: number = NaN
  private newest: number = NaN

  constructor({ slow, fast, signal }: Settled<TsiParams>) {
    super()
    this.change = new ChainedMean(slow)
    this.size = new ChainedMean(slow)
    this.changeTwice = new ChainedMean(fast)
    this.sizeTwice = new ChainedMean(fast)
    this.signal = new ChainedMean(signal)
  }

  static runAll(group: readonly Tsi[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const [tsi, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.newest = x
          one.step()
          tsi[i] = one.main
          signal[i] = one.second
        } else {
          tsi[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.newest
    this.change.push()
    this.size.push()
    this.changeTwice.push()
    this.sizeTwice.push()
    this.signal.push()
  }

  override amend(x: number): number {
    this.newest = x
    this.step()
    return this.main
  }

  /** Counts `newest`; takes no number, since it would be boxed on its way. */
  private step(): void {
    const { change, size, changeTwice, sizeTwice, signal } = this
    if (this.committed < 1) return
    const step = this.newest - this.previous
    change.newest = step
    change.step()
    size.newest = Math.abs(step)
    size.step()
    if (change.value !== change.value) return
    changeTwice.newest = change.value
    changeTwice.step()
    sizeTwice.newest = size.value
    sizeTwice.step()
    if (changeTwice.value !== changeTwice.value) return
    this.main = (100 * changeTwice.value) / sizeTwice.value
    if (!isSample(this.main)) this.main = 0
    signal.newest = this.main
    signal.step()
    this.second = signal.value
  }
}

/**
 * True strength index (Blau 1991): the change of price, smoothed twice, in per cent of its size, smoothed in the same way: 100 in a
 * market that only rises, -100 in one that only falls. The signal line is its average.
 *
 * Per cent, -100 to 100; first value at sample `slow + fast`, of the signal at `slow + fast + signal - 1`; O(1). Every average is
 * seeded by the mean of its first numbers, as Skender and talipp. 0 where nothing moves.
 *
 * @example
 * ```ts
 * import { tsi } from '@tapeline/indicators'
 * const live = tsi.create({ slow: 2, fast: 1, signal: 2 })
 * for (const price of [10, 12, 11, 13]) live.update(price)
 * console.log(live.values) // { tsi: 81.81818181818183, signal: 57.57575757575758 }
 * ```
 */
export const tsi: IndicatorType<TsiParams, 'tsi' | 'signal'> = /*#__PURE__*/ defineIndicator<
  TsiParams,
  'tsi' | 'signal'
>({
  name: 'tsi',
  title: 'True strength index',
  tells: 'How one-sided the market moves: a twice smoothed change in per cent of a twice smoothed movement.',
  params: {
    slow: { kind: 'whole', default: 25, min: 1, max: 100_000, unit: 'samples' },
    fast: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'samples' },
    signal: { kind: 'whole', default: 7, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { tsi: 'percent', signal: 'percent' },
  pane: 'own',
  warmup: ({ slow, fast, signal }) => ({ samples: slow + fast + signal - 1 }),
  cost: 'O(1)',
  source: 'Blau 1991',
  total: true,
  kernel: Tsi,
})
