import { demand, demandKnown } from '../errors/index.js'
import type { Instrument, InstrumentId, MarketEvent, StreamGap } from '../market/index.js'
import type { State } from '../window/index.js'
import type { CheckStage, QualityRule } from './define-check.js'
import { finding, type QualityContext } from './quality-probe.js'
import { defaultRules } from './rules.js'
import { foreignSnapshot, StreamJudge, type RuleCount } from './stream-judge.js'
import { streamOf, typesOf, type StreamName } from './stream-name.js'
import type { Judged, QualityReason, Verdict } from './verdict.js'

/** What a checker knows beforehand, and how much it remembers. */
export interface QualityOptions {
  /** Instruments that are expected, with their steps: events of all others are rejected as `unknown_instrument`. */
  readonly instruments?: readonly Instrument[] | undefined
  /** Streams (an instrument's trades, its quotes, its bars of one timeframe …) that are remembered; events of more are rejected; 10000 unless said. */
  readonly maxStreams?: number | undefined
}

/** What came of all events so far. */
export interface QualityCounts {
  /** Events judged; each was ok, flagged or rejected. */
  readonly events: number
  readonly ok: number
  readonly flagged: number
  readonly rejected: number
  /** Events that were none: no object, unknown type, no instrument. */
  readonly malformed: number
  /** Events of instruments that are not among the expected ones. */
  readonly unknownInstruments: number
  /** Events of streams beyond `maxStreams`. */
  readonly tooManyStreams: number
  /** Streams remembered. */
  readonly streams: number
  /** Silences that `advance` told of. */
  readonly silences: number
  /** What each rule found, by its key. */
  readonly rules: Readonly<Record<string, Readonly<RuleCount>>>
}

/** The state of a checker: structured-clonable. */
export interface QualitySnapshot {
  /** Of this shape. */
  readonly version: 1
  /** Keys of the rules. */
  readonly rules: readonly string[]
  /** Everything that changes as events come. */
  readonly state: State
}

/**
 * Judges market events by rules: every event comes out with a verdict and its reasons, none is dropped or changed.
 * Rejected events leave no trace in what later ones are compared with. See {@link qualityCheck}.
 *
 * Memory grows with streams, up to `maxStreams`; a stream with the default rules takes up to 40 kB, most of it for
 * the ids of its trades.
 */
export class QualityChecker {
  /** The rules in the order of their turns. */
  readonly rules: readonly QualityRule[]
  private readonly instruments: ReadonlyMap<InstrumentId, Instrument> | null
  private readonly maxStreams: number
  private readonly ruleCounts: readonly RuleCount[]
  private readonly counted = { ok: 0, flagged: 0, malformed: 0, unknown: 0, tooMany: 0, rejected: 0, silences: 0 }
  // bound: options.maxStreams judges in all; events of further streams are rejected and counted.
  private readonly judges: Map<InstrumentId, Map<StreamName, StreamJudge>> = new Map()
  private streams = 0
  /** Events of a stream often follow each other: found without a look into the maps. */
  private recent: {
    readonly instrumentId: InstrumentId
    readonly name: StreamName
    readonly judge: StreamJudge
  } | null = null
  private readonly context: { -readonly [K in keyof QualityContext]: QualityContext[K] } = {
    clock: -Infinity,
    instrument: null,
    isTimeTrusted: true,
  }

  constructor(rules: readonly QualityRule[] = defaultRules(), options: QualityOptions = {}) {
    demandKnown('qualityCheck', options, ['instruments', 'maxStreams'])
    const { instruments, maxStreams = 10_000 } = options
    const fits = Number.isInteger(maxStreams) && maxStreams >= 1 && maxStreams <= 1e6
    demand(fits, 'qualityCheck', 'maxStreams', maxStreams, 'a whole number from 1 to 1000000')
    demand(Array.isArray(rules), 'qualityCheck', 'rules', rules, 'a list of rules, such as defaultRules()')
    const keys = new Set<string>()
    for (const rule of rules) {
      demand(typeof rule?.create === 'function', 'qualityCheck', 'rules', rule, 'rules, such as spike()')
      demand(!keys.has(rule.key), 'qualityCheck', 'rules', rule.key, 'each rule once')
      keys.add(rule.key)
    }
    this.rules = Object.freeze([...rules].sort((a, b) => turnOf(a) - turnOf(b)))
    this.ruleCounts = this.rules.map(() => ({ flagged: 0, rejected: 0, failed: 0 }))
    this.instruments = instruments === undefined ? null : new Map(instruments.map((one) => [one.id, one]))
    this.maxStreams = maxStreams
  }

  /** Judges the next event. O(1) but for what a check says of itself. */
  update(event: MarketEvent): Verdict {
    const judge = this.judgeOf(event)
    if (!(judge instanceof StreamJudge)) return judge
    const verdict = judge.judge(event, this.context)
    this.counted[verdict.status]++
    return verdict
  }

  /**
   * Tells it what our clock says, UTC epoch ms, which never goes back. Streams that have been silent for too long come out
   * as a `StreamGap` each, once for each silence.
   */
  advance(now: number): Judged<StreamGap>[] {
    demand(typeof now === 'number' && Math.abs(now) < 1e15, 'qualityCheck', 'now', now, 'UTC epoch milliseconds')
    const { context } = this
    if (now <= context.clock) return []
    context.clock = now
    const silent: Judged<StreamGap>[] = []
    for (const [instrumentId, streams] of this.judges) {
      for (const judge of streams.values()) {
        const reasons = judge.advance(now)
        if (reasons.length === 0) continue
        this.counted.silences++
        const event: StreamGap = {
          type: 'StreamGap',
          instrumentId,
          ts: now,
          from: judge.newest,
          to: null,
          reason: 'stale',
        }
        silent.push({ event, verdict: { status: 'flagged', reasons } })
      }
    }
    return silent
  }

  /** What came of all events so far. */
  counts(): QualityCounts {
    const { ok, flagged, rejected, malformed, unknown, tooMany, silences } = this.counted
    return {
      events: ok + flagged + rejected,
      ok,
      flagged,
      rejected,
      malformed,
      unknownInstruments: unknown,
      tooManyStreams: tooMany,
      streams: this.streams,
      silences,
      rules: Object.fromEntries(this.rules.map(({ key }, at) => [key, { ...(this.ruleCounts[at] as RuleCount) }])),
    }
  }

  /**
   * What the checks measure on the streams of an instrument beside judging: by stream, then by key of the rule. Such as
   * how far our clock and the venue's are apart: `measures(id).TradeTick.futureTime.leastDelayMs`.
   */
  measures(instrumentId: InstrumentId): Record<StreamName, Record<string, Readonly<Record<string, number | null>>>> {
    const streams = this.judges.get(instrumentId) ?? new Map<StreamName, StreamJudge>()
    return Object.fromEntries(
      [...streams].map(([name, { probes }]) => [
        name,
        Object.fromEntries(
          probes.flatMap((probe, at) => {
            const measured = probe?.measures?.()
            return measured === undefined ? [] : [[(this.rules[at] as QualityRule).key, measured]]
          }),
        ),
      ]),
    )
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): QualitySnapshot {
    const streams = [...this.judges].flatMap(([id, judges]) =>
      [...judges].map(([name, judge]) => ({ id, name, state: judge.snapshot() })),
    )
    return {
      version: 1,
      rules: this.rules.map(({ key }) => key),
      state: {
        clock: this.context.clock,
        counted: { ...this.counted },
        rules: this.ruleCounts.map((count) => ({ ...count })),
        streams,
      },
    }
  }

  /** Takes over a snapshot of a checker with the same rules; any other is a typed error. */
  restore({ version, rules, state }: QualitySnapshot): void {
    const keys = this.rules.map(({ key }) => key)
    if (version !== 1 || String(rules) !== String(keys)) throw foreignSnapshot(version, rules, keys)
    this.context.clock = state['clock'] as number
    Object.assign(this.counted, state['counted'])
    ;(state['rules'] as readonly State[]).forEach((count, at) => Object.assign(this.ruleCounts[at] as RuleCount, count))
    this.judges.clear()
    this.recent = null
    this.streams = 0
    for (const stream of state['streams'] as readonly State[]) {
      this.open(stream['id'] as string, stream['name'] as StreamName).restore(stream['state'] as State)
    }
  }

  /** Who judges it, or the verdict on what nobody can judge. */
  private judgeOf(event: MarketEvent): StreamJudge | Verdict {
    const { instrumentId } = event ?? {}
    const name = streamOf(event)
    const { recent, context } = this
    if (recent !== null && recent.instrumentId === instrumentId && recent.name === name) return recent.judge
    const isNamed = typeof instrumentId === 'string' && instrumentId.length <= LONGEST_ID
    if (name === null || !isNamed) return this.refuse('malformed', event)
    const instrument = this.instruments?.get(instrumentId) ?? null
    if (instrument === null && this.instruments !== null) return this.refuse('unknown', event)
    const known = this.judges.get(instrumentId)?.get(name)
    if (known === undefined && this.streams >= this.maxStreams) return this.refuse('tooMany', event)
    const judge = known ?? this.open(instrumentId, name)
    this.recent = { instrumentId, name, judge }
    context.instrument = instrument
    return judge
  }

  private open(instrumentId: InstrumentId, name: StreamName): StreamJudge {
    const streams = this.judges.get(instrumentId) ?? new Map<StreamName, StreamJudge>()
    const judge = new StreamJudge(this.rules, this.ruleCounts, instrumentId, typesOf(name))
    this.judges.set(instrumentId, streams.set(name, judge))
    this.streams++
    return judge
  }

  private refuse(why: 'malformed' | 'unknown' | 'tooMany', event: MarketEvent): Verdict {
    this.counted[why]++
    this.counted.rejected++
    return { status: 'rejected', reasons: [this.refusal(why, event)] }
  }

  private refusal(why: 'malformed' | 'unknown' | 'tooMany', event: MarketEvent): QualityReason {
    const { type, instrumentId } = event ?? {}
    const id = typeof instrumentId === 'string' ? instrumentId.slice(0, LONGEST_ID) : instrumentId
    const action = 'reject'
    switch (why) {
      case 'malformed':
        return { check: 'malformed', action, ...finding('type', type, 'a market event with type and instrumentId') }
      case 'unknown':
        return {
          check: 'unknown_instrument',
          action,
          ...finding('instrumentId', id, 'one of the expected instruments'),
        }
      case 'tooMany':
        return {
          check: 'too_many_streams',
          action,
          ...finding('instrumentId', id, `at most ${this.maxStreams} streams`, { maxStreams: this.maxStreams }),
        }
    }
  }
}

/**
 * A checker of market data: each event comes out with a verdict (`ok`, `flagged`, `rejected`) and the reasons with their
 * numbers. What cannot be true is rejected, what is unusual is flagged; each rule can be told to do the other.
 *
 * @param rules what to check; {@link defaultRules} unless said. They have their turns by stage, whatever their order here.
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER` for options that cannot be, or a rule that is given twice.
 *
 * @example
 * ```ts
 * import type { TradeTick } from '@tapeline/core'
 * import { qualityCheck } from '@tapeline/core/quality'
 * const checker = qualityCheck()
 * const trade: TradeTick = { type: 'TradeTick', instrumentId: 'BTC/USDT@binance', ts: 1.7e12, price: 61_800, size: 0.5, aggressorSide: 'buy', tradeId: '7' }
 * console.log(checker.update(trade).status) // ok
 * console.log(checker.update({ ...trade, tradeId: '8', price: NaN }).reasons)
 * // [ { check: 'badNumber', action: 'reject', field: 'price', value: 'NaN', expected: 'a finite number above 0', facts: {} } ]
 * console.log(checker.update(trade).reasons[0]?.check, checker.counts().rejected) // duplicate 2
 * ```
 */
export function qualityCheck(
  rules: readonly QualityRule[] = defaultRules(),
  options: QualityOptions = {},
): QualityChecker {
  return new QualityChecker(rules, options)
}

const STAGES: readonly CheckStage[] = ['arrival', 'value', 'time', 'copy', 'market']
/** Names of 10 KB are no names. */
const LONGEST_ID = 256

function turnOf({ metadata }: QualityRule): number {
  return STAGES.indexOf(metadata.stage)
}
