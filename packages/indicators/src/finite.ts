/** The number itself, NaN where it is infinite: an infinite number less itself is NaN, any other 0. */
export function finite(x: number): number {
  return x + (x - x)
}
