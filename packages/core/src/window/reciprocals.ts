/** 1 / n by n, one table for all windows, as long as the longest of them needs. */
let table: Float64Array = new Float64Array(0) // bound: the longest period that an indicator accepts

/** A table whose entry n is 1 / n, at least up to n = `most`; shared, so nobody writes into it. */
export function reciprocals(most: number): Float64Array {
  if (table.length <= most) {
    const longer = Math.max(most + 1, Math.min(2 * table.length, 4096))
    table = Float64Array.from({ length: longer }, (_, n) => 1 / n)
  }
  return table
}
