/**
 * Sum of the distances of the newest `length` numbers from any centre, and how many of them lie up to any number.
 *
 * A search tree of the window, balanced at random (Aragon, Seidel 1989; the chance is fixed, so runs repeat). Each node
 * holds what its subtree is apart from it in sum, made anew from its children whenever they change: nothing drifts, no
 * bad print lingers, and numbers that are all the same are apart by exactly 0. O(log n) a push and a question.
 */
export class AbsoluteDeviations {
  readonly length: number
  /** Of each slot of the ring, counted from 1 (0 is no node): its number, its subtree's size, and sum of (number - its own). */
  private readonly values: Float64Array
  private readonly apart: Float64Array
  private readonly counts: Int32Array
  private readonly left: Int32Array
  private readonly right: Int32Array
  private root = 0
  private next = 0

  constructor(length: number) {
    this.length = length
    this.values = new Float64Array(length + 1)
    this.apart = new Float64Array(length + 1)
    this.counts = new Int32Array(length + 1)
    this.left = new Int32Array(length + 1)
    this.right = new Int32Array(length + 1)
  }

  /** Moves the window on by one number. */
  push(number: number): void {
    if (this.length === 0) return
    const slot = this.next + 1
    this.next = slot === this.length ? 0 : slot
    if ((this.counts[slot] as number) > 0) this.root = this.without(this.root, slot)
    this.values[slot] = number
    this.left[slot] = 0
    this.right[slot] = 0
    this.measure(slot)
    this.root = this.withSlot(this.root, slot)
  }

  /** Sum of |number - centre| over the window; what is missing at first counts as 0. */
  around(centre: number): number {
    const { values, apart, counts, left, right } = this
    let sum = 0
    let node = this.root
    while (node !== 0) {
      const value = values[node] as number
      const below = value < centre
      const side = (below ? left[node] : right[node]) as number
      // All of that side lies on one side of the centre, so its distances add up without their signs.
      const all = (apart[side] as number) + (counts[side] as number) * ((values[side] as number) - centre)
      sum += (below ? -all : all) + Math.abs(value - centre)
      node = (below ? right[node] : left[node]) as number
    }
    return sum
  }

  /** How many numbers of the window are not above this one. */
  countUpTo(number: number): number {
    const { values, counts, left, right } = this
    let count = 0
    let node = this.root
    while (node !== 0) {
      const isUpTo = (values[node] as number) <= number
      if (isUpTo) count += (counts[left[node] as number] as number) + 1
      node = (isUpTo ? right[node] : left[node]) as number
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

  private measure(node: number): void {
    const { values, apart, counts } = this
    const value = values[node] as number
    const l = this.left[node] as number
    const r = this.right[node] as number
    const before = counts[l] as number
    const after = counts[r] as number
    counts[node] = before + after + 1
    const below = (apart[l] as number) + before * ((values[l] as number) - value)
    apart[node] = below + (apart[r] as number) + after * ((values[r] as number) - value)
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
