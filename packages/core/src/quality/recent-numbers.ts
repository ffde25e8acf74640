/**
 * Which whole numbers were among the newest ones: the last `length` at least, twice as many at most.
 *
 * Two tables with open addressing (Knuth, volume 3, 6.4), the older of which is emptied when the newer is full: no
 * allocation, O(1) amortised.
 */
export class RecentNumbers {
  private readonly length: number
  private readonly mask: number
  private newer: Float64Array
  private older: Float64Array
  private count = 0

  constructor(length: number) {
    this.length = length
    let slots = 4
    while (slots < 2 * length) slots *= 2
    this.mask = slots - 1
    this.newer = new Float64Array(slots).fill(-1)
    this.older = new Float64Array(slots).fill(-1)
  }

  /** @param number a whole number of at least 0 */
  has(number: number): boolean {
    return this.newer[this.slot(this.newer, number)] === number || this.older[this.slot(this.older, number)] === number
  }

  /** @param number a whole number of at least 0 */
  add(number: number): void {
    const slot = this.slot(this.newer, number)
    if (this.newer[slot] === number) return
    this.newer[slot] = number
    if (++this.count < this.length) return
    const { newer, older } = this
    this.newer = older.fill(-1)
    this.older = newer
    this.count = 0
  }

  /** Where the number stands in a table, or would. */
  private slot(table: Float64Array, number: number): number {
    const { mask } = this
    let slot = Math.imul(number | 0, 0x9e3779b1) ^ (number / 4294967296)
    slot = (slot ^ (slot >>> 15)) & mask
    while (table[slot] !== number && table[slot] !== -1) slot = (slot + 1) & mask
    return slot
  }
}
