import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { exp } from '@tapeline/core/math'

/** Parameters of `alma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AlmaParams extends SeriesOptions {
  /** Samples in the window, 2 to 100000; 9 unless said. */
  readonly period?: number | undefined
  /** Where the bell stands, 0 at the oldest sample and 1 at the newest, 0 to 1; 0.85 unless said. */
  readonly offset?: number | undefined
  /** How narrow the bell is: its width is period / sigma samples, 0.1 to 100; 6 unless said. */
  readonly sigma?: number | undefined
}

class Alma extends IndicatorInstance {
  private readonly period: number
  /** From the oldest sample to the newest; they sum to 1. */
  readonly #weights: Float64Array
  private readonly ring: Float64Array
  private next = 0
  /** The oldest sample of the window, and how far all but the newest draw the mean away from it. */
  private origin: number = NaN
  private drawn: number = NaN
  private newest: number = NaN

  constructor({ period, offset, sigma }: Settled<AlmaParams>) {
    super()
    this.period = period
    this.#weights = bell(period, offset * (period - 1), period / sigma)
    this.ring = new Float64Array(period - 1)
  }

  static runAll(group: readonly Alma[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          output[i] = one.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { ring, next } = this
    ring[next] = this.newest
    this.next = next + 1 === ring.length ? 0 : next + 1
    if (this.committed >= ring.length) this.draw()
  }

  override amend(x: number): number {
    this.newest = x
    if (this.committed < this.period - 1) return this.main
    this.main = this.origin + (this.drawn + (this.#weights[this.period - 1] as number) * (x - this.origin))
    return this.main
  }

  /** Distances from the oldest sample are what is weighed, so that a flat window gives its price exactly. */
  private draw(): void {
    const { ring, next } = this
    const weights = this.#weights
    const origin = ring[next] as number
    let drawn = 0
    let place = 0
    for (let at = next; at < ring.length; at++) drawn += (weights[place++] as number) * ((ring[at] as number) - origin)
    for (let at = 0; at < next; at++) drawn += (weights[place++] as number) * ((ring[at] as number) - origin)
    this.origin = origin
    this.drawn = drawn
  }
}

/**
 * Arnaud Legoux moving average (2009): a mean whose weights are a bell, standing near the newest samples. It follows closely
 * and still smooths on both sides.
 *
 * Unit of its input; first value at sample `period`; O(n) a sample, O(1) a `replace`: each weight is another, so nothing can be
 * carried on. Weights exp(-(i - offset (period - 1))² / (2 (period / sigma)²)), divided by their sum, as Skender and talipp.
 *
 * @example
 * ```ts
 * import { alma } from '@tapeline/indicators'
 * const { value } = alma.batch({ close: Float64Array.of(1, 2, 3, 4) }, { period: 3 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 2.6856736002382617, 3.6856736002382617 ]
 * ```
 */
export const alma: IndicatorType<AlmaParams, 'value'> = /*#__PURE__*/ defineIndicator<AlmaParams, 'value'>({
  name: 'alma',
  title: 'Arnaud Legoux moving average',
  tells: 'The trend by a bell of weights that leans towards the newest samples: smooth, with little lag.',
  params: {
    period: { kind: 'whole', default: 9, min: 2, max: 100_000, unit: 'samples' },
    offset: { kind: 'number', default: 0.85, min: 0, max: 1 },
    sigma: { kind: 'number', default: 6, min: 0.1, max: 100 },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(n)',
  source: 'Legoux, Kouzis-Loukas 2009',
  total: true,
  kernel: Alma,
})

/** A bell of weights around `middle`. */
function bell(length: number, middle: number, width: number): Float64Array {
  const weights = Float64Array.from({ length }, (_, place) => {
    const apart = (place - middle) / width
    return exp(-0.5 * apart * apart)
  })
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / sum)
}
