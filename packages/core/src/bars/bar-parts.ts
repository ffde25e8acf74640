import type { Bar } from '../market/index.js'
import { captureState, restoreState, type State } from '../window/index.js'
import { BarDraft, type BarOrigin } from './bar-draft.js'
import type { BarGrid } from './bar-grid.js'
import type { BuiltBar } from './built-bar.js'

/** A bar that may say how it came about. */
export type PartBar = Bar & Partial<BuiltBar>

/**
 * A bar made of shorter ones. Parts that may still change are kept as they came; those that are final, and all before
 * which are, are added up for good.
 */
export class BarParts {
  readonly openTime: number
  readonly closeTime: number
  isClosed = false
  isPartial = false
  isFirst = false
  revision = 0
  /** End of what is added up for good: whatever comes for before it comes too late. */
  settledTo: number = -Infinity
  private readonly total: BarDraft = new BarDraft()
  private readonly whole: BarDraft = new BarDraft()
  private readonly parts: PartBar[] = [] // bound: MOST_PARTS, then the oldest counts as final
  /** Where the next part must open if none is missing; NaN where that is not asked. */
  private expected: number
  /** Finds the interval after a part; null where parts that are missing are quiet ones. */
  private readonly grid: BarGrid | null

  constructor(openTime: number, closeTime: number, grid: BarGrid | null) {
    this.openTime = openTime
    this.closeTime = closeTime
    this.expected = grid === null ? NaN : openTime
    this.grid = grid
    this.total.begin(openTime, closeTime)
  }

  /** Is every part final? */
  get isSettled(): boolean {
    return this.parts.length === 0
  }

  /** Takes a part, or a new version of one; false where it comes too late. */
  put(part: PartBar): boolean {
    if (part.openTime < this.settledTo) return false
    const { parts } = this
    let at = parts.length
    while (at > 0 && (parts[at - 1] as PartBar).openTime >= part.openTime) at--
    const isKnown = parts[at]?.openTime === part.openTime
    if (!isKnown && at === 0 && part.isFinal) {
      this.settle(part)
    } else {
      parts.splice(at, isKnown ? 1 : 0, part)
    }
    while (parts.length > 0 && ((parts[0] as PartBar).isFinal || parts.length > MOST_PARTS)) {
      this.settle(parts.shift() as PartBar)
    }
    return true
  }

  /** The bar as it stands. */
  toBar(origin: BarOrigin, isFinal: boolean): BuiltBar {
    const { parts, total, isClosed, isFirst, revision } = this
    let draft = total
    let { expected } = this
    if (parts.length > 0) {
      draft = this.whole
      restoreState(draft, captureState(total))
      for (const part of parts) expected = this.join(draft, part, expected)
    }
    const isCutOff = isClosed && expected < this.closeTime
    const isPartial = this.isPartial || draft.isPartial || isCutOff
    return { ...draft.toBar(origin), isPartial, isClosed, isFinal, isFirst, revision }
  }

  /** Everything that changes, as plain data. */
  capture(): State {
    return { ...captureState(this, FIXED), parts: this.parts.map((part) => captureState(part)) }
  }

  /** Takes over what `capture` gave. */
  restore(state: State): void {
    restoreState(this, state, FIXED)
    this.parts.splice(0, Infinity, ...(state['parts'] as readonly unknown[] as readonly PartBar[]))
  }

  private settle(part: PartBar): void {
    this.expected = this.join(this.total, part, this.expected)
    this.settledTo = part.closeTime
  }

  /** Adds a part to a draft, and says where the next must open. */
  private join(draft: BarDraft, part: PartBar, expected: number): number {
    draft.join(part)
    if (this.grid === null) return NaN
    if (part.openTime !== expected) draft.isPartial = true
    this.grid.seek(part.openTime)
    this.grid.next()
    return this.grid.openTime
  }
}

/** Parts that may still change; a minute's seconds, or an hour's minutes, are far fewer. */
const MOST_PARTS = 10_000

const FIXED: ReadonlySet<string> = new Set(['parts', 'grid', 'whole'])
