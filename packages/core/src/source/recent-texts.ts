/** Which texts were among the newest: the last `length` at least, twice as many at most. O(1). */
export class RecentTexts {
  private readonly length: number
  // bound: `length` texts; the older set is let go of when this one is full.
  private newer: Set<string> = new Set()
  private older: ReadonlySet<string> = new Set()

  constructor(length: number) {
    this.length = length
  }

  has(text: string): boolean {
    return this.newer.has(text) || this.older.has(text)
  }

  add(text: string): void {
    this.newer.add(text)
    if (this.newer.size < this.length) return
    this.older = this.newer
    this.newer = new Set() // bound: as above
  }
}
