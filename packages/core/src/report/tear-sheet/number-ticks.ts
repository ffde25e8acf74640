import { formatNumber } from '../format-number.js'

export interface Tick {
  readonly value: number
  readonly label: string
}

/** Round numbers (1, 2 or 5 times a power of ten apart) within a range, at most `most` of them. */
export function numberTicks(from: number, to: number, most: number): readonly Tick[] {
  if (!(to > from)) return []
  const step = roundStep((to - from) / most)
  if (!(step > 0) || !Number.isFinite(step)) return []
  const decimals = Math.min(10, Math.max(0, -exponentOf(step)))
  const ticks: Tick[] = []
  for (let n = Math.ceil(from / step); n * step <= to && ticks.length <= most; n++) {
    // n * step may fall short of the range's own end by binary noise.
    ticks.push({ value: Math.max(from, n * step), label: formatNumber(n * step, decimals) })
  }
  return ticks
}

/** The smallest of 1, 2, 5, 10 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const exponent = exponentOf(least)
  const factor = [1, 2, 5].find((candidate) => Number(`${candidate}e${exponent}`) >= least)
  return factor === undefined ? Number(`1e${exponent + 1}`) : Number(`${factor}e${exponent}`)
}

function exponentOf(value: number): number {
  return Number(value.toExponential(12).split('e')[1])
}
