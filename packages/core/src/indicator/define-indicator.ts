import { batch, type BatchColumns } from './batch.js'
import { definitionKey } from './definition-key.js'
import type { FeedOptions, IndicatorDefinition, SeriesOptions } from './indicator-definition.js'
import { resolveFeed } from './resolve-feed.js'
import type { IndicatorInstance } from './indicator-instance.js'
import type { IndicatorMetadata, OutputUnit, ParameterSpec, Warmup } from './indicator-metadata.js'
import { resolveParameters, usualConventions } from './resolve-parameters.js'

/** An indicator: call it for a definition, `create` for a live instance, `batch` for whole columns. */
export interface IndicatorType<
  P extends FeedOptions,
  Out extends string,
  I extends IndicatorInstance<Out> = IndicatorInstance<Out>,
> {
  (params?: P): IndicatorDefinition<Out>
  /** Everything there is to know about it, as data. */
  readonly metadata: IndicatorMetadata
  /** A live instance to feed by hand. */
  create(params?: P): I
  /**
   * The whole history at once, bit-equal to feeding it row by row: NaN before the first value. Writes into the columns of `out` where given
   * (they must be as long as the input), which saves half of the time.
   */
  batch(
    columns: BatchColumns,
    params?: P,
    out?: { readonly [K in Out]?: Float64Array | undefined },
  ): { readonly [K in Out]: Float64Array }
}

/** The parameters of an indicator with defaults filled in, without the options that say where its data comes from. */
export type Settled<P> = { readonly [K in Exclude<keyof P, keyof SeriesOptions>]-?: Exclude<P[K], undefined> }

/** What the author of an indicator writes down: its metadata and the class that computes it. */
export interface IndicatorSpec<P, Out extends string> extends Omit<
  IndicatorMetadata,
  'params' | 'inputs' | 'outputs' | 'warmup'
> {
  /** What each parameter accepts, and its default. */
  readonly params: { readonly [K in keyof Settled<P>]: ParameterSpec }
  /** Columns it reads, in the order in which `amend` takes them; some depend on a parameter. */
  readonly inputs: readonly string[] | ((params: Settled<P>) => readonly string[])
  /** Outputs with their units, the main one first. */
  readonly outputs: { readonly [K in Out]: OutputUnit }
  /** What must arrive before the first value. */
  readonly warmup: (params: Settled<P>) => Warmup
  /** Throws where parameters contradict each other. */
  readonly check?: (params: Settled<P>) => void
  /** The class that computes it; `runAll` is its own loop over rows. */
  readonly kernel: { new (params: Settled<P>): IndicatorInstance; runAll(group: never, from: number, to: number): void }
}

const FEED = ['on']
const SERIES = ['on', 'input', 'of', 'output']

/**
 * Makes an indicator from its metadata and its kernel: the one call in an indicator's file. The rules for a kernel are
 * in docs/indicators.md.
 *
 * @example
 * ```ts
 * import { defineIndicator, IndicatorInstance, isSample } from '@tapeline/core/indicator'
 *
 * class Change extends IndicatorInstance {
 *   private previous: number = NaN
 *   private newest: number = NaN
 *
 *   static runAll(group: readonly Change[], from: number, to: number): void {
 *     for (const change of group) {
 *       const [input] = change.inputs as [Float64Array]
 *       const [output] = change.outputs as [Float64Array]
 *       for (let i = from; i < to; i++) {
 *         output[i] = NaN
 *         if (!isSample(input[i])) continue
 *         change.commit()
 *         output[i] = change.amend(input[i])
 *       }
 *     }
 *   }
 *
 *   override commit(): void {
 *     if (this.committed++ < 0) return
 *     this.previous = this.newest
 *   }
 *
 *   override amend(x: number): number {
 *     this.newest = x
 *     return x - this.previous
 *   }
 * }
 *
 * const change = defineIndicator({
 *   name: 'change',
 *   title: 'Change',
 *   tells: 'How far the newest sample is from the one before.',
 *   params: {},
 *   inputs: ['close'],
 *   outputs: { value: 'input' },
 *   pane: 'own',
 *   warmup: () => ({ samples: 2 }),
 *   cost: 'O(1)',
 *   source: 'the difference',
 *   total: true,
 *   kernel: Change,
 * })
 * console.log(change.batch({ close: Float64Array.of(3, 5, 4) }).value) // Float64Array(3) [ NaN, 2, -1 ]
 * ```
 */
export function defineIndicator<
  P extends FeedOptions,
  Out extends string,
  I extends IndicatorInstance<Out> = IndicatorInstance<Out>,
>(spec: IndicatorSpec<P, Out>): IndicatorType<P, Out, I> {
  const { kernel, check, ...rest } = spec
  const usual = usualConventions(rest.params as IndicatorMetadata['params'])
  const settled = (params: object): Settled<P> => ({ ...usual, ...params }) as unknown as Settled<P>
  const warmup = (params: object): Warmup => rest.warmup(settled(params))
  const metadata = Object.freeze({ ...rest, warmup }) as unknown as IndicatorMetadata
  const Kernel = kernel as unknown as new (params: object) => IndicatorInstance<Out>
  const type = (given: SeriesOptions = {}): IndicatorDefinition<Out> => {
    const single = typeof metadata.inputs !== 'function' && metadata.inputs.length === 1
    const params = Object.freeze(
      resolveParameters(metadata, given as Readonly<Record<string, unknown>>, single ? SERIES : FEED),
    )
    check?.(settled(params))
    const inputs = typeof metadata.inputs === 'function' ? metadata.inputs(params) : metadata.inputs
    const data = {
      type: metadata.name,
      params,
      inputs: Object.freeze(given.input === undefined ? [...inputs] : [given.input]),
      outputs: Object.freeze(Object.keys(metadata.outputs) as Out[]),
      ...resolveFeed(metadata.name, given),
    }
    const definition = { ...data, key: definitionKey(data, inputs) } as IndicatorDefinition<Out>
    Object.defineProperties(definition, {
      create: { value: () => new Kernel(settled(params)).bind(definition) },
      metadata: { value: metadata },
    })
    return Object.freeze(definition)
  }
  Object.defineProperty(type, 'name', { value: metadata.name })
  return Object.assign(type, {
    metadata,
    create: (params?: P) => type(params).create(),
    batch: (columns: BatchColumns, params?: P, out?: Partial<Record<Out, Float64Array>>) =>
      batch(type(params), columns, out),
  }) as unknown as IndicatorType<P, Out, I>
}
