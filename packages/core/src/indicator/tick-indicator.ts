import { badParameter, TapelineError } from '../errors/index.js'
import { isSample, TickStore, type TickView } from '../window/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { IndicatorInstance, type IndicatorSnapshot } from './indicator-instance.js'

/**
 * Base of indicators over windows in time. Its inputs are those of a tick: `ts`, `price`, `size`; a bar counts as one
 * tick at its close.
 *
 * "Now" is the latest time that it was told, by a tick or by `advance`; it never goes back. A tick whose time is
 * before that of the tick before it comes too late: it is counted in `late` and left out.
 */
export abstract class TickIndicator<Out extends string = string> extends IndicatorInstance<Out> implements TickView {
  /** Ticks left out because they came after a later one. */
  late = 0
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
  #owner = true
  #ticks: TickStore = new TickStore()

  constructor() {
    super()
    this.now = -Infinity
    this.lastTs = -Infinity
  }

  /** Makes its windows anew over a store; called once by `start`. */
  protected abstract open(ticks: TickStore): void

  /** Computes the outputs as of `now` into `main`, `second`, `third`. */
  protected abstract read(): void

  /** The oldest tick that its windows need. */
  abstract readonly oldestTick: number

  override bind(definition: IndicatorDefinition<Out>): this {
    return super.bind(definition).start()
  }

  /** Reads from a store that its graph fills, from the next tick on; without one, from a store of its own. */
  start(shared?: TickStore): this {
    this.#ticks = shared ?? this.#ticks
    this.#owner = shared === undefined
    this.limit = this.#ticks.count
    this.open(this.#ticks)
    this.#ticks.join(this)
    return this
  }

  /** Reads from the store that a graph has for all such indicators, or brings the first one. */
  shareTicks(ticks: TickStore | null): TickStore {
    const shared = ticks ?? new TickStore(1024)
    this.start(shared)
    return shared
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.#owner) this.#ticks.append(this.newestTs, this.newestPrice, this.newestSize)
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
    if ((ts[i] as number) < this.newestTs) this.late++
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

  /** Takes the next tick; one that is earlier than the tick before it is counted in `late` and changes nothing else. */
  override update(ts: number, price: number, size?: number): number {
    return isSample(ts) && ts < this.newestTs ? this.tooLate() : super.update(ts, price, this.sizeOr(size))
  }

  /** Replaces the newest tick; its time may not lie before that of the tick before it. Time that has passed stays passed. */
  override replace(ts: number, price: number, size?: number): number {
    return isSample(ts) && ts < this.lastTs ? this.tooLate() : super.replace(ts, price, this.sizeOr(size))
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

  private sizeOr(size: number | undefined): number {
    return size ?? (this.needsSize ? NaN : 0)
  }

  private tooLate(): number {
    this.late++
    return this.main
  }
}
