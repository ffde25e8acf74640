/**
 * The newest `length` numbers in their order: the k-th smallest, how many lie below or up to a number, any quantile, each
 * together with one more that may still change.
 *
 * A search tree of the window, balanced at random (Aragon, Seidel 1989; the chance is fixed, so runs repeat). Equal
 * numbers stand in it side by side, each leaves when its turn comes. O(log n) a push and a question.
 */
export class OrderedWindow {
  readonly length: number
  /** The number that comes after the window, not yet pushed: the one last given to `include`. */
  newest: number = NaN
  /** Of each slot of the ring, counted from 1: its number, its subtree's size, its children. 0 is no node, but has the newest number. */
  readonly values: Float64Array
  protected readonly counts: Int32Array
  protected readonly left: Int32Array
  protected readonly right: Int32Array
  protected root = 0
  private next = 0
  /** Numbers of the window below `newest`, after `look`. */
  below = 0
  /** A share, 0 to 1, and the number below which it lies, after `divide`. */
  share: number = NaN
  level: number = NaN
  private asked: number = NaN

  constructor(length: number) {
    this.length = length
    this.values = new Float64Array(length + 1)
    this.counts = new Int32Array(length + 1)
    this.left = new Int32Array(length + 1)
    this.right = new Int32Array(length + 1)
  }

  /** Numbers in the window: `length` once so many have been pushed. */
  get size(): number {
    return this.counts[this.root] as number
  }

  /** Moves the window on by one number. */
  push(number: number): void {
    this.asked = number
    this.advance()
  }

  /** Pushes `newest`: a number that crosses a call which is not inlined would be boxed. */
  shift(): void {
    this.asked = this.newest
    this.advance()
  }

  /** How many numbers of the window are below this one. */
  countBelow(number: number): number {
    this.asked = number
    return this.belowAsked()
  }

  /** How many numbers of the window are not above this one. */
  countUpTo(number: number): number {
    this.asked = number
    return this.upToAsked()
  }

  /** Counts this number as the newest, for the questions below. */
  include(number: number): void {
    this.newest = number
    this.look()
  }

  /** The same with `newest`: takes no number, since one that crosses a call which is not inlined would be boxed. */
  look(): void {
    this.values[0] = this.newest
    this.asked = this.newest
    this.below = this.belowAsked()
  }

  /** Where in `values` the k-th smallest, from 0 to `size`, of the window and `newest` stands. */
  slotAt(k: number): number {
    const { counts, left, right, below } = this
    if (k === below) return 0
    let rest = k < below ? k : k - 1
    let node = this.root
    for (;;) {
      const before = counts[left[node] as number] as number
      if (rest === before) return node
      if (rest < before) node = left[node] as number
      else {
        rest -= before + 1
        node = right[node] as number
      }
    }
  }

  /** The k-th smallest, from 0 to `size`, of the window and `newest`. */
  select(k: number): number {
    return this.values[this.slotAt(k)] as number
  }

  /**
   * The number below which this share (0 to 1) of the window and `newest` lies; between two of them, on the straight line
   * from one to the other (type 7 of Hyndman, Fan 1996: that of numpy, R and spreadsheets).
   */
  quantile(share: number): number {
    this.share = share
    this.divide()
    return this.level
  }

  /** Sets `level` to that quantile of `share`. */
  divide(): void {
    const { values } = this
    const at = this.share * this.size
    const k = Math.floor(at)
    const low = values[this.slotAt(k)] as number
    this.level = low
    if (at > k) this.level = low + (at - k) * ((values[this.slotAt(k + 1)] as number) - low)
  }

  /** Makes what is known of a node's subtree anew from its children. */
  protected measure(node: number): void {
    const { counts } = this
    counts[node] = (counts[this.left[node] as number] as number) + (counts[this.right[node] as number] as number) + 1
  }

  // No call from here on takes a number with a fraction: it would be boxed where the call is not inlined.

  private advance(): void {
    if (this.length === 0) return
    const slot = this.next + 1
    this.next = slot === this.length ? 0 : slot
    if ((this.counts[slot] as number) > 0) this.root = this.without(this.root, slot)
    this.values[slot] = this.asked
    this.left[slot] = 0
    this.right[slot] = 0
    this.measure(slot)
    this.root = this.withSlot(this.root, slot)
  }

  private belowAsked(): number {
    const { values, counts, left, right, asked } = this
    let count = 0
    let node = this.root
    while (node !== 0) {
      const less = (values[node] as number) < asked
      if (less) count += (counts[left[node] as number] as number) + 1
      node = (less ? right[node] : left[node]) as number
    }
    return count
  }

  private upToAsked(): number {
    const { values, counts, left, right, asked } = this
    let count = 0
    let node = this.root
    while (node !== 0) {
      const upTo = (values[node] as number) <= asked
      if (upTo) count += (counts[left[node] as number] as number) + 1
      node = (upTo ? right[node] : left[node]) as number
    }
    return count
  }

  private withSlot(node: number, slot: number): number {
    if (node === 0) return slot
    const { left, right } = this
    const first = this.isBefore(slot, node)
    const near = first ? left : right
    const far = first ? right : left
    const child = this.withSlot(near[node] as number, slot)
    near[node] = child
    if (rank(child) < rank(node)) {
      this.measure(node)
      return node
    }
    near[node] = far[child] as number
    far[child] = node
    this.measure(node)
    this.measure(child)
    return child
  }

  private without(node: number, slot: number): number {
    const { left, right } = this
    if (node === slot) return this.joined(left[node] as number, right[node] as number)
    const near = this.isBefore(slot, node) ? left : right
    near[node] = this.without(near[node] as number, slot)
    this.measure(node)
    return node
  }

  /** One tree of two, all of the first before all of the second. */
  private joined(first: number, second: number): number {
    if (first === 0) return second
    if (second === 0) return first
    const { left, right } = this
    const top = rank(first) > rank(second) ? first : second
    if (top === first) right[first] = this.joined(right[first] as number, second)
    else left[second] = this.joined(first, left[second] as number)
    this.measure(top)
    return top
  }

  private isBefore(slot: number, node: number): boolean {
    const a = this.values[slot] as number
    const b = this.values[node] as number
    return a < b || (a === b && slot < node)
  }
}

/** The place of a slot in the order from leaves to root: a fixed shuffle, distinct for distinct slots. */
function rank(slot: number): number {
  const mixed = Math.imul(slot ^ (slot >>> 16), 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
}
