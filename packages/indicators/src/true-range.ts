/** How far price went in a bar, the gap from the close before included. */
export function trueRange(high: number, low: number, previousClose: number): number {
  return (high > previousClose ? high : previousClose) - (low < previousClose ? low : previousClose)
}
