/**
 * Squared deviations and products of deviations of the newest `length` pairs and one more that may still change.
 *
 * Two stacks: the older block is held as moments of its every suffix, the newer one as sums of what its pairs are
 * apart from its first, and the two are merged (Chan, Golub, LeVeque 1979). Nothing drifts, no bad print lingers, a
 * side that is flat deviates by exactly 0. O(1) amortised: every `length` pushes a block turns over.
 */
export class PairMomentsWindow {
  readonly length: number
  /** The pair that comes after the window, not yet pushed: the one last given to `include`. */
  newestX: number = NaN
  newestY: number = NaN
  /** Sums over the window and the newest pair: squared deviations of each side, products of both sides' deviations. */
  squaresX: number = NaN
  squaresY: number = NaN
  products: number = NaN
  /** From `next` on: moments of the older block's suffixes. Before: pairs of the newer block, in the means. */
  private readonly meansX: Float64Array
  private readonly meansY: Float64Array
  private readonly suffixX: Float64Array
  private readonly suffixY: Float64Array
  private readonly suffixProducts: Float64Array
  private next = 0
  /** The newer block's first pair, and the sums of what the others are apart from it. */
  private originX: number = NaN
  private originY: number = NaN
  private sumX: number = NaN
  private sumY: number = NaN
  private sumXX: number = NaN
  private sumYY: number = NaN
  private sumXY: number = NaN

  constructor(length: number) {
    this.length = length
    const size = Math.max(length, 1)
    this.meansX = new Float64Array(size)
    this.meansY = new Float64Array(size)
    this.suffixX = new Float64Array(size)
    this.suffixY = new Float64Array(size)
    this.suffixProducts = new Float64Array(size)
    this.clear()
  }

  /** Moves the window on by one pair. It is whole once `length` have been pushed. */
  push(x: number, y: number): void {
    this.newestX = x
    this.newestY = y
    this.shift()
  }

  /** Pushes the newest pair. */
  shift(): void {
    if (this.length === 0) return
    const { newestX: x, newestY: y } = this
    const at = this.next
    if (at === 0) {
      this.originX = x
      this.originY = y
    }
    const apartX = x - this.originX
    const apartY = y - this.originY
    this.sumX += apartX
    this.sumY += apartY
    this.sumXX += apartX * apartX
    this.sumYY += apartY * apartY
    this.sumXY += apartX * apartY
    this.meansX[at] = x
    this.meansY[at] = y
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `squaresX`, `squaresY` and `products` to those of the window and this pair. */
  include(x: number, y: number): void {
    this.newestX = x
    this.newestY = y
    this.look()
  }

  /** The same with the newest pair: takes no numbers, since those that cross a call which is not inlined would be boxed. */
  look(): void {
    const { length, next, newestX: x, newestY: y } = this
    if (next === 0) {
      this.originX = x
      this.originY = y
    }
    const { originX, originY } = this
    const count = next + 1
    const apartX = x - originX
    const apartY = y - originY
    const sumX = this.sumX + apartX
    const sumY = this.sumY + apartY
    const offsetX = sumX / count
    const offsetY = sumY / count
    const betweenX = (this.meansX[next] as number) - originX - offsetX
    const betweenY = (this.meansY[next] as number) - originY - offsetY
    const share = ((length - next) * count) / (length + 1)
    this.squaresX =
      this.sumXX + apartX * apartX - sumX * offsetX + (this.suffixX[next] as number) + betweenX * betweenX * share
    this.squaresY =
      this.sumYY + apartY * apartY - sumY * offsetY + (this.suffixY[next] as number) + betweenY * betweenY * share
    this.products =
      this.sumXY +
      apartX * apartY -
      sumX * offsetY +
      (this.suffixProducts[next] as number) +
      betweenX * betweenY * share
  }

  private turn(): void {
    const { meansX, meansY, length } = this
    const originX = meansX[length - 1] as number
    const originY = meansY[length - 1] as number
    this.clear()
    for (let at = length - 1; at >= 0; at--) {
      const apartX = (meansX[at] as number) - originX
      const apartY = (meansY[at] as number) - originY
      this.sumX += apartX
      this.sumY += apartY
      this.sumXX += apartX * apartX
      this.sumYY += apartY * apartY
      this.sumXY += apartX * apartY
      const offsetX = this.sumX / (length - at)
      const offsetY = this.sumY / (length - at)
      meansX[at] = originX + offsetX
      meansY[at] = originY + offsetY
      this.suffixX[at] = this.sumXX - this.sumX * offsetX
      this.suffixY[at] = this.sumYY - this.sumY * offsetY
      this.suffixProducts[at] = this.sumXY - this.sumX * offsetY
    }
    this.clear()
  }

  /** An empty newer block. */
  private clear(): void {
    this.next = 0
    this.sumX = 0
    this.sumY = 0
    this.sumXX = 0
    this.sumYY = 0
    this.sumXY = 0
  }
}
