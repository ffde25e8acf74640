/** Halvings after which two doubles of one sign and size are neighbours. */
const HALVINGS = 1_100
/** Prices beyond this multiple of the mark, or its reciprocal, are no prices. */
const FARTHEST = 1_099_511_627_776

/** The first price on the way from a good to a bad one at which `excess` is no longer above 0. */
export function lastGood(excess: (price: number) => number, good: number, bad: number): number {
  let from = good
  let to = bad
  for (let i = 0; i < HALVINGS; i++) {
    const middle = from + (to - from) / 2
    if (middle === from || middle === to) break
    if (excess(middle) > 0) from = middle
    else to = middle
  }
  return to
}

/** The same from a good price upwards or downwards, `null` where every price is good. */
export function outwards(excess: (price: number) => number, good: number, isUp: boolean): number | null {
  let from = good
  for (let factor = 2; factor <= FARTHEST; factor *= 2) {
    const price = isUp ? good * factor : good / factor
    if (excess(price) <= 0) return lastGood(excess, from, price)
    from = price
  }
  return null
}
