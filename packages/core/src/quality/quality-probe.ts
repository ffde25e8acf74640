import { show } from '../errors/index.js'
import type { Instrument, MarketEvent } from '../market/index.js'
import { captureState, restoreState, type State } from '../window/index.js'

/** What a check finds wrong: the field, what stands there, what would have passed, and the numbers behind it. */
export interface Finding {
  /** Name of the event's field, such as `price`. */
  readonly field: string
  /** What stands there; what is no finite number, as text (`NaN`, `Infinity`, `"0x10"`). */
  readonly value: number | string | null
  /** What would have passed, in words, numbers included. */
  readonly expected: string
  /** The numbers of the judgement, such as `{ median, limit }`; finite, units in their names where they have one. */
  readonly facts: Readonly<Record<string, number>>
}

/** What a check may know beside the event. Valid during the call only. */
export interface QualityContext {
  /** Our clock as of the latest `advance`, UTC epoch ms; -Infinity before the first. */
  readonly clock: number
  /** The steps of what was traded, where the checker was given them. */
  readonly instrument: Instrument | null
  /** False once a check has found the event's time wrong: it moves no watermark. */
  readonly isTimeTrusted: boolean
}

/**
 * The state of one check for one stream: one instrument and kind of event, of bars one timeframe. The fields of a
 * subclass are its state: numbers, texts, flags, typed arrays and objects of such; `options` is not part of it.
 */
export abstract class QualityProbe {
  /** Finds fault with an event, or not. Takes any garbage in its fields, and never changes it. */
  abstract check(event: MarketEvent, context: QualityContext): Finding | null

  /** Told of an event that no rule rejected, after all have judged it. */
  learn?(event: MarketEvent, context: QualityContext): void

  /** Told that our clock moved on; finds fault with silence, once for each. */
  advance?(now: number): Finding | null

  /** What it measures beside its judgement; `null` while it cannot say. */
  measures?(): Readonly<Record<string, number | null>>

  /** Everything that changes as events come. */
  snapshot(): State {
    return captureState(this, CONSTANT)
  }

  /** Takes over a snapshot of the same check with the same options. */
  restore(state: State): void {
    restoreState(this, state, CONSTANT)
  }
}

/** A finding, whatever it was that stood in the field. */
export function finding(
  field: string,
  value: unknown,
  expected: string,
  facts: Readonly<Record<string, number>> = NO_FACTS,
): Finding {
  const isPlain = value === null || (typeof value === 'number' && Number.isFinite(value))
  return { field, value: isPlain ? (value as number | null) : show(value), expected, facts }
}

const CONSTANT: ReadonlySet<string> = new Set(['options'])
const NO_FACTS: Readonly<Record<string, number>> = /*#__PURE__*/ Object.freeze({})
