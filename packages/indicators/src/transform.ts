import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type OutputUnit,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** A function of one number, applied to each sample of a column or of another indicator. */
export type Transform = IndicatorType<SeriesOptions, 'value'>

/** An indicator that is one function of each sample. @param of replaces a number by what it makes of it. */
export function transform(name: string, of: InPlace, title: string, unit: OutputUnit, total: boolean): Transform {
  return defineIndicator<SeriesOptions, 'value'>({
    name,
    title,
    tells: `The ${title.toLowerCase()} of each sample.`,
    params: {},
    inputs: ['close'],
    outputs: { value: unit },
    pane: 'own',
    warmup: () => ({ samples: 1 }),
    cost: 'O(1)',
    source: `TA-Lib ${name.toUpperCase()}`,
    talib: { name: name.toUpperCase(), params: {}, outputs: { value: 'outReal' } },
    total,
    kernel: kernel(of),
  })
}

/** Replaces `numbers[0]` by what the function makes of it: a number that crosses a call may be boxed. */
type InPlace = (numbers: Float64Array) => void

/** A class for each function. */
function kernel(of: InPlace): {
  new (): IndicatorInstance
  runAll(group: readonly IndicatorInstance[], from: number, to: number): void
} {
  return class Kernel extends IndicatorInstance {
    private readonly numbers: Float64Array = new Float64Array(1)

    static runAll(group: readonly Kernel[], from: number, to: number): void {
      for (const one of group) {
        const input = one.inputs[0] as Float64Array
        const output = one.outputs[0] as Float64Array
        for (let i = from; i < to; i++) {
          const x = input[i] as number
          if (isSample(x)) {
            one.commit()
            one.numbers[0] = x
            one.step()
            output[i] = one.main
          } else {
            output[i] = NaN
          }
        }
      }
    }

    override commit(): void {
      this.committed++
    }

    override amend(x: number): number {
      this.numbers[0] = x
      this.step()
      return this.main
    }

    private step(): void {
      of(this.numbers)
      this.main = this.numbers[0] as number
      if (!isSample(this.main)) this.main = NaN
    }
  }
}
