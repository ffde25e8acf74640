import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type PriceInput,
} from '@tapeline/core/indicator'

/** Parameters of `add`, `sub`, `mult` and `div`; anything else is `UNKNOWN_PARAMETER`, of another column `BAD_PARAMETER`. */
export interface OperatorParams extends FeedOptions {
  /** The one column; `high` unless said. */
  readonly first?: PriceInput | undefined
  /** The other; `low` unless said. */
  readonly second?: PriceInput | undefined
}

/** A function of two numbers, applied to two columns row by row. */
export type Operator = IndicatorType<OperatorParams, 'value'>

/**
 * The sum of two columns. Unit of its inputs. First value at bar 1; O(1). Formula: TA-Lib ADD.
 *
 * @example
 * ```ts
 * import { add } from '@tapeline/indicators'
 * console.log(add.create().update(3, 2)) // 5
 * ```
 */
export const add: Operator = /*#__PURE__*/ operator(
  'add',
  (x, y) => x + y,
  'Sum of two columns',
  'The sum of two columns.',
  true,
)

/**
 * By how much one column is above another. Unit of its inputs. First value at bar 1; O(1). Formula: TA-Lib SUB.
 *
 * @example
 * ```ts
 * import { sub } from '@tapeline/indicators'
 * console.log(sub.create().update(3, 2)) // 1
 * ```
 */
export const sub: Operator = /*#__PURE__*/ operator(
  'sub',
  (x, y) => x - y,
  'Difference of two columns',
  'By how much one column is above another.',
  true,
)

/**
 * The product of two columns. Unit of the one times that of the other; null beyond 1e100. First value at bar 1; O(1). Formula: TA-Lib MULT.
 *
 * @example
 * ```ts
 * import { mult } from '@tapeline/indicators'
 * console.log(mult.create().update(3, 2)) // 6
 * ```
 */
export const mult: Operator = /*#__PURE__*/ operator(
  'mult',
  (x, y) => x * y,
  'Product of two columns',
  'The product of two columns.',
  false,
)

/**
 * One column as a multiple of another. Unit of the one in that of the other; null where the second is 0. First value at bar 1; O(1). Formula: TA-Lib DIV.
 *
 * @example
 * ```ts
 * import { div } from '@tapeline/indicators'
 * console.log(div.create().update(3, 2)) // 1.5
 * ```
 */
export const div: Operator = /*#__PURE__*/ operator(
  'div',
  (x, y) => x / y,
  'Quotient of two columns',
  'One column as a multiple of another.',
  false,
)

function operator(
  name: string,
  of: (x: number, y: number) => number,
  title: string,
  tells: string,
  total: boolean,
): Operator {
  return defineIndicator<OperatorParams, 'value'>({
    name,
    title,
    tells,
    params: {
      first: {
        kind: 'choice',
        default: 'high',
        choices: ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'],
      },
      second: {
        kind: 'choice',
        default: 'low',
        choices: ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'],
      },
    },
    inputs: ({ first, second }) => [first, second],
    outputs: { value: 'input' },
    pane: 'own',
    warmup: () => ({ samples: 1 }),
    cost: 'O(1)',
    source: `TA-Lib ${name.toUpperCase()}`,
    talib: { name: name.toUpperCase(), params: {}, outputs: { value: 'outReal' } },
    total,
    kernel: kernel(of),
  })
}

/** A class for each function: its loop knows which one it calls. */
function kernel(of: (x: number, y: number) => number): {
  new (): IndicatorInstance
  runAll(group: readonly IndicatorInstance[], from: number, to: number): void
} {
  return class Kernel extends IndicatorInstance {
    static runAll(group: readonly Kernel[], from: number, to: number): void {
      for (const one of group) {
        const [first, second] = one.inputs as [Float64Array, Float64Array]
        const output = one.outputs[0] as Float64Array
        for (let i = from; i < to; i++) {
          const x = first[i] as number
          const y = second[i] as number
          if (!isSample(x) || !isSample(y)) {
            output[i] = NaN
            continue
          }
          one.commit()
          one.amend(x, y)
          output[i] = one.main
        }
      }
    }

    override commit(): void {
      this.committed++
    }

    override amend(x: number, y: number): number {
      this.main = of(x, y)
      if (!isSample(this.main)) this.main = NaN
      return this.main
    }
  }
}
