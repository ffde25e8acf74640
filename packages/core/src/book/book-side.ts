/** Levels of a page: one bit of a mask each. */
const PAGE = 8
/** Bits of a rank that say its place in its page, below zero too. */
const PLACE = PAGE - 1

/**
 * One side of a book: sizes at prices in whole steps, which are ticks unless a price asked for a finer one.
 *
 * Levels stand in pages of 8 neighbouring steps, a cache line each: an integer ladder whose mask says which steps hold
 * anything. A page is found by its hash; one that lost its entry to another, or is new, by bisection. Pages are sorted,
 * the best one last, so that trading at the touch moves next to nothing. A page whose last level goes stays, empty, where
 * levels come back soon, or gives its place to a new neighbour; the last page is never empty, and at most about half of
 * all are.
 *
 * A rank is a price in steps counted so that lower is better: `steps` for asks, `-steps` for bids.
 */
export class BookSide {
  /** Number of levels. */
  count: number = 0
  private best: number = NaN
  /** Rank of the first place of the last page. */
  private origin: number = NaN
  /** Pages in order, empty ones too. */
  private pages: number = 0
  private empty: number = 0
  /** Rank of a page's first place, by its place in the order. */
  private keys: Float64Array = new Float64Array(FIRST_PAGES)
  private slots: Int32Array = new Int32Array(FIRST_PAGES)
  private masks: Int32Array = new Int32Array(FIRST_PAGES)
  private sizes: Float64Array = new Float64Array(FIRST_PAGES * PAGE)
  /** Rank of the first place of a slot's page; NaN while no page uses it. */
  private firsts: Float64Array = new Float64Array(FIRST_PAGES).fill(NaN)
  /** A slot by the hash of its page: not each page has its entry, and not each entry is of today. */
  private hashed: Int32Array = new Int32Array(FIRST_PAGES * ENTRIES)
  private hashShift: number = Math.clz32(FIRST_PAGES * ENTRIES - 1)
  /** Where the page that was searched last would be put. */
  private gap: number = 0
  /** Slots that no page uses: the last `length - pages` of this list. */
  private spare: Int32Array = Int32Array.from({ length: FIRST_PAGES }, (_, slot) => slot)

  /** Rank of the best level; NaN when empty. */
  get bestRank(): number {
    return this.best
  }

  /** Size at the best level; 0 when empty. */
  get bestSize(): number {
    if (this.pages === 0) return 0
    return this.sizes[(this.slots[this.pages - 1] as number) * PAGE + (this.best & PLACE)] as number
  }

  /** Rank of the worst level; NaN when empty. */
  get worstRank(): number {
    if (this.pages === 0) return NaN
    let at = 0
    while (this.maskAt(at) === 0) at++
    const rank = (this.keys[at] as number) + 31 - Math.clz32(this.maskAt(at))
    if (at > MOST_LEADING) this.sweep()
    return rank
  }

  /** Size at a rank; 0 where there is no level. */
  sizeAt(rank: number): number {
    const place = rank & PLACE
    const slot = this.slotOf(rank - place)
    return slot < 0 ? 0 : (this.sizes[slot * PAGE + place] as number)
  }

  /** Sets the size of a level, 0 removes it; returns what it held before. */
  set(rank: number, size: number): number {
    const place = rank & PLACE
    const key = rank - place
    let slot = this.slotOf(key)
    if (slot < 0) {
      if (size === 0) return 0
      slot = this.addPage(this.gap, key)
    }
    const index = slot * PAGE + place
    const before = this.sizes[index] as number
    this.sizes[index] = size
    if (size === 0) {
      if (before === 0) return 0
      this.count--
      const mask = (this.masks[slot] as number) & ~(1 << place)
      this.masks[slot] = mask
      if (mask === 0) this.emptied(key)
      else if (rank === this.best) this.best = key + lowest(mask)
    } else if (before === 0) {
      this.count++
      const mask = this.masks[slot] as number
      if (mask === 0) this.empty--
      this.masks[slot] = mask | (1 << place)
      if (!(rank >= this.best)) this.best = rank
    }
    return before
  }

  /** Visits levels, best first, until the visitor returns false. The side must not change meanwhile. */
  each(visit: (rank: number, size: number) => boolean): void {
    for (let at = this.pages - 1; at >= 0; at--) {
      const slot = this.slots[at] as number
      const first = this.keys[at] as number
      for (let mask = this.masks[slot] as number; mask !== 0; mask &= mask - 1) {
        const bit = lowest(mask)
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
      const first = this.keys[at] as number
      for (let mask = this.masks[slot] as number; mask !== 0 && n < limit; mask &= mask - 1) {
        const bit = lowest(mask)
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
      this.firsts[slot] = NaN
      this.spare[at] = slot
    }
    this.pages = 0
    this.empty = 0
    this.count = 0
    this.best = NaN
    this.origin = NaN
  }

  /** The slot of a page; -1 where there is none, and `gap` says where it would stand. */
  private slotOf(key: number): number {
    const slot = this.hashed[Math.imul(key, GOLDEN) >>> this.hashShift] as number
    return this.firsts[slot] === key ? slot : this.search(key)
  }

  private search(key: number): number {
    const at = this.bisect(key)
    if (at < 0) {
      this.gap = ~at
      return -1
    }
    const slot = this.slots[at] as number
    this.enter(key, slot)
    return slot
  }

  private enter(key: number, slot: number): void {
    this.firsts[slot] = key
    this.hashed[Math.imul(key, GOLDEN) >>> this.hashShift] = slot
  }

  /** Where a page stands, or `~` where it would be put. */
  private bisect(key: number): number {
    const { keys, pages } = this
    const high = pages - 1
    if (high < 0) return -1
    const distance = (key - this.origin) / PAGE
    if (distance < 0) return ~pages
    // Pages are different: this one is not further from the last than by their difference.
    let low = distance > high ? 0 : (high - distance) | 0
    // Bisection without branches, which would be guessed wrong every other time.
    let rows = pages - low
    while (rows > 1) {
      const half = rows >>> 1
      low += half & -Number((keys[low + half - 1] as number) > key)
      rows -= half
    }
    low += Number((keys[low] as number) > key)
    return low < pages && keys[low] === key ? low : ~low
  }

  /** Puts a page in order, in the place of an empty one near by or of a new one, and returns its slot. */
  private addPage(at: number, key: number): number {
    if (this.pages === this.keys.length) this.grow()
    const { pages, slots, keys } = this
    const near = Math.min(pages, at + NEAR)
    let to = at
    while (to < near && this.maskAt(to) !== 0) to++
    const isReused = to < near
    if (!isReused) to = pages
    const slot = (isReused ? slots[to] : this.spare[pages]) as number
    if (to - at > NEAR) {
      keys.copyWithin(at + 1, at, to)
      slots.copyWithin(at + 1, at, to)
    } else {
      for (let i = to; i > at; i--) {
        keys[i] = keys[i - 1] as number
        slots[i] = slots[i - 1] as number
      }
    }
    keys[at] = key
    slots[at] = slot
    this.enter(key, slot)
    if (isReused) return slot
    if (at === pages) this.origin = key
    this.pages = pages + 1
    this.empty++
    return slot
  }

  /** The last level of a page is gone. */
  private emptied(key: number): void {
    this.empty++
    if (key === this.origin) this.dropLast()
    else if (this.empty > this.pages / 2 + NEAR) this.sweep()
  }

  /** Takes away the empty pages at the best end. */
  private dropLast(): void {
    let { pages } = this
    do {
      pages--
      this.empty--
      const slot = this.slots[pages] as number
      this.spare[pages] = slot
      this.firsts[slot] = NaN
    } while (pages > 0 && this.maskAt(pages - 1) === 0)
    this.pages = pages
    this.origin = pages === 0 ? NaN : (this.keys[pages - 1] as number)
    this.best = pages === 0 ? NaN : this.origin + lowest(this.maskAt(pages - 1))
  }

  /** Takes away all empty pages. */
  private sweep(): void {
    const { keys, slots, spare, pages } = this
    let kept = 0
    let free = pages
    for (let at = 0; at < pages; at++) {
      const slot = slots[at] as number
      if (this.masks[slot] === 0) {
        spare[--free] = slot
        this.firsts[slot] = NaN
      } else {
        keys[kept] = keys[at] as number
        slots[kept++] = slot
      }
    }
    this.pages = kept
    this.empty = 0
  }

  private maskAt(at: number): number {
    return this.masks[this.slots[at] as number] as number
  }

  /** Twice the pages. The book bounds them: levels are capped, and at most about half of the pages hold none. */
  private grow(): void {
    const size = this.keys.length
    this.keys = widened(this.keys, new Float64Array(size * 2))
    this.slots = widened(this.slots, new Int32Array(size * 2))
    this.masks = widened(this.masks, new Int32Array(size * 2))
    this.sizes = widened(this.sizes, new Float64Array(size * 2 * PAGE))
    this.firsts = widened(this.firsts, new Float64Array(size * 2).fill(NaN))
    this.hashed = new Int32Array(size * 2 * ENTRIES)
    this.hashShift--
    for (let at = 0; at < this.pages; at++) this.enter(this.keys[at] as number, this.slots[at] as number)
    this.spare = Int32Array.from({ length: size * 2 }, (_, slot) => slot)
  }
}

const FIRST_PAGES = 64
/** Hash entries for each page that there is room for. */
const ENTRIES = 4
/** 2^32 divided by the golden ratio: neighbours are spread evenly (Knuth). */
const GOLDEN = 0x9e3779b1
/** Pages that are sooner moved one by one than by a call. */
const NEAR = 24
/** Empty pages at the worst end that are walked over each time. */
const MOST_LEADING = 64

/** The lowest bit that is set. */
function lowest(mask: number): number {
  return 31 - Math.clz32(mask & -mask)
}

function widened<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
