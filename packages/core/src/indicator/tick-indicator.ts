import { badParameter, TapelineError } from '../errors/index.js'
import { isSample, TickStore, windowMs, type TickView, type TimeWindow } from '../window/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { IndicatorInstance, type IndicatorSnapshot } from './indicator-instance.js'

/**
 * Base of indicators over windows in time. Its inputs are those of a tick: `ts`, `price`, `size`; a bar counts as one
 * tick at its close.
 *
 * "Now" is the latest time that it was told, by a tick or by `advance`; it never goes back. A tick whose time is
 * before that of the newest tick comes late. Within `lateness` it is put where it belongs, at a cost of O(ticks behind it), and
 * counted in `reordered`; beyond it is left out and counted in `late`. An indicator with a `lateness` keeps ticks of its own.
 */
export abstract class TickIndicator<Out extends string = string> extends IndicatorInstance<Out> implements TickView {
  /** Ticks left out because they came too late. */
  late = 0
  /** Ticks that came late and were put where they belong. */
  reordered = 0
  /** Latest time that it was told, UTC epoch ms; -Infinity before the first. */
  now: number = NaN
  /** Time of its first tick. */
  firstTs: number = NaN
  /** Time of the newest tick. */
  newestTs: number = NaN
  /** Price of the newest tick. */
  newestPrice: number = NaN
  /** Size of the newest tick, base units. */
  newestSize: number = NaN
  limit = 0
  /** Time of the last permanent tick. */
  protected lastTs: number = NaN
  /** Whether an update must say the size. */
  protected readonly needsSize: boolean = false
  private readonly lateness: number = NaN
  #owner = true
  #ticks: TickStore = new TickStore()
  #windows: readonly TimeWindow[] = []

  /** @param lateness seconds that a tick may come after a later one and still count. */
  constructor(lateness: number = 0) {
    super()
    this.lateness = windowMs(lateness)
    this.now = -Infinity
    this.lastTs = -Infinity
  }

  /** Computes a row for every instance; a class whose loop is hot writes its own. */
  static runAll(group: readonly TickIndicator[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const one = group[at] as TickIndicator
      const [ts, price, size] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const { outputs } = one
      for (let i = from; i < to; i++) {
        if (one.tick(ts, price, size, i)) one.write(i)
        else for (const column of outputs) column[i] = NaN
      }
    }
  }

  /** Makes its windows anew over a store and returns all of them; called once by `start`. */
  protected abstract open(ticks: TickStore): readonly TimeWindow[]

  /** Computes the outputs as of `now` into `main`, `second`, `third`, from windows that it updates first. */
  protected abstract read(): void

  /** The oldest tick that its windows need. */
  get oldestTick(): number {
    const windows = this.#windows
    let oldest = this.limit
    for (let at = 0; at < windows.length; at++) oldest = Math.min(oldest, (windows[at] as TimeWindow).oldestTick)
    return oldest
  }

  override bind(definition: IndicatorDefinition<Out>): this {
    return super.bind(definition).start()
  }

  /** Reads from a store that its graph fills, from the next tick on; without one, from a store of its own. */
  start(shared?: TickStore): this {
    this.#ticks = shared ?? this.#ticks
    this.#owner = shared === undefined
    this.limit = this.#ticks.count
    this.#windows = this.open(this.#ticks)
    this.#ticks.join(this)
    return this
  }

  /** Reads from the store that a graph has for all such indicators, or brings the first one; stays alone where ticks may come late. */
  shareTicks(ticks: TickStore | null): TickStore | null {
    if (this.lateness > 0) return ticks
    const shared = ticks ?? new TickStore(1024)
    this.start(shared)
    return shared
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.#owner) this.#ticks.appendNewest(this)
    this.lastTs = this.newestTs
    this.limit++
  }

  override amend(ts: number, price: number, size: number): number {
    if (this.committed === 0) this.firstTs = ts
    this.newestTs = ts
    this.newestPrice = price
    this.newestSize = size
    if (ts > this.now) this.now = ts
    this.read()
    return this.main
  }

  /**
   * One row of a loop: takes the tick of row i, unless it is too late, and leaves the outputs in `main`, `second`,
   * `third`; false where the row is no tick. Columns and fields carry the numbers, since one that crosses a call may be boxed.
   */
  protected tick(ts: Float64Array, price: Float64Array, size: Float64Array, i: number): boolean {
    if (!isSample(ts[i]) || !isSample(price[i]) || !isSample(size[i])) return false
    if ((ts[i] as number) < this.newestTs) this.takeLate(ts[i] as number, price[i] as number, size[i] as number)
    else {
      this.commit()
      if (this.committed === 0) this.firstTs = ts[i] as number
      this.newestTs = ts[i] as number
      this.newestPrice = price[i] as number
      this.newestSize = size[i] as number
      if (this.newestTs > this.now) this.now = this.newestTs
    }
    this.read()
    return true
  }

  /** Writes the outputs to row i of the columns. */
  write(i: number): void {
    const { outputs } = this
    ;(outputs[0] as Float64Array)[i] = this.main
    if (outputs.length > 1) (outputs[1] as Float64Array)[i] = this.second
    if (outputs.length > 2) (outputs[2] as Float64Array)[i] = this.third
  }

  /** Takes the next tick; one that comes after a later one is put in its place or left out, as `lateness` says. */
  override update(ts: number, price: number, size?: number): number {
    const known = size ?? (this.needsSize ? NaN : 0)
    if (!isSample(ts) || !isSample(price) || !isSample(known)) return this.reject()
    if (ts < this.newestTs) {
      this.takeLate(ts, price, known)
      this.read()
      return this.main
    }
    this.commit()
    if (this.committed === 0) this.firstTs = ts
    this.newestTs = ts
    this.newestPrice = price
    this.newestSize = known
    if (ts > this.now) this.now = ts
    this.read()
    return this.main
  }

  /** Replaces the newest tick; its time may not lie before that of the tick before it. Time that has passed stays passed. */
  override replace(ts: number, price: number, size?: number): number {
    if (isSample(ts) && ts < this.lastTs) {
      this.late++
      return this.main
    }
    return super.replace(ts, price, size ?? (this.needsSize ? NaN : 0))
  }

  /** Moves time without a tick and returns the value as of then; going back is a typed error. */
  advance(nowMs: number): number {
    if (!(nowMs >= this.now && nowMs < Infinity)) {
      throw badParameter({
        owner: this.definition.type,
        parameter: 'nowMs',
        value: nowMs,
        expected: `a time from ${this.now} on: it never goes back`,
      })
    }
    this.now = nowMs
    if (this.committed >= 0) this.read()
    return this.main
  }

  override snapshot(): IndicatorSnapshot {
    return this.#owner ? { ...super.snapshot(), ticks: this.#ticks.snapshot() } : super.snapshot()
  }

  override restore(snapshot: IndicatorSnapshot): void {
    if (this.#owner !== (snapshot.ticks !== undefined)) {
      throw new TapelineError(`A snapshot of ${snapshot.key} in a graph and one outside of a graph do not mix.`, {
        code: 'SNAPSHOT_MISMATCH',
        details: { key: snapshot.key },
      })
    }
    super.restore(snapshot)
    if (snapshot.ticks !== undefined) this.#ticks.restore(snapshot.ticks)
  }

  private takeLate(ts: number, price: number, size: number): void {
    if (!(ts >= this.newestTs - this.lateness) || this.lateness === 0) {
      this.late++
      return
    }
    this.reordered++
    this.committed++
    const sequence = this.#ticks.insert(ts, price, size, this.oldestTick)
    this.limit++
    if (ts < this.firstTs) this.firstTs = ts
    if (ts > this.lastTs) this.lastTs = ts
    for (const window of this.#windows) window.insert(sequence, this)
  }
}
