import { HeldPriceWindow, type TickStore, type TickView } from '@tapeline/core/indicator'

/**
 * The velocities of price over the latest spans of time, all equally long and each next to the one before: how far its
 * time-weighted average lies from that of the span before, in per cent of the latter, a second. O(spans).
 */
export class SpanVelocities {
  /** The velocities after `update`, the newest first; NaN where a span has no price. */
  readonly velocities: Float64Array
  /** The windows of the spans, the newest first: one more than there are velocities. */
  readonly windows: readonly HeldPriceWindow[]
  private readonly seconds: number

  /** @param span length of a span, ms. @param count velocities. @param hold how long a price stands, ms. */
  constructor(ticks: TickStore, span: number, count: number, hold: number) {
    this.seconds = span / 1e3
    this.velocities = new Float64Array(count).fill(NaN)
    this.windows = Array.from(
      { length: count + 1 },
      (_, at) => new HeldPriceWindow(ticks, (at + 1) * span, at * span, hold),
    )
  }

  /** Moves to the view's now. */
  update(view: TickView): void {
    const { windows, velocities, seconds } = this
    ;(windows[0] as HeldPriceWindow).update(view)
    for (let at = 0; at < velocities.length; at++) {
      const before = windows[at + 1] as HeldPriceWindow
      before.update(view)
      const { average } = before
      velocities[at] = (100 * ((windows[at] as HeldPriceWindow).average - average)) / average / seconds
    }
  }
}
