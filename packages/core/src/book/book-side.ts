/** Levels of a page: one bit of a mask each. */
const PAGE = 8
/** A rank's place in its page, below zero too, as bits count it. */
const LAST_BIT = PAGE - 1

/**
 * One side of a book: sizes at prices in whole ticks.
 *
 * Levels stand in pages of 32 neighbouring ticks, which are an integer ladder each: a mask says which ticks hold
 * anything. Pages are sorted, the best one last, so that trading at the touch moves next to nothing. In a dense book a
 * page is found at its distance from the best one, without a search; in a sparse one by bisection. The best level is
 * read from the last page.
 *
 * A rank is a price in ticks counted so that lower is better: `ticks` for asks, `-ticks` for bids.
 */
export class BookSide {
  /** Number of levels. */
  count: number = 0
  private pages: number = 0
  private keys: Float64Array = new Float64Array(FIRST_PAGES)
  private slots: Int32Array = new Int32Array(FIRST_PAGES)
  private masks: Int32Array = new Int32Array(FIRST_PAGES)
  private sizes: Float64Array = new Float64Array(FIRST_PAGES * PAGE)
  /** Slots that no page uses: the last `length - pages` of this list. */
  private spare: Int32Array = Int32Array.from({ length: FIRST_PAGES }, (_, slot) => slot)

  /** Rank of the best level; NaN when empty. */
  get bestRank(): number {
    const last = this.pages - 1
    if (last < 0) return NaN
    const mask = this.masks[this.slots[last] as number] as number
    return (this.keys[last] as number) * PAGE + 31 - Math.clz32(mask & -mask)
  }

  /** Size at the best level; 0 when empty. */
  get bestSize(): number {
    const last = this.pages - 1
    if (last < 0) return 0
    const slot = this.slots[last] as number
    const mask = this.masks[slot] as number
    return this.sizes[slot * PAGE + 31 - Math.clz32(mask & -mask)] as number
  }

  /** Rank of the worst level; NaN when empty. */
  get worstRank(): number {
    if (this.pages === 0) return NaN
    return (this.keys[0] as number) * PAGE + 31 - Math.clz32(this.masks[this.slots[0] as number] as number)
  }

  /** Size at a rank; 0 where there is no level. */
  sizeAt(rank: number): number {
    const page = Math.floor(rank / PAGE)
    const at = this.find(page)
    return at < 0 ? 0 : (this.sizes[(this.slots[at] as number) * PAGE + (rank & LAST_BIT)] as number)
  }

  /** Sets the size of a level, 0 removes it; returns what it held before. */
  set(rank: number, size: number): number {
    const page = Math.floor(rank / PAGE)
    let at = this.find(page)
    if (at < 0) {
      if (size === 0) return 0
      at = this.addPage(~at, page)
    }
    const slot = this.slots[at] as number
    const bit = rank & LAST_BIT
    const place = slot * PAGE + bit
    const before = this.sizes[place] as number
    this.sizes[place] = size
    if (size === 0) {
      if (before === 0) return 0
      this.count--
      const mask = (this.masks[slot] as number) & ~(1 << bit)
      this.masks[slot] = mask
      if (mask === 0) this.dropPage(at, slot)
    } else if (before === 0) {
      this.count++
      this.masks[slot] = (this.masks[slot] as number) | (1 << bit)
    }
    return before
  }

  /** Visits levels, best first, until the visitor returns false. The side must not change meanwhile. */
  each(visit: (rank: number, size: number) => boolean): void {
    for (let at = this.pages - 1; at >= 0; at--) {
      const slot = this.slots[at] as number
      const first = (this.keys[at] as number) * PAGE
      for (let mask = this.masks[slot] as number; mask !== 0; mask &= mask - 1) {
        const bit = 31 - Math.clz32(mask & -mask)
        if (!visit(first + bit, this.sizes[slot * PAGE + bit] as number)) return
      }
    }
  }

  /** Copies the best levels into two arrays, as many as fit or there are, and returns how many. */
  copy(ranks: Float64Array, sizes: Float64Array): number {
    const limit = Math.min(ranks.length, sizes.length)
    let n = 0
    for (let at = this.pages - 1; at >= 0 && n < limit; at--) {
      const slot = this.slots[at] as number
      const first = (this.keys[at] as number) * PAGE
      for (let mask = this.masks[slot] as number; mask !== 0 && n < limit; mask &= mask - 1) {
        const bit = 31 - Math.clz32(mask & -mask)
        ranks[n] = first + bit
        sizes[n++] = this.sizes[slot * PAGE + bit] as number
      }
    }
    return n
  }

  /** Removes every level. */
  clear(): void {
    for (let at = 0; at < this.pages; at++) {
      const slot = this.slots[at] as number
      this.masks[slot] = 0
      this.sizes.fill(0, slot * PAGE, slot * PAGE + PAGE)
      this.spare[at] = slot
    }
    this.pages = 0
    this.count = 0
  }

  /** Where a page stands, or `~` where it would be put. */
  private find(page: number): number {
    const { keys } = this
    const high = this.pages - 1
    if (high < 0) return -1
    const distance = page - (keys[high] as number)
    if (distance < 0) return ~this.pages
    // Pages are different whole numbers: this one is not further from the last than by their difference.
    let low = distance > high ? 0 : (high - distance) | 0
    if (keys[low] === page) return low
    // Bisection without branches, which would be guessed wrong every other time.
    let rows = high - low + 1
    while (rows > 1) {
      const half = rows >>> 1
      low += half & -Number((keys[low + half - 1] as number) > page)
      rows -= half
    }
    low += Number((keys[low] as number) > page)
    return low < this.pages && keys[low] === page ? low : ~low
  }

  private addPage(at: number, page: number): number {
    if (this.pages === this.keys.length) this.grow()
    const { pages, keys, slots, spare } = this
    const slot = spare[pages] as number
    if (pages - at > 24) {
      keys.copyWithin(at + 1, at, pages)
      slots.copyWithin(at + 1, at, pages)
    } else {
      for (let i = pages; i > at; i--) {
        keys[i] = keys[i - 1] as number
        slots[i] = slots[i - 1] as number
      }
    }
    keys[at] = page
    slots[at] = slot
    this.pages = pages + 1
    return at
  }

  private dropPage(at: number, slot: number): void {
    const { keys, slots } = this
    const pages = this.pages - 1
    if (pages - at > 24) {
      keys.copyWithin(at, at + 1, pages + 1)
      slots.copyWithin(at, at + 1, pages + 1)
    } else {
      for (let i = at; i < pages; i++) {
        keys[i] = keys[i + 1] as number
        slots[i] = slots[i + 1] as number
      }
    }
    this.pages = pages
    this.spare[pages] = slot
  }

  /** Twice the pages. The book bounds them: a page holds a level at least, and levels are capped. */
  private grow(): void {
    const size = this.keys.length
    this.keys = widened(this.keys, new Float64Array(size * 2))
    this.slots = widened(this.slots, new Int32Array(size * 2))
    this.masks = widened(this.masks, new Int32Array(size * 2))
    this.sizes = widened(this.sizes, new Float64Array(size * 2 * PAGE))
    this.spare = Int32Array.from({ length: size * 2 }, (_, slot) => slot)
  }
}

const FIRST_PAGES = 64

function widened<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
