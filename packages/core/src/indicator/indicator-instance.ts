import { badParameter, TapelineError } from '../errors/index.js'
import type { IndicatorIdentity } from './indicator-identity.js'
import { isSample } from '../window/sample.js'
import { captureState, restoreState, type State } from '../window/state.js'

/** The state of one instance: structured-clonable, restores bit for bit. */
export interface IndicatorSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** Key of the definition that it is a snapshot of. */
  readonly key: string
  /** Everything that changes as samples come. */
  readonly state: State
  /** The ticks that its windows still need, where it has a store of its own. */
  readonly ticks?: State | undefined
}

/** Columns of an instance that is fed by hand: one empty array for all of them. */
const UNBOUND: Float64Array[] = Object.freeze([]) as unknown as Float64Array[]

/** The class of a kernel. Each writes `runAll` for itself, so that every call in the loop is monomorphic and inlined. */
export interface IndicatorKernel<P extends object = never, I extends IndicatorInstance = IndicatorInstance> {
  new (params: P): I
  /**
   * Computes rows `[from, to)` of every instance of the group, in order of rows: reads `inputs`, writes `outputs`.
   * A row with an input that is no sample gets NaN outputs and leaves the state alone.
   */
  runAll(group: readonly I[], from: number, to: number): void
}

/** A definition as its own instance knows it: what it is, and how to begin anew. */
export interface RunningDefinition<Out extends string = string> extends IndicatorIdentity<Out> {
  readonly create: () => { snapshot(): IndicatorSnapshot }
}

/**
 * One live indicator. People call `update` and `replace`; the graph and batch call the `runAll` of its class.
 *
 * The newest sample is held apart until the next one arrives: `amend` computes with it, `commit` makes it permanent.
 * So replacing the forming bar is `amend` again, O(1), with nothing to undo.
 *
 * @example
 * ```ts
 * import { sma } from '@tapeline/indicators'
 * const average = sma.create({ period: 3 })
 * average.update(10)
 * average.update(11)
 * console.log(average.update(12), average.replace(15)) // 11 12
 * ```
 */
export abstract class IndicatorInstance<Out extends string = string> {
  /** The columns that `runAll` reads, one for each declared input; whoever runs many rows binds them. */
  inputs: Float64Array[] = UNBOUND // bound: one a declared input
  /** The columns that `runAll` writes, one for each output, the main one first; NaN where there is no value. */
  outputs: Float64Array[] = UNBOUND // bound: one a declared output
  /** Samples that were refused (NaN, infinite, beyond 1e100 in magnitude) and left no other trace. */
  rejected = 0
  /** Outputs of the newest sample; `amend` returns the main one and sets the others. */
  protected main: number = NaN
  /** Second output of the newest sample, set by `amend`. */
  protected second: number = NaN
  /** Third output of the newest sample, set by `amend`. */
  protected third: number = NaN
  /** Samples made permanent; -1 before the first arrives. */
  protected committed = -1
  #definition: RunningDefinition<Out> | null = null

  /** Makes the newest sample permanent. Starts with `if (this.committed++ < 0) return`: the first call finds none. */
  abstract commit(): void

  /** Sets or replaces the newest sample; returns the main output (NaN: none yet), leaves others in `second`, `third`. */
  abstract amend(...values: number[]): number

  /** Gives a new instance its definition. */
  bind(definition: RunningDefinition<Out>): this {
    this.#definition = definition
    return this
  }

  /** What it computes. */
  get definition(): RunningDefinition<Out> {
    if (this.#definition === null)
      throw new TapelineError('An indicator has no definition before bind().', { code: 'INDICATOR_UNBOUND' })
    return this.#definition
  }

  /**
   * Takes the next sample, one number for each of `definition.inputs`, and returns the main output: NaN while there is
   * none, so that any comparison with it is false (`value` says null instead). A sample that cannot be one (NaN,
   * infinite, beyond 1e100) changes nothing but `rejected`.
   *
   * The classes that are fed most write it anew: calls within a class stay monomorphic. They read `main` where they return what
   * `amend` made: a number that comes out of a call which is not inlined is boxed, and would have all others boxed with it.
   */
  update(a: number, b?: number, c?: number, d?: number, e?: number): number {
    if (!this.accepts(a, b, c, d, e)) return this.reject()
    this.commit()
    return (this.main = this.amend(a, b as number, c as number, d as number, e as number))
  }

  /** Replaces the newest sample (the bar that is still forming) in O(1); as the first call, it is `update`. */
  replace(a: number, b?: number, c?: number, d?: number, e?: number): number {
    if (!this.accepts(a, b, c, d, e)) return this.reject()
    if (this.committed < 0) this.commit()
    return (this.main = this.amend(a, b as number, c as number, d as number, e as number))
  }

  /** The main output as of the latest `update` or `replace`; null while there is none. */
  get value(): number | null {
    return present(this.main)
  }

  /** One output by name; null while there is none. */
  get(output: Out): number | null {
    const at = this.definition.outputs.indexOf(output)
    if (at < 0)
      throw badParameter({
        owner: this.definition.type,
        parameter: 'output',
        value: output,
        expected: `one of ${this.definition.outputs.join(', ')}`,
      })
    return present(this.outputAt(at))
  }

  /** All outputs by name. */
  get values(): { readonly [K in Out]: number | null } {
    return Object.fromEntries(this.definition.outputs.map((name) => [name, this.get(name)])) as {
      [K in Out]: number | null
    }
  }

  /** Is there a value? */
  get isReady(): boolean {
    return this.value !== null
  }

  /** Samples taken, the newest included. */
  get count(): number {
    return this.committed + 1
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): IndicatorSnapshot {
    return { version: 1, key: this.definition.key, state: captureState(this, this.shared()) }
  }

  /** Takes over a snapshot of the same definition; any other is a typed error. */
  restore(snapshot: IndicatorSnapshot): void {
    if (snapshot.version !== 1 || snapshot.key !== this.definition.key) {
      throw new TapelineError(
        `A snapshot (version ${snapshot.version}) of ${snapshot.key} was given to ${this.definition.key}.`,
        {
          code: 'SNAPSHOT_MISMATCH',
          details: { version: snapshot.version, key: snapshot.key, expected: this.definition.key },
        },
      )
    }
    restoreState(this, snapshot.state, this.shared())
  }

  /** Back to the state before the first sample. */
  reset(): void {
    this.restore(this.definition.create().snapshot())
  }

  /** An output by its place; instances with more than three say where they keep the others. */
  protected outputAt(at: number): number {
    return at === 0 ? this.main : at === 1 ? this.second : this.third
  }

  /** Fields that are not this instance's own state. */
  protected shared(): ReadonlySet<string> {
    return COLUMNS
  }

  /** Refuses a sample: counts it and keeps the value. */
  protected reject(): number {
    this.rejected++
    return this.main
  }

  private accepts(a: number, b?: number, c?: number, d?: number, e?: number): boolean {
    const n = this.#definition === null ? 1 : this.#definition.inputs.length
    return (
      isSample(a) &&
      (n < 2 || isSample(b)) &&
      (n < 3 || isSample(c)) &&
      (n < 4 || isSample(d)) &&
      (n < 5 || isSample(e))
    )
  }
}

const COLUMNS: ReadonlySet<string> = new Set(['inputs', 'outputs'])

function present(value: number): number | null {
  return value === value ? value : null
}
