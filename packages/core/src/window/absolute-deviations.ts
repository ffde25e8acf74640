import { OrderedWindow } from './ordered-window.js'

/**
 * Sum of the distances of the newest `length` numbers from any centre.
 *
 * In the tree of the window each node also holds what its subtree is apart from it in sum, made anew from its children
 * whenever they change: nothing drifts, no bad print lingers, and numbers that are all the same are apart by exactly 0.
 * O(log n) a push and a question.
 */
export class AbsoluteDeviations extends OrderedWindow {
  /** The centre to measure around, and the sum of the distances from it, after `measureAround`. */
  centre: number = NaN
  distance: number = NaN
  /** Of each slot: sum of (number - its own) over its subtree. */
  private readonly apart: Float64Array

  constructor(length: number) {
    super(length)
    this.apart = new Float64Array(length + 1)
  }

  /** Sum of |number - centre| over the window; what is missing at first counts as 0. */
  around(centre: number): number {
    this.centre = centre
    this.measureAround()
    return this.distance
  }

  /** Sets `distance` to the same around `centre`: no number crosses the call, so none is boxed. */
  measureAround(): void {
    const { values, apart, counts, left, right, centre } = this
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
    this.distance = sum
  }

  protected override measure(node: number): void {
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
}
