import { badParameter } from '@tapeline/core'
import {
  isSample,
  TickIndicator,
  TradedSizeWindow,
  windowMs,
  type Settled,
  type TickOptions,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'

/** Parameters of a surge. */
export interface SurgeParams extends TickOptions {
  readonly current?: readonly [number, number] | undefined
  readonly baseline?: readonly [number, number] | undefined
  readonly normal?: 'mean' | 'median' | undefined
}

type Windows = Settled<SurgeParams>

/** Base of what compares the rate of something in a window with that in a baseline, or in its stretches. */
export abstract class Surge extends TickIndicator {
  private readonly spans: readonly number[]
  private readonly parts: number
  private current!: TradedSizeWindow
  /** The baseline in one piece, or in those that the median is taken of, earliest first. */
  private baseline: readonly TradedSizeWindow[] = []
  private readonly amounts: Float64Array

  constructor({ current, baseline, normal, lateness }: Windows) {
    super(lateness)
    this.spans = [...current, ...baseline].map(windowMs)
    this.parts = normal === 'mean' ? 1 : Math.round(partsOf({ current, baseline }))
    this.amounts = new Float64Array(this.parts)
  }

  /** What is counted in a window. */
  protected abstract amount(window: TradedSizeWindow): number

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    const [t1, t2, t3, t4] = this.spans as [number, number, number, number]
    const step = (t3 - t4) / this.parts
    this.current = new TradedSizeWindow(ticks, t1, t2)
    this.baseline = Array.from(
      { length: this.parts },
      (_, part) => new TradedSizeWindow(ticks, t3 - part * step, t3 - (part + 1) * step),
    )
    return [this.current, ...this.baseline]
  }

  protected override read(): void {
    const { baseline, amounts, spans } = this
    this.current.update(this)
    for (let part = 0; part < baseline.length; part++) {
      const window = baseline[part] as TradedSizeWindow
      window.update(this)
      amounts[part] = this.amount(window)
    }
    const t1 = spans[0] as number
    const t2 = spans[1] as number
    const t3 = spans[2] as number
    const t4 = spans[3] as number
    const normal = median(amounts)
    const surge = (this.amount(this.current) * ((t3 - t4) / this.parts)) / (normal * (t1 - t2))
    this.main = normal > 0 && this.now - t3 >= this.firstTs && isSample(surge) ? surge : NaN
  }
}

/** With the median, the baseline is a whole number of windows like the current one. */
export function wholeParts(owner: string, windows: Windows): void {
  const parts = partsOf(windows)
  if (windows.normal === 'mean' || (Math.abs(parts - Math.round(parts)) <= 1e-9 && parts >= 1 && parts <= 1000)) return
  throw badParameter({
    owner,
    parameter: 'baseline',
    value: `[${windows.baseline.join(', ')}]`,
    expected: '1 to 1000 times as long as current, a whole number of times',
  })
}

/** How many times the current window fits into the baseline. */
function partsOf({ current, baseline }: Pick<Windows, 'current' | 'baseline'>): number {
  return (baseline[0] - baseline[1]) / (current[0] - current[1])
}

function median(amounts: Float64Array): number {
  if (amounts.length > 1) amounts.sort()
  const half = amounts.length >> 1
  return amounts.length % 2 === 1
    ? (amounts[half] as number)
    : ((amounts[half - 1] as number) + (amounts[half] as number)) / 2
}
