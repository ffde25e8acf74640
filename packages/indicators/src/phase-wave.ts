import { sinAt } from '@tapeline/core/math'
import { DEGREES } from './hilbert-cycle.js'

/** The sine of the phase of a cycle, and the same an eighth of a cycle ahead. Numbers travel in fields: none is boxed. */
export class PhaseWave {
  /** The phase in degrees: set it, then call `step`. */
  degrees: number = NaN
  /** The two waves after `step`. */
  sine: number = NaN
  leadSine: number = NaN
  /** In radians, and then their sines: a number that crosses a call may be boxed. */
  private readonly waves: Float64Array = new Float64Array(2)

  constructor() {
    this.degrees = 0
    this.sine = 0
    this.leadSine = 0
  }

  step(): void {
    const { waves } = this
    waves[0] = this.degrees / DEGREES
    waves[1] = (this.degrees + 45) / DEGREES
    sinAt(waves, 0)
    sinAt(waves, 1)
    this.sine = waves[0] as number
    this.leadSine = waves[1] as number
  }
}
