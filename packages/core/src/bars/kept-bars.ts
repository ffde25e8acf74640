import type { State } from '../window/index.js'
import { captureState, restoreState } from '../window/index.js'
import { BarDraft, type SideSign } from './bar-draft.js'

/** What receives a bar as it stands: read it, keep nothing of it. */
export type DraftSink = (draft: BarDraft) => void

/** Closed bars that late trades may still correct, oldest first; each is final once its lateness is over. */
export class KeptBars {
  private readonly latenessMs: number
  private readonly emit: DraftSink
  private readonly bars: BarDraft[] = [] // bound: the intervals that end within `latenessMs`; older ones are settled and leave
  private spare: BarDraft | null = null

  constructor(latenessMs: number, emit: DraftSink) {
    this.latenessMs = latenessMs
    this.emit = emit
  }

  /** Close of the newest bar; `otherwise` where none is kept. */
  lastClose(otherwise: number): number {
    return this.bars.at(-1)?.close ?? otherwise
  }

  /** Is a bar that ended then still open to corrections? */
  mayCorrect(closeTime: number, clock: number): boolean {
    return clock < closeTime + this.latenessMs
  }

  /** Keeps the newest bar, and gives back another draft to go on with. */
  keep(draft: BarDraft): BarDraft {
    this.bars.push(draft)
    const next = this.spare ?? new BarDraft()
    this.spare = null
    return next
  }

  /** The kept bar of an interval; null where there is none. */
  find(openTime: number): BarDraft | null {
    for (let at = this.bars.length - 1; at >= 0; at--) {
      const bar = this.bars[at] as BarDraft
      if (bar.openTime <= openTime) return bar.openTime === openTime ? bar : null
    }
    return null
  }

  /** Adds a bar that nobody knew of, at its place. */
  insert(draft: BarDraft): void {
    let at = this.bars.length
    while (at > 0 && (this.bars[at - 1] as BarDraft).openTime > draft.openTime) at--
    this.bars.splice(at, 0, draft)
  }

  /** Adds a late trade to a kept bar, and gives out what changes: the bar, and empty ones that carry its close. */
  correct(draft: BarDraft, ts: number, price: number, size: number, side: SideSign, isKnown: boolean): void {
    draft.add(ts, price, size, side)
    if (isKnown) draft.revision++
    this.emit(draft)
    for (let at = this.bars.indexOf(draft) + 1; at < this.bars.length; at++) {
      const next = this.bars[at] as BarDraft
      if (!next.isEmpty || next.close === draft.close) return
      next.carry(draft.close)
      next.revision++
      this.emit(next)
    }
  }

  /** A stretch of the stream is missing: bars that overlap it become partial. */
  markGap(from: number, to: number): void {
    for (const bar of this.bars) {
      if (bar.isPartial || bar.closeTime <= from || bar.openTime >= to) continue
      bar.isPartial = true
      bar.revision++
      this.emit(bar)
    }
  }

  /** Gives out for the last time what can no longer be corrected. */
  settle(clock: number): void {
    while (this.bars.length > 0 && !this.mayCorrect((this.bars[0] as BarDraft).closeTime, clock)) {
      const bar = this.bars.shift() as BarDraft
      bar.isFinal = true
      this.emit(bar)
      this.spare = bar
    }
  }

  /** Everything that is kept, as plain data. */
  capture(): readonly State[] {
    return this.bars.map((bar) => captureState(bar))
  }

  /** Takes over what `capture` gave. */
  restore(states: readonly State[]): void {
    this.bars.splice(0)
    for (const state of states) {
      const bar = new BarDraft()
      restoreState(bar, state)
      this.bars.push(bar)
    }
  }
}
