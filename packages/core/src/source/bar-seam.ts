import type { Bar } from '../market/index.js'
import { gapBetween, type Emit, type Seam, type SeamCounts } from './seam.js'

/**
 * Joins bars of one timeframe. A bar that forms comes again and again, and of equal `openTime` the later version stands: the
 * last bar of history, which most often still forms, is replaced by the live one, but never by an older version of
 * itself. Bars that lie behind are not given.
 */
export class BarSeam implements Seam<Bar> {
  readonly counts: SeamCounts = { duplicates: 0, late: 0, gaps: 0 }
  private last: Bar | null = null
  private isJoined = false

  past(bar: Bar, emit: Emit<Bar>): void {
    if (this.isBehind(bar)) return
    this.last = bar
    emit(bar)
  }

  live(bar: Bar, emit: Emit<Bar>): void {
    const { last } = this
    if (this.isBehind(bar)) return
    if (!this.isJoined && (last === null || bar.openTime > last.closeTime)) {
      this.counts.gaps++
      emit(gapBetween(last, bar, 'history'))
    }
    this.isJoined = true
    this.last = bar
    emit(bar)
  }

  private isBehind(bar: Bar): boolean {
    const { last } = this
    if (last === null || bar.openTime > last.openTime) return false
    if (bar.openTime < last.openTime) {
      this.counts.late++
      return true
    }
    // Volume only grows while a bar forms.
    const isOlder = !bar.isFinal && (last.isFinal || bar.volume < last.volume)
    const isSame = bar.isFinal === last.isFinal && bar.volume === last.volume && bar.close === last.close
    if (!isOlder && !isSame) return false
    this.counts.duplicates++
    this.isJoined = true
    return true
  }
}
