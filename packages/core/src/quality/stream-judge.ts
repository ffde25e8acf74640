import { isTapelineError, TapelineError } from '../errors/index.js'
import type { MarketEvent } from '../market/index.js'
import type { State } from '../window/index.js'
import type { EventType, QualityRule } from './define-check.js'
import { finding, type Finding, type QualityContext, type QualityProbe } from './quality-probe.js'
import { OK, type QualityAction, type QualityReason, type Verdict } from './verdict.js'

/** How often each rule found fault. */
export interface RuleCount {
  flagged: number
  rejected: number
  /** Times that the check threw; its state lives on, the event is flagged. */
  failed: number
}

interface Turns {
  readonly checks: readonly Turn[]
  readonly learners: readonly Turn[]
}

interface Turn {
  readonly at: number
  readonly probe: QualityProbe
  readonly action: QualityAction
}

/** The rules of one stream and their state: one instrument and kind of event, of bars one timeframe. */
export class StreamJudge {
  /** The events of a stream are of one type, or of two: snapshots and deltas of a book. */
  private readonly turns: { readonly [T in EventType]?: Turns }
  readonly probes: readonly (QualityProbe | null)[]
  /** Time of the newest event that was let pass. */
  newest: number | null = null
  private readonly rules: readonly QualityRule[]
  private readonly counts: readonly RuleCount[]

  /** @param rules in the order of their turns; `counts` beside them, shared by all streams. */
  constructor(
    rules: readonly QualityRule[],
    counts: readonly RuleCount[],
    instrumentId: string,
    types: readonly EventType[],
  ) {
    this.rules = rules
    this.counts = counts
    this.probes = rules.map(({ actions, instruments, create }) =>
      types.some((type) => actions[type] !== undefined) && (instruments?.includes(instrumentId) ?? true)
        ? create()
        : null,
    )
    this.turns = Object.fromEntries(types.map((type) => [type, this.turnsOf(type)]))
  }

  judge(event: MarketEvent, context: { -readonly [K in keyof QualityContext]: QualityContext[K] }): Verdict {
    const { checks, learners } = this.turns[event.type] as Turns
    let reasons: QualityReason[] | null = null
    context.isTimeTrusted = true
    for (let turn = 0; turn < checks.length; turn++) {
      const { at, probe, action } = checks[turn] as Turn
      let found: Finding | null
      try {
        found = probe.check(event, context)
      } catch (error) {
        ;(reasons ??= []).push(this.failed(at, error))
        continue
      }
      if (found === null) continue
      const { check, metadata } = this.rules[at] as QualityRule
      ;(reasons ??= []).push({ check, action, ...found })
      const count = this.counts[at] as RuleCount
      if (action === 'reject') {
        count.rejected++
        return { status: 'rejected', reasons }
      }
      count.flagged++
      if (metadata.distrustsTime === true) context.isTimeTrusted = false
    }
    for (let turn = 0; turn < learners.length; turn++) {
      const { at, probe } = learners[turn] as Turn
      try {
        probe.learn?.(event, context)
      } catch (error) {
        ;(reasons ??= []).push(this.failed(at, error))
      }
    }
    if (context.isTimeTrusted) this.newest = event.ts
    return reasons === null ? OK : { status: 'flagged', reasons }
  }

  /** What the rules say of its silence. */
  advance(now: number): QualityReason[] {
    return this.probes.flatMap((probe, at): QualityReason[] => {
      if (probe?.advance === undefined) return []
      try {
        const found = probe.advance(now)
        if (found === null) return []
        const { check } = this.rules[at] as QualityRule
        ;(this.counts[at] as RuleCount).flagged++
        return [{ check, action: 'flag', ...found }]
      } catch (error) {
        return [this.failed(at, error)]
      }
    })
  }

  snapshot(): State {
    return { newest: this.newest, probes: this.probes.map((probe) => probe?.snapshot() ?? null) }
  }

  restore({ newest, probes }: State): void {
    this.newest = newest as number | null
    const states = probes as readonly (State | null)[]
    this.probes.forEach((probe, at) => {
      const state = states[at]
      if (state !== null && state !== undefined) probe?.restore(state)
    })
  }

  private turnsOf(type: EventType): Turns {
    const checks = this.rules.flatMap(({ actions }, at): Turn[] => {
      const [action, probe] = [actions[type], this.probes[at]]
      return action === undefined || probe === null || probe === undefined ? [] : [{ at, probe, action }]
    })
    return { checks, learners: checks.filter(({ probe }) => probe.learn !== undefined) }
  }

  private failed(at: number, error: unknown): QualityReason {
    const { check } = this.rules[at] as QualityRule
    ;(this.counts[at] as RuleCount).failed++
    const message = error instanceof Error || isTapelineError(error) ? error.message : String(error)
    return { check, action: 'flag', ...finding('type', message, 'a check that does not throw') }
  }
}

/** A typed error for a snapshot of other rules. */
export function foreignSnapshot(version: unknown, keys: unknown, expected: readonly string[]): TapelineError {
  return new TapelineError(`A snapshot (version ${String(version)}) of other rules was given to a quality checker.`, {
    code: 'SNAPSHOT_MISMATCH',
    details: { version, keys, expected },
  })
}
