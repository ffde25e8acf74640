import { badParameter } from '@tapeline/core'
import {
  HeldPriceWindow,
  holdMs,
  TickIndicator,
  windowMs,
  type HeldOptions,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'

/** Two windows in time, `[t1, t2]` in seconds before now each: the one that is judged, and what it is compared with. */
export interface Pair {
  readonly current: readonly [number, number]
  readonly baseline: readonly [number, number]
}

/** Parameters of an indicator over two windows of held prices. */
export interface HeldPairParams extends HeldOptions {
  readonly current?: readonly [number, number] | undefined
  readonly baseline?: readonly [number, number] | undefined
}

/** Base of what compares the time-weighted averages of two windows. */
export abstract class HeldPair extends TickIndicator {
  protected current!: HeldPriceWindow
  protected baseline!: HeldPriceWindow
  private readonly spans: readonly number[]
  private readonly hold: number = NaN

  constructor({ current, baseline, maxHold, lateness }: Settled<HeldPairParams>) {
    super(lateness)
    this.spans = [...current, ...baseline].map(windowMs)
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    const [t1, t2, t3, t4] = this.spans as [number, number, number, number]
    this.current = new HeldPriceWindow(ticks, t1, t2, this.hold)
    this.baseline = new HeldPriceWindow(ticks, t3, t4, this.hold)
    return [this.current, this.baseline]
  }
}

/** Milliseconds until both windows cover some time. */
export function pairWarmup({ current, baseline }: Pair): { readonly ms: number } {
  return { ms: Math.max(current[1], baseline[1]) * 1000 }
}

/** Seconds from the centre of the baseline to that of the current window. */
export function centreDistance({ current, baseline }: Pair): number {
  return (baseline[0] + baseline[1]) / 2 - (current[0] + current[1]) / 2
}

/** The baseline's centre lies before that of the current window. */
export function baselineBefore(owner: string, windows: Pair): void {
  if (centreDistance(windows) > 0) return
  throw badParameter({
    owner,
    parameter: 'baseline',
    value: `[${windows.baseline.join(', ')}]`,
    expected: 'a window whose centre lies before that of current',
  })
}
