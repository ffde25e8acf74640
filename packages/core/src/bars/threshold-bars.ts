import { badData } from '../errors/index.js'
import { captureState, restoreState, type State } from '../window/index.js'
import { BarDraft, type SideSign } from './bar-draft.js'
import type { SettledBarSpec } from './bar-spec.js'
import { ImbalanceRule } from './imbalance-rule.js'
import type { DraftSink } from './kept-bars.js'
import type { BarCounts } from './time-bars.js'

/** Kinds that a threshold closes. */
export type ThresholdSpec = Extract<
  SettledBarSpec,
  { readonly kind: 'tick' | 'volume' | 'value' | 'range' | 'imbalance' }
>

/** Most bars that one trade may be cut into. */
export const MOST_BARS_A_TRADE = 10_000

/** Bars that trades close, when enough of something has come together. */
export class ThresholdBars {
  readonly counts: BarCounts = { late: 0, corrected: 0, outside: 0, future: 0 }
  clock: number = -Infinity
  private readonly spec: ThresholdSpec
  private readonly limit: number
  private readonly splits: boolean
  private readonly emit: DraftSink
  private readonly rule: ImbalanceRule | null
  private readonly draft: BarDraft = new BarDraft()
  private isForming = false
  private isFirst = true
  private isCut = false
  /** When the newest bar ended. */
  private closedAt: number = -Infinity

  constructor(spec: ThresholdSpec, emit: DraftSink) {
    this.spec = spec
    this.emit = emit
    this.rule = spec.kind === 'imbalance' ? new ImbalanceRule(spec) : null
    this.limit = thresholdOf(spec)
    this.splits = (spec.kind === 'volume' || spec.kind === 'value') && spec.split
  }

  /** The bar under construction; null while there is none. */
  get forming(): BarDraft | null {
    this.draft.closeTime = this.draft.latest
    return this.isForming ? this.draft : null
  }

  /** Takes a trade, and gives out the bar, or bars, that it completes. */
  add(ts: number, price: number, size: number, side: SideSign): void {
    if (ts < this.closedAt) {
      this.counts.late++
      return
    }
    this.advance(ts)
    if (this.splits) this.addSplit(ts, price, size, side)
    else this.addWhole(ts, price, size, side)
  }

  /** Moves the clock; time alone closes no bar. */
  advance(now: number): void {
    if (now > this.clock) this.clock = now
  }

  /** Says that the stream lacks something: the forming bar, or the next, is partial. */
  markGap(): void {
    if (this.isForming) this.draft.isPartial = true
    else this.isCut = true
  }

  /** Ends the stream: what forms is given out as a part. */
  finish(): void {
    if (!this.isForming) return
    this.draft.isPartial = true
    this.close()
  }

  /** Everything that changes, as plain data. */
  capture(): State {
    return captureState(this, FIXED)
  }

  /** Takes over what `capture` gave. */
  restore(state: State): void {
    restoreState(this, state, FIXED)
  }

  private addWhole(ts: number, price: number, size: number, side: SideSign): void {
    this.begin(ts)
    this.draft.add(ts, price, size, side)
    if (!this.isComplete(price, size, side)) return
    this.rule?.next()
    this.close()
  }

  /** Each bar takes what it has room for, and the rest opens the next; the trade counts in the bar where it begins. */
  private addSplit(ts: number, price: number, size: number, side: SideSign): void {
    const unit = this.spec.kind === 'value' ? Math.abs(price) : 1
    const most = (size * unit) / this.limit
    if (most > MOST_BARS_A_TRADE) throw tooManyBars('size', size)
    let rest = size
    do {
      this.begin(ts)
      const { draft } = this
      const held = this.spec.kind === 'value' ? Math.abs(draft.value.value) : draft.volume.value
      const room = (this.limit - held) / unit
      // What rounding leaves of a trade would open a bar of its own.
      const isLast = !(rest > room * (1 + 1e-12))
      const piece = isLast ? rest : room
      draft.print(ts, price)
      draft.sum(piece, price * piece, side)
      if (rest === size) draft.trades++
      rest = isLast ? 0 : rest - piece
      if (!isLast || this.isComplete(price, piece, side)) this.close()
    } while (rest > 0)
  }

  private isComplete(price: number, size: number, side: SideSign): boolean {
    const { draft, limit: threshold } = this
    switch (this.spec.kind) {
      case 'tick':
        return draft.trades >= threshold
      case 'volume':
        return draft.volume.value >= threshold * (1 - 1e-12)
      case 'value':
        return Math.abs(draft.value.value) >= threshold * (1 - 1e-12)
      case 'range':
        return draft.high - draft.low >= threshold * (1 - 1e-9)
      case 'imbalance':
        return (this.rule as ImbalanceRule).take(price, size, side)
    }
  }

  private begin(ts: number): void {
    if (this.isForming) return
    this.isForming = true
    this.draft.begin(ts, ts)
    this.draft.isPartial = this.isCut
    this.isCut = false
  }

  private close(): void {
    const { draft } = this
    this.isForming = false
    draft.openTime = draft.earliest
    draft.closeTime = draft.latest
    draft.isClosed = true
    draft.isFinal = true
    draft.isFirst = this.isFirst
    this.isFirst = false
    this.closedAt = draft.latest
    this.emit(draft)
  }
}

/** A trade that would be drawn as more bars than anybody wants: more likely a bad print, or a threshold far too small. */
export function tooManyBars(column: string, value: number): Error {
  return badData({
    stream: 'trades',
    row: 0,
    column,
    value,
    expected: `a trade of at most ${MOST_BARS_A_TRADE} bars of this size`,
  })
}

/** Made anew from the spec. */
const FIXED: ReadonlySet<string> = new Set(['spec', 'limit', 'splits', 'emit', 'barWeight', 'tickWeight'])

function thresholdOf(spec: ThresholdSpec): number {
  switch (spec.kind) {
    case 'tick':
      return spec.count
    case 'volume':
      return spec.volume
    case 'value':
      return spec.value
    case 'range':
      return spec.range
    case 'imbalance':
      return NaN
  }
}
