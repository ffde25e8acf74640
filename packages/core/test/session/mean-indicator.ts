import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorSpec,
  type IndicatorType,
  type SeriesOptions,
} from '../../src/indicator/kit.js'

export interface MeanParams extends SeriesOptions {
  readonly period?: number | undefined
}

/** The mean of the newest samples, summed anew for each: slow and obvious. */
class Mean extends IndicatorInstance {
  private readonly period: number
  private readonly past: number[] = []
  private newest = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
  }

  static runAll(group: readonly Mean[], from: number, to: number): void {
    for (const mean of group) {
      for (let i = from; i < to; i++) {
        const x = mean.inputs[0]?.[i] as number
        if (isSample(x)) mean.commit()
        ;(mean.outputs[0] as Float64Array)[i] = isSample(x) ? mean.amend(x) : NaN
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.newest)
    if (this.past.length >= this.period) this.past.shift()
  }

  override amend(x: number): number {
    this.newest = x
    if (this.past.length < this.period - 1) return NaN
    return meanOf([...this.past, x])
  }
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

const spec: IndicatorSpec<MeanParams, 'value'> = {
  name: 'mean',
  title: 'Mean',
  tells: 'The mean of the newest samples.',
  params: { period: { kind: 'whole', default: 3, min: 1, max: 1000 } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(n)',
  source: 'by definition',
  total: true,
  kernel: Mean,
}

export const mean: IndicatorType<MeanParams, 'value'> = defineIndicator<MeanParams, 'value'>(spec)

/** The same of prints. */
export const meanPrice: IndicatorType<MeanParams, 'value'> = defineIndicator<MeanParams, 'value'>({
  ...spec,
  name: 'meanPrice',
  inputs: ['price'],
})
