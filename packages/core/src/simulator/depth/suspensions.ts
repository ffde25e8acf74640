import type { Suspension } from './depth-intake.js'

/** Suspensions that are kept one by one. */
const MAX_SUSPENSIONS = 1_000

/** Times in which a venue had no valid book. */
export class Suspensions {
  /** The first of them. */
  readonly list: Suspension[] = [] // bound: MAX_SUSPENSIONS
  /** Is there one now? */
  isOpen = false

  begin(ts: number): void {
    if (this.isOpen) return
    this.isOpen = true
    if (this.list.length < MAX_SUSPENSIONS) this.list.push({ fromTs: ts, untilTs: null })
  }

  end(ts: number): void {
    this.isOpen = false
    const last = this.list.at(-1)
    if (last?.untilTs === null) this.list[this.list.length - 1] = { ...last, untilTs: ts }
  }
}
