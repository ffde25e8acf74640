import { TapelineError } from '../errors/index.js'
import { captureState, restoreState, type State } from '../window/index.js'

/** The state of a series of values: structured-clonable, restores bit for bit. */
export interface SeriesSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** What it is a snapshot of, its options included. */
  readonly key: string
  /** Everything that changes as values come. */
  readonly state: State
}

/**
 * Something that follows values one by one and gives an answer for each. The newest is held apart until the next one
 * comes, so that it can be replaced in O(1): the bar that still forms.
 *
 * A value that is not there (`null`, NaN, infinite) is a hole: its answer says so, and it leaves no other trace, not
 * even that of the value that it replaces.
 */
export abstract class ValueSeries<In extends readonly unknown[], Out> {
  /** The answer as of the latest call. */
  answer: Out
  protected readonly key: string
  /** Values made permanent; -1 before the first arrives. */
  protected committed = -1
  private taken = false
  private isVoid = false

  /** @param key what it is, its options included. @param hole the answer while there is no value. */
  constructor(key: string, hole: Out) {
    this.key = key
    this.answer = hole
  }

  /** Takes the next value, or values, and answers. */
  update(...values: In): Out {
    return this.take(values, true)
  }

  /** Takes a new version of the newest value; as the first call, it is `update`. */
  replace(...values: In): Out {
    return this.take(values, false)
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): SeriesSnapshot {
    return { version: 1, key: this.key, state: captureState(this) }
  }

  /** Takes over a snapshot of one with the same options; any other is a typed error. */
  restore(snapshot: SeriesSnapshot): void {
    if (snapshot.version !== 1 || snapshot.key !== this.key) {
      throw new TapelineError(`A snapshot (version ${snapshot.version}) of ${snapshot.key} was given to ${this.key}.`, {
        code: 'SNAPSHOT_MISMATCH',
        details: { version: snapshot.version, key: snapshot.key, expected: this.key },
      })
    }
    restoreState(this, snapshot.state)
  }

  /** Are these values that it can take, as the next ones or as a new version of the newest? */
  protected abstract accepts(values: In, isNew: boolean): boolean

  /** The answer where there is no value. */
  protected abstract hole(): Out

  /** Makes the newest value permanent; called when there is one. */
  protected abstract commit(): void

  /** Answers for a newest value, and changes nothing permanent. */
  protected abstract amend(...values: In): Out

  private take(values: In, isNew: boolean): Out {
    const isValue = this.accepts(values, isNew)
    if (isNew) this.taken = false
    if (!isValue) {
      if (this.taken) this.isVoid = true
      this.taken = false
      return (this.answer = this.hole())
    }
    if (!this.taken && !this.isVoid && this.committed++ >= 0) this.commit()
    this.taken = true
    this.isVoid = false
    return (this.answer = this.amend(...values))
  }
}
