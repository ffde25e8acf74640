import type { HilbertCycle } from '@tapeline/core/indicator'
import { atanAt, cos, sin, sinAt } from '@tapeline/core/math'
import { DEGREES } from './degrees.js'

/** Where in its dominant cycle the price stands, from a Fourier sum over one cycle. The newest sample may still change. */
export class CyclePhase {
  /** Degrees from -45 to 315 after `amend`. */
  degrees: number = NaN
  /** The sine of that, and of what is an eighth of a cycle ahead, after `wave`. */
  sine: number = NaN
  leadSine: number = NaN
  /** Degrees of the last permanent sample. */
  past: number = NaN

  constructor() {
    this.degrees = 0
    this.sine = 0
    this.leadSine = 0
  }

  commit(): void {
    this.past = this.degrees
  }

  /** Sets both sines. @param angle the cycle's. */
  wave(angle: Float64Array): void {
    angle[0] = this.degrees / DEGREES
    sinAt(angle, 0)
    this.sine = angle[0] as number
    angle[0] = (this.degrees + 45) / DEGREES
    sinAt(angle, 0)
    this.leadSine = angle[0] as number
  }

  /** @param at index of the newest sample of the cycle. */
  amend(cycle: HilbertCycle, at: number): void {
    const { smoothed, smoothPeriod, angle } = cycle
    const length = Math.floor(smoothPeriod + 0.5)
    const table = waves()
    const row = length * (length - 1)
    let real = 0
    let imaginary = 0
    for (let back = 0; back < length; back++) {
      const price = smoothed[(at - back) & 63] as number
      real += (table[row + 2 * back] as number) * price
      imaginary += (table[row + 2 * back + 1] as number) * price
    }
    let degrees = this.past
    if (imaginary !== 0) {
      angle[0] = real / imaginary
      atanAt(angle, 0)
      degrees = (angle[0] as number) * DEGREES
    } else if (real !== 0) degrees += real < 0 ? -90 : 90
    // A quarter for the sum that starts with a sine, and the lag of one sample that the smoothing has.
    degrees += 90 + 360 / smoothPeriod
    if (imaginary < 0) degrees += 180
    if (degrees > 315) degrees -= 360
    this.degrees = degrees
  }
}

const LONGEST = 50
let table: Float64Array | null = null

/** Sine and cosine at each sample of a wave, for waves of 1 to 50 samples, one after the other. */
function waves(): Float64Array {
  if (table !== null) return table
  table = new Float64Array(LONGEST * (LONGEST + 1))
  for (let length = 1; length <= LONGEST; length++) {
    for (let back = 0; back < length; back++) {
      const angle = (back * 2 * Math.PI) / length
      table[length * (length - 1) + 2 * back] = sin(angle)
      table[length * (length - 1) + 2 * back + 1] = cos(angle)
    }
  }
  return table
}
