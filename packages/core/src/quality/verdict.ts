import type { Finding } from './quality-probe.js'

/** What a rule does with an event that it finds fault with: `flag` lets it pass with a remark, `reject` keeps it out. */
export type QualityAction = 'flag' | 'reject'

/** Why an event is not `ok`: which check says so, about which field, with the numbers. */
export interface QualityReason extends Finding {
  /** Name of the check, such as `spike`; `malformed`, `unknown_instrument`, `too_many_streams` are the checker's own. */
  readonly check: string
  /** What the rule does about it. */
  readonly action: QualityAction
}

/** What became of an event. Each gets one: nothing is dropped without a word. */
export interface Verdict {
  /** `ok`, `flagged` (may be used, with care) or `rejected` (shall reach no bar and no indicator). */
  readonly status: 'ok' | 'flagged' | 'rejected'
  /** Why; empty for `ok`. The first rejection ends the judgement, so it stands last. */
  readonly reasons: readonly QualityReason[]
}

/** An event with what the checks say of it. */
export interface Judged<E> {
  /** As it came: never changed. */
  readonly event: E
  /** What the checks say. */
  readonly verdict: Verdict
}

/** The verdict of nearly all events, one object for all of them. */
export const OK: Verdict = /*#__PURE__*/ Object.freeze({ status: 'ok', reasons: /*#__PURE__*/ Object.freeze([]) })
