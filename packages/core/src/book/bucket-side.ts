import { BookSide } from './book-side.js'

/** Sizes of one side put together in buckets, each a sum that neither drifts nor loses. */
export class BucketSide {
  /** Sums by rank, best first. */
  readonly order: BookSide = new BookSide()
  private readonly buckets = new Map<number, Bucket>() // bound: a bucket holds a level of the book at least

  /** A level of a bucket has another size now; 0 where there is none. */
  change(rank: number, before: number, after: number): void {
    let bucket = this.buckets.get(rank)
    if (bucket === undefined) {
      bucket = { sum: 0, error: 0, levels: 0 }
      this.buckets.set(rank, bucket)
    }
    bucket.levels += (after === 0 ? 0 : 1) - (before === 0 ? 0 : 1)
    if (bucket.levels === 0) {
      this.buckets.delete(rank)
      this.order.set(rank, 0)
      return
    }
    add(bucket, after)
    add(bucket, -before)
    this.order.set(rank, bucket.sum)
  }

  /** Forgets everything. */
  clear(): void {
    this.buckets.clear()
    this.order.clear()
  }
}

/** `sum + error` is the exact sum, and `sum` the double nearest to it. */
interface Bucket {
  sum: number
  error: number
  levels: number
}

/** Knuth's two-sum, and the error put back so that it stays below half a unit in the last place of the sum. */
function add(bucket: Bucket, size: number): void {
  const before = bucket.sum
  const after = before + size
  const taken = after - before
  const error = bucket.error + (before - (after - taken) + (size - taken))
  bucket.sum = after + error
  bucket.error = error - (bucket.sum - after)
}
