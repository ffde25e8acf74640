import { captureState, restoreState, type State } from '../window/index.js'
import { BarDraft, type SideSign } from './bar-draft.js'
import type { SettledBarSpec } from './bar-spec.js'
import type { DraftSink } from './kept-bars.js'
import { MOST_BARS_A_TRADE, tooManyBars } from './threshold-bars.js'
import type { BarCounts } from './time-bars.js'

/**
 * Renko bricks of a fixed height, drawn by prices as they come: one brick above the top of the last, or one below its
 * bottom, so a turn takes two. A brick opens and closes on the grid; its high and low are the extremes traded since the
 * brick before; what was traded since then is shared equally where one price draws several. Rules of Skender's Renko.
 */
export class RenkoBars {
  readonly counts: BarCounts = { late: 0, corrected: 0, outside: 0, future: 0 }
  clock: number = -Infinity
  private readonly brick: number
  private readonly emit: DraftSink
  private readonly draft: BarDraft = new BarDraft()
  private readonly out: BarDraft = new BarDraft()
  private origin: number
  /** Top and bottom of the last brick, in bricks from the origin; both 0 before the first. */
  private top = 0
  private bottom = 0
  private isForming = false
  private isFirst = true
  private isCut = false
  private closedAt: number = -Infinity

  constructor({ brick, origin }: Extract<SettledBarSpec, { readonly kind: 'renko' }>, emit: DraftSink) {
    this.brick = brick
    this.origin = origin ?? NaN
    this.emit = emit
  }

  /** What was traded since the last brick; null while nothing was. */
  get forming(): BarDraft | null {
    return this.isForming ? this.draft : null
  }

  /** Takes a trade, and gives out the bricks that it draws. */
  add(ts: number, price: number, size: number, side: SideSign): void {
    if (ts < this.closedAt) {
      this.counts.late++
      return
    }
    this.advance(ts)
    const { brick, draft } = this
    if (this.origin !== this.origin) this.origin = Math.round(price / brick) * brick
    const level = (price - this.origin) / brick
    const up = Math.floor(level - this.top + TOLERANCE)
    const down = Math.floor(this.bottom - level + TOLERANCE)
    const count = Math.max(up, down, 0)
    if (count > MOST_BARS_A_TRADE) throw tooManyBars('price', price)
    if (!this.isForming) {
      this.isForming = true
      draft.begin(ts, ts)
      draft.isPartial = this.isCut
      this.isCut = false
    }
    draft.add(ts, price, size, side)
    draft.closeTime = draft.latest
    if (count > 0) this.draw(count, up > 0 ? 1 : -1)
  }

  /** Moves the clock; time alone draws no brick. */
  advance(now: number): void {
    if (now > this.clock) this.clock = now
  }

  /** Says that the stream lacks something: the next bricks are partial. */
  markGap(): void {
    if (this.isForming) this.draft.isPartial = true
    else this.isCut = true
  }

  /** Ends the stream. What has not become a brick is not drawn: half a brick is none. */
  finish(): void {
    this.isForming = false
  }

  /** Everything that changes, as plain data. */
  capture(): State {
    return captureState(this, FIXED)
  }

  /** Takes over what `capture` gave. */
  restore(state: State): void {
    restoreState(this, state, FIXED)
  }

  private draw(count: number, direction: 1 | -1): void {
    const { draft, out } = this
    this.isForming = false
    this.closedAt = draft.latest
    for (let drawn = 0; drawn < count; drawn++) {
      const from = direction > 0 ? this.top : this.bottom
      this.top = direction > 0 ? from + 1 : from
      this.bottom = direction > 0 ? from : from - 1
      out.begin(draft.earliest, draft.latest)
      out.carry(this.priceOf(from))
      out.isEmpty = false
      out.close = this.priceOf(from + direction)
      out.high = Math.max(draft.high, out.open, out.close)
      out.low = Math.min(draft.low, out.open, out.close)
      out.trades = drawn === 0 ? draft.trades : 0
      out.isSided = draft.isSided
      out.volume.add(draft.volume.value / count)
      out.value.add(draft.value.value / count)
      out.bought.add(draft.bought.value / count)
      out.sold.add(draft.sold.value / count)
      out.boughtValue.add(draft.boughtValue.value / count)
      out.soldValue.add(draft.soldValue.value / count)
      out.isPartial = draft.isPartial
      out.isClosed = true
      out.isFinal = true
      out.isFirst = this.isFirst
      this.isFirst = false
      this.emit(out)
    }
  }

  /** Multiples of a brick such as 0.1, without the digits that rounding adds. */
  private priceOf(level: number): number {
    return Number((this.origin + level * this.brick).toPrecision(13))
  }
}

/** Share of a brick within which a price counts as having reached it. */
const TOLERANCE = 1e-9

/** Made anew from the spec, or overwritten before it is read. */
const FIXED: ReadonlySet<string> = new Set(['brick', 'emit', 'out'])
