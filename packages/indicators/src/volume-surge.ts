import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  isSample,
  TickIndicator,
  TradedSizeWindow,
  type FeedOptions,
  type IndicatorType,
  type TickStore,
} from '@tapeline/core/indicator'

/** Parameters of the volume surge; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VolumeSurgeParams extends FeedOptions {
  /** `[t1, t2]`, seconds before now, of the window that is judged; [30, 0] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window that says what is normal; [600, 30] unless said. */
  readonly baseline?: readonly [number, number] | undefined
  /**
   * What is normal: the `mean` rate of the baseline, or the `median` over the stretches as long as the current window that make
   * it up (their number must be whole, 1000 at most), which one earlier burst cannot spoil; `mean` unless said.
   */
  readonly normal?: 'mean' | 'median' | undefined
}

interface Windows {
  readonly current: readonly [number, number]
  readonly baseline: readonly [number, number]
  readonly normal: 'mean' | 'median'
}

class VolumeSurge extends TickIndicator {
  private readonly spans: readonly number[]
  private readonly parts: number
  private current!: TradedSizeWindow
  /** The baseline in one piece, or in those that the median is taken of, earliest first. */
  private baseline: TradedSizeWindow[] = [] // bound: `parts`
  private readonly sizes: Float64Array
  protected override readonly needsSize: boolean = true

  constructor({ current, baseline, normal }: Windows) {
    super()
    this.spans = [...current, ...baseline].map((seconds) => Math.round(seconds * 1e6) / 1e3)
    this.parts = normal === 'mean' ? 1 : Math.round(partsOf({ current, baseline }))
    this.sizes = new Float64Array(this.parts)
  }

  static runAll(group: readonly VolumeSurge[], from: number, to: number): void {
    for (const surge of group) {
      const [ts, price, size] = surge.inputs as [Float64Array, Float64Array, Float64Array]
      const value = surge.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        if (surge.tick(ts, price, size, i)) {
          value[i] = surge.main
        } else {
          value[i] = NaN
        }
      }
    }
  }

  override get oldestTick(): number {
    return Math.min(this.current.oldestTick, (this.baseline[0] as TradedSizeWindow).oldestTick)
  }

  protected override open(ticks: TickStore): void {
    const [t1, t2, t3, t4] = this.spans as [number, number, number, number]
    const step = (t3 - t4) / this.parts
    this.current = new TradedSizeWindow(ticks, t1, t2)
    this.baseline = Array.from(
      { length: this.parts },
      (_, part) => new TradedSizeWindow(ticks, t3 - part * step, t3 - (part + 1) * step),
    )
  }

  protected override read(): void {
    const { baseline, sizes, spans } = this
    this.current.update(this)
    for (let part = 0; part < baseline.length; part++) {
      const window = baseline[part] as TradedSizeWindow
      window.update(this)
      sizes[part] = window.total
    }
    const t1 = spans[0] as number
    const t2 = spans[1] as number
    const t3 = spans[2] as number
    const t4 = spans[3] as number
    const normal = median(sizes)
    const surge = (this.current.total * ((t3 - t4) / this.parts)) / (normal * (t1 - t2))
    this.main = normal > 0 && this.now - t3 >= this.firstTs && isSample(surge) ? surge : NaN
  }
}

/**
 * Volume surge: the rate of trading in the current window over that in the baseline. 1 is normal, 5 is five times as busy.
 *
 * A plain ratio; null until the whole baseline lies after the first tick, or while nothing was traded in it. O(1)
 * amortised; with `normal: 'median'`, O(parts of the baseline).
 *
 * @example
 * ```ts
 * import { volumeSurge } from '@tapeline/indicators'
 * const live = volumeSurge.create({ current: [10, 0], baseline: [30, 10] })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(10_000, 100, 2)
 * live.update(20_000, 100, 2)
 * console.log(live.update(30_000, 100, 6)) // 3
 * ```
 */
export const volumeSurge: IndicatorType<
  VolumeSurgeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<VolumeSurgeParams, 'value', TickIndicator<'value'>>({
  name: 'volumeSurge',
  title: 'Volume surge',
  tells: 'How much busier trading is than it was: 1 is normal.',
  params: {
    current: { kind: 'window', default: [30, 0] },
    baseline: { kind: 'window', default: [600, 30] },
    normal: { kind: 'choice', default: 'mean', choices: ['mean', 'median'] },
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ baseline }) => ({ ms: baseline[0] * 1000 }),
  check: (windows) => {
    const parts = partsOf(windows)
    if (windows.normal === 'median' && (Math.abs(parts - Math.round(parts)) > 1e-9 || parts < 1 || parts > 1000)) {
      throw badParameter({
        owner: 'volumeSurge',
        parameter: 'baseline',
        value: `[${windows.baseline.join(', ')}]`,
        expected: '1 to 1000 times as long as current, a whole number of times',
      })
    }
  },
  cost: 'O(1)',
  source: '(size(current) / length) / (size(baseline) / length)',
  total: false,
  kernel: VolumeSurge,
})

/** How many times the current window fits into the baseline. */
function partsOf({ current, baseline }: Pick<Windows, 'current' | 'baseline'>): number {
  return (baseline[0] - baseline[1]) / (current[0] - current[1])
}

function median(sizes: Float64Array): number {
  if (sizes.length > 1) sizes.sort()
  const half = sizes.length >> 1
  return sizes.length % 2 === 1 ? (sizes[half] as number) : ((sizes[half - 1] as number) + (sizes[half] as number)) / 2
}
